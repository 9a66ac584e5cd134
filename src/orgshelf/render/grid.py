"""A table without lines, of which one column gives way on a narrow screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.table import Table
    from rich.text import Text

_GAP = 2
_LEAST = 10


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equal length; the cells of column ``yielding`` are cut short to fit the width."""

    rows: "Sequence[tuple[Text, ...]]"
    yielding: int
    right: tuple[int, ...] = ()

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Table]":
        """What rich prints."""
        from rich.table import Table

        table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, show_header=False)
        widths = [max(cell.cell_len for cell in column) for column in zip(*self.rows, strict=True)]
        for index in range(len(widths)):
            table.add_column(no_wrap=True, justify="right" if index in self.right else "left")
        others = sum(widths) - widths[self.yielding] + _GAP * (len(widths) - 1) if widths else 0
        room = max(options.max_width - others, _LEAST)
        for row in self.rows:
            row[self.yielding].truncate(room, overflow="ellipsis")
            table.add_row(*row)
        yield table
