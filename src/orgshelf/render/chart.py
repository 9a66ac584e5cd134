"""What charts are drawn with: rows of signs, each sign with the name of its colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

#: Some signs and their style.
Span = tuple[str, str]
Row = list[Span]

DIM = "dim"


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a kind of screen.

    ``steps`` are a day's without anything, then with more and more, and ``styles`` their
    colours; ``heights`` are a cell's, from empty to full; ``rule`` is a level line; ``to`` joins
    the ends of a range, ``bar`` makes bars.
    """

    steps: str
    styles: tuple[str, ...]
    heights: str
    rule: str
    to: str
    bar: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The days from ``first`` to ``last`` and where they are drawn.

    ``mondays`` begin the weeks; each has so many ``cells`` side by side, right of a ``margin``.
    """

    first: date
    last: date
    mondays: Sequence[date]
    cells: int
    margin: int


_GREENS = ("color(22)", "color(28)", "color(34)", "color(40)")
_BLOCKS = " ▁▂▃▄▅▆▇█"

ASCII = Signs(".:+*#", ("", "", "", "", ""), " .:#", "-", "-", "#")
COLOURED = Signs("·■■■■", (DIM, *_GREENS), _BLOCKS, "╌", "–", "━")
#: Where there are few colours or none, the signs themselves differ.
SHADED = Signs("·░▒▓█", (DIM, "green", "green", "green", "green"), _BLOCKS, "╌", "–", "━")


def signs_for(console: "Console") -> Signs:
    """The signs that a terminal can tell apart."""
    few = console.no_color or console.color_system in (None, "standard")
    return SHADED if few else COLOURED


def text_of(rows: Sequence[Row]) -> str:
    """The rows without colours."""
    return "".join(f"{''.join(signs for signs, _ in row).rstrip()}\n" for row in rows)


def coloured(row: Row, width: int) -> "Text":
    """One row for the terminal, cut where that ends."""
    from rich.text import Text

    runs = groupby(row, key=itemgetter(1))
    text = Text.assemble(*(("".join(s for s, _ in run), style) for style, run in runs))
    text.no_wrap = True
    text.rstrip()
    text.truncate(width, overflow="ellipsis")
    return text
