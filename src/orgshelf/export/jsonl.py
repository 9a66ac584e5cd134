"""JSON Lines: each item of the JSON document on a line, and nothing around them."""

from orgshelf.export.fields import items
from orgshelf.export.json_ import encode
from orgshelf.export.report import Report


def render(report: Report) -> str:
    """One item a line, as ``$defs/item`` of the schema describes it."""
    return "".join(encode(item) + "\n" for item in items(report))
