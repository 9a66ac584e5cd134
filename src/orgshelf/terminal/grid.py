"""Aligned columns for the terminal, of which one gives way on a narrow screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.text import Text

    #: A head that runs over all columns, or the cells of one row.
    Line = Text | tuple[Text, ...]

#: Below this width there is no room for bars beside titles.
WIDE = 100

#: The blanks between columns.
GAP = 2
_LEAST = 16


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of one length; only the cells of column ``yielding`` are cut short to fit.

    ``build`` gives the lines, told whether the screen is wide; ``right`` are the columns
    whose cells stand at the right.
    """

    build: "Callable[[bool], Sequence[Line]]"
    yielding: int
    right: tuple[int, ...] = ()

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        """What rich prints: one text a line."""
        lines = self.build(options.max_width >= WIDE)
        rows = [line for line in lines if isinstance(line, tuple)]
        widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
        if rows:
            others = sum(widths) - widths[self.yielding] + GAP * (len(widths) - 1)
            room = max(options.max_width - others, _LEAST)
            widths[self.yielding] = min(widths[self.yielding], room)
        for line in lines:
            text = self._row(line, widths) if isinstance(line, tuple) else line
            text.no_wrap = True
            text.rstrip()
            text.truncate(options.max_width, overflow="ellipsis")
            yield text

    def _row(self, cells: "tuple[Text, ...]", widths: Sequence[int]) -> "Text":
        from rich.text import Text

        row = Text()
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            cell.truncate(width, overflow="ellipsis")
            cell.align("right" if index in self.right else "left", width)
            row.append_text(cell)
            row.append(" " * GAP)
        return row
