"""Tables as Emacs lays them out (Org manual: Built-in Table Editor; org-table-align)."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.text import width

#: What org-table-number-regexp takes for a number.
_NUMBER = re.compile(
    r"[<>]?[-+^.0-9]*[0-9][-+^.0-9eEdDx()%:]*|[<>]?[-+]?0[xX][0-9a-fA-F.]+"
    r"|[<>]?[-+]?[0-9]+#[0-9a-zA-Z.]+|nan|[-+u]?inf"
)


def cells(line: str) -> list[str]:
    """The cells of one line of a table, without the blanks around them (org-table-to-lisp)."""
    inside = line.strip(" \t").removeprefix("|").removesuffix("|")
    return [cell.strip(" \t") for cell in inside.split("|")]


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table whose first row is its head, a rule below it.

    A column at least half of numbers is set to the right (org-table-number-fraction).
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(1, *map(width, column)) for column in columns]
    right = [_is_numeric(column) for column in columns]
    for number, row in enumerate(rows):
        yield f"| {' | '.join(map(_padded, row, widths, right))} |"
        if number == 0:
            yield f"|{'+'.join('-' * (wide + 2) for wide in widths)}|"


def _is_numeric(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return sum(_NUMBER.fullmatch(cell) is not None for cell in filled) * 2 >= len(filled)


def _padded(cell: str, wide: int, right: bool) -> str:
    blanks = " " * (wide - width(cell))
    return blanks + cell if right else cell + blanks
