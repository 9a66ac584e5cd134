"""What was changed, the newest first."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from orgshelf.actions.history import Done
from orgshelf.terminal.columns import columns
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import Grid

if TYPE_CHECKING:
    from rich.text import Text

_TITLE = 3


def plain(changes: Sequence[Done]) -> str:
    """Number, time, whether it was taken back, what was changed: a line for each heading."""
    return columns([row for done in changes for row in _rows(done)])


def table(changes: Sequence[Done], today: date) -> Grid:
    """The same in colour, today's by their time; what was taken back is struck through."""
    return Grid(
        lambda _: [row for done in changes for row in _coloured(done, today)], yielding=_TITLE
    )


def _coloured(done: Done, today: date) -> "Iterator[tuple[Text, ...]]":
    styles = ("cyan", "dim", "yellow", "dim strike" if done.taken_back else "")
    for number, when, mark, words in _rows(done):
        day, _, time = when.partition(" ")
        shown = time if day == today.isoformat() else when
        yield tuple(map(styled, (number, shown, mark, words), styles))


def _rows(done: Done) -> Iterator[tuple[str, ...]]:
    """A row for each line of a summary; for a change without one its command."""
    record = done.record
    told = [line for part in done.records for line in part.summary]
    mark = "undone" if done.taken_back else "undo" if record.undoes else ""
    for line in told or [f"orgshelf {record.command}"]:
        yield str(done.number), record.when.replace("T", " "), mark, line
