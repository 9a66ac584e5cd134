"""A label with words beside it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

_WIDTH = 12


def labelled(label: str, words: str) -> "Table":
    """The label in its column; long words are wrapped below their own beginning."""
    from rich.table import Table
    from rich.text import Text

    line = Table.grid()
    line.add_column(width=_WIDTH, style="cyan")
    line.add_column(overflow="fold")
    line.add_row(Text(label), Text(words))
    return line
