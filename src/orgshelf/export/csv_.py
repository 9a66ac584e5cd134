"""CSV as spreadsheets open it well: UTF-8, RFC 4180, nothing that they would run.

A report begins with a byte order mark, without which Excel takes UTF-8 for the encoding of
the country; LibreOffice reads it either way. A listing has none, as other programs read that.
"""

import csv
import io
import re

from orgshelf.export.report import Report
from orgshelf.export.table import Cell, rows

_BYTE_ORDER_MARK = "\ufeff"
# What makes a formula of a cell, the wide forms of Asian keyboards included.
_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def render(report: Report) -> str:
    """A header and a row per item; lines end in CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows(report))
    return ("" if report.listing else _BYTE_ORDER_MARK) + out.getvalue()


def neutral(cell: Cell) -> Cell:
    """The cell, an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
