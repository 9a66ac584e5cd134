"""JSON: one document, each of its items on a line of its own."""

from collections.abc import Iterator

from orgshelf.export.encodable import array, encodable, encode
from orgshelf.export.json_document import head, items, member
from orgshelf.export.report import Report
from orgshelf.export.summary import Summary, Tally
from orgshelf.store.file_access import spool

_BYTES_AT_ONCE = 1 << 20


def render(report: Report) -> Iterator[str | bytes]:
    """The document of ``schema``; a line per member and per item, so that a diff is short.

    The progress stands first and is known last: until then the items wait as text, so that
    the entries need not be kept.
    """
    if report.listing:
        yield _head(report, None)
        yield from array(items(report))
    else:
        tally = Tally()
        pieces = array(items(report, tally.counting(report.entries)))
        with spool(piece.encode("utf-8", "replace") for piece in pieces) as texts:
            yield _head(report, tally.summary())
            while data := texts.read(_BYTES_AT_ONCE):
                yield data
    yield "\n}\n"


def _head(report: Report, summary: Summary | None) -> str:
    members = head(report, summary).items()
    lines = (f'"{name}": {encode(value)},\n' for name, value in members)
    return encodable("".join(("{\n", *lines, f'"{member(report)}": ')))
