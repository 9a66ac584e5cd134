"""Tables in the layout of Emacs (Org manual: Built-in Table Editor; org-table-align)."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.text import width

#: A cell that org-table-number-regexp matches, ignoring case as Emacs does.
_NUMBER = re.compile(
    r"[<>]?[-+^.0-9]*[0-9][-+^.0-9eEdDx()%:]*|[<>]?[-+]?0x[0-9a-f.]+"
    r"|[<>]?[-+]?[0-9]+#[0-9a-z.]+|nan|[-+u]?inf",
    re.IGNORECASE,
)


def cells(line: str) -> list[str]:
    """The cells of a table row, without surrounding blanks (org-table-to-lisp)."""
    inside = line.strip(" \t").removeprefix("|").removesuffix("|")
    return [cell.strip(" \t") for cell in inside.split("|")]


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table with a rule below its first row.

    A column is right-aligned if at least half of its non-empty cells are numbers
    (org-table-number-fraction).
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(1, *map(width, column)) for column in columns]
    right = [_is_numeric(column) for column in columns]
    for number, row in enumerate(rows):
        yield f"| {' | '.join(map(_padded, row, widths, right))} |"
        if number == 0:
            yield f"|{'+'.join('-' * (size + 2) for size in widths)}|"


def _is_numeric(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return 2 * sum(_NUMBER.fullmatch(cell) is not None for cell in filled) >= len(filled)


def _padded(cell: str, size: int, right: bool) -> str:
    blanks = " " * (size - width(cell))
    return blanks + cell if right else cell + blanks
