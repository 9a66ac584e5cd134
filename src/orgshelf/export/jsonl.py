"""JSON Lines: each item of the JSON document on a line, and nothing around them."""

from collections.abc import Iterator

from orgshelf.export.encodable import encode
from orgshelf.export.json_document import items
from orgshelf.export.report import Report


def render(report: Report) -> Iterator[str]:
    """One item a line, as ``$defs/item`` of the schema describes it."""
    return (encode(item) + "\n" for item in items(report))
