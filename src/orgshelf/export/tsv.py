r"""TSV for scripts: a line per item and a tab between cells, whatever the cells hold.

Text is exact, so a spreadsheet may run what stands in it; ``csv`` is made for those.
"""

import re
from collections.abc import Iterator

from orgshelf.export.report import Report
from orgshelf.export.table import Cell, rows

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SPECIAL = re.compile(r"[\\\t\n\r]")


def render(report: Report) -> Iterator[str]:
    """A header and a line per item; UTF-8 without a byte order mark, lines end in LF."""
    return ("\t".join(map(escape, row)) + "\n" for row in rows(report))


def escape(cell: Cell) -> str:
    r"""The cell with ``\t``, ``\n``, ``\r`` and ``\\`` for what they stand for."""
    if cell is None:
        return ""
    return _SPECIAL.sub(lambda char: _ESCAPES[char[0]], str(cell))
