"""CSV as spreadsheets open it well: UTF-8, RFC 4180, nothing that they would run.

A report begins with a byte order mark, without which Excel takes UTF-8 for the encoding of
the country; LibreOffice reads it either way. A listing has none, as other programs read that.
"""

import csv
import re
from collections.abc import Iterator

from orgshelf.export.report import Report
from orgshelf.export.table import Cell, rows

_BYTE_ORDER_MARK = "\ufeff"
#: What makes a formula of a cell, the wide forms of Asian keyboards included.
FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# Where a cell begins: at its own beginning, and within it where a spreadsheet may part it. Many
# countries' Excel takes semicolons for separators, and quotes within such a part for nothing.
_CELL = re.compile(f'\\A(?=[{FORMULA}\t\r\n])|(?<=[;\t\r\n])(?="*[{FORMULA}])')


class _Line:
    """A file that gives back what is written to it, as a writer of CSV then does too."""

    def write(self, text: str, /) -> str:
        """The text."""
        return text


def render(report: Report) -> Iterator[str]:
    """A header and a row per item; lines end in CRLF."""
    if not report.listing:
        yield _BYTE_ORDER_MARK
    writer = csv.writer(_Line(), lineterminator="\r\n")
    for row in rows(report):
        yield writer.writerow([neutral(cell) for cell in row])


def neutral(cell: Cell) -> Cell:
    """The cell, an apostrophe before what a spreadsheet would take for a formula."""
    return _CELL.sub("'", cell) if isinstance(cell, str) else cell
