"""What a search found as a JSON document: its items, each with the line that was found."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from orgshelf.export.field_table import MATCH
from orgshelf.export.json_document import envelope, items
from orgshelf.export.report import Report
from orgshelf.shelf.hits import Hit

#: So many items are written together.
_AT_ONCE = 100


def render(report: Report, hits: Iterable[Hit]) -> Iterator[str]:
    """The document, bit by bit; the hits are those of the report's entries, in their order."""
    match = MATCH.maker(report.short_ids)
    found = ({**item, "match": match(hit)} for item, hit in zip(items(report), hits, strict=True))
    yield json.dumps(envelope(report), indent=1).removesuffix("\n}") + ',\n "items": ['
    comma, end = "", "]\n}\n"
    while some := list(islice(found, _AT_ONCE)):
        yield comma + json.dumps(some, indent=1)[1:-2].replace("\n", "\n ")
        comma, end = ",", "\n ]\n}\n"
    yield end
