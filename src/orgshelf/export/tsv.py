r"""TSV for scripts: a line per item and a tab between cells, whatever the cells hold.

A backslash stands before what would end a cell, and before what a spreadsheet that it is pasted
into would take for a formula; without the backslashes the text is exact.
"""

import re
from collections.abc import Iterator

from orgshelf.export.csv_ import FORMULA
from orgshelf.export.report import Report
from orgshelf.export.table import Cell, rows

_ESCAPES = {"\t": "t", "\n": "n", "\r": "r"}
_SPECIAL = re.compile(rf"[\\\t\n\r]|\A[{FORMULA}]")


def render(report: Report) -> Iterator[str]:
    """A header and a line per item; UTF-8 without a byte order mark, lines end in LF."""
    return ("\t".join(map(escape, row)) + "\n" for row in rows(report))


def escape(cell: Cell) -> str:
    r"""The cell with ``\t``, ``\n``, ``\r``, ``\\`` and, at its beginning, ``\=`` and the like."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return _SPECIAL.sub(lambda char: "\\" + _ESCAPES.get(char[0], char[0]), cell)
