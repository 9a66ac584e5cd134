"""JSON: one document, each of its items on a line of its own."""

from collections.abc import Iterator
from itertools import chain

from orgshelf.export.document import envelope, items
from orgshelf.export.json_text import array, encode
from orgshelf.export.report import Report


def render(report: Report) -> Iterator[str]:
    """The document of ``schema``; a line per member and per item, so that a diff is short."""
    head = [f'"{name}": {encode(value)},\n' for name, value in envelope(report).items()]
    return chain(["{\n", *head, '"items": '], array(items(report)), ["\n}\n"])
