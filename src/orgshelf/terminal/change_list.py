"""What was changed, the newest first."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from orgshelf.actions.history import Done
from orgshelf.terminal.columns import columns
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import NARROW, Grid

if TYPE_CHECKING:
    from rich.text import Text

    from orgshelf.terminal.grid import Line

_HEAD = ("", "When", "What", "Title", "Where")
_WHAT, _TITLE, _WHERE = 2, 3, 4
#: So many cells are for what happened.
_LONG, _SHORT = 28, 14
#: A line of a summary: ``books.org:4 TODO → DONE  Title``, ``a.org:4 → b.org:9  Title``.
_TOLD = re.compile(
    r"(?P<undo>(?:un|re)done: )?(?P<where>\S+:[0-9]+(?: → \S+:[0-9]+)?)"
    r" ?(?P<what>.*?)  (?P<title>.*)"
)


def plain(changes: Sequence[Done]) -> str:
    """Number, time, whether it was undone, what was changed: a line for each heading."""
    return columns([row for done in changes for row in _rows(done)])


def table(changes: Sequence[Done], today: date) -> Grid:
    """When, what and the title, today's by their time; what was undone is struck through."""

    def build(screen: int) -> "list[Line]":
        rows = [row for done in changes for row in _coloured(done, today, short=screen < NARROW)]
        return [tuple(styled(name, "dim") for name in _HEAD), *rows]

    return Grid(build, yielding=_TITLE, right=(0,), spare=(_WHERE,))


def _coloured(done: Done, today: date, *, short: bool) -> "Iterator[tuple[Text, ...]]":
    title = "dim strike" if done.taken_back else ""
    styles = ("cyan", "dim", "dim" if done.taken_back else "yellow", title, "dim")
    for number, when, _, words in _rows(done):
        what, name, where = _parted(words, done.record.command)
        cells = (number, _when(when, today, short=short), what, name, where)
        row = tuple(map(styled, cells, styles))
        row[_WHAT].truncate(_SHORT if short else _LONG, overflow="ellipsis")
        yield row


def _parted(words: str, command: str) -> tuple[str, str, str]:
    """What happened, to which heading, and where that is."""
    match = _TOLD.fullmatch(words)
    if match is None:
        return command.partition(" ")[0], words, ""
    what = match["what"] or command.partition(" ")[0]
    return (match["undo"] or "") + what, match["title"], match["where"]


def _when(when: str, today: date, *, short: bool) -> str:
    """``15:04`` of today, else ``Nov 22 15:04``, of another year ``2025-11-22``."""
    moment = datetime.fromisoformat(when)
    if moment.date() == today:
        return f"{moment:%H:%M}"
    if moment.year != today.year:
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%b} {moment.day:>2}" + ("" if short else f" {moment:%H:%M}")


def _rows(done: Done) -> Iterator[tuple[str, ...]]:
    """A row for each line of a summary; for a change without one its command."""
    record = done.record
    told = [line for part in done.records for line in part.summary]
    mark = "undone" if done.taken_back else "undo" if record.undoes else ""
    for line in told or [f"orgshelf {record.command}"]:
        yield str(done.number), record.when.replace("T", " "), mark, line
