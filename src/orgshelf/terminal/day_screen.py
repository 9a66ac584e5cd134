"""The day on one screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgshelf.progress.counts import counted
from orgshelf.progress.numbers import GoalNumbers
from orgshelf.shelf.day_plan import AgendaItem
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.terminal import measures
from orgshelf.terminal.agenda_table import reason
from orgshelf.terminal.entry_table import state, styled, track, trail
from orgshelf.terminal.grid import NARROW, Grid
from orgshelf.terminal.progress_table import coloured_rows
from orgshelf.text import plural

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from orgshelf.terminal.grid import Line

    Row = tuple[Text, ...]

#: The columns: id, title, bar, and what is to be said of it.
_TITLE, _BAR, _SAID = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Day:
    """What the screen shows; ``streak`` is how many days in a row something was finished."""

    reading: Sequence[Entry]
    planned: Sequence[AgendaItem]
    coming: Sequence[Entry]
    finished: Sequence[Entry]
    goals: Sequence[GoalNumbers]
    streak: int


def screen(library: Library, day: Day, empty: str) -> "Iterator[RenderableType]":
    """Each part that has anything, under its head; ``empty`` where none has."""
    listed = bool(day.reading or day.planned or day.coming or day.finished)
    if listed:
        yield Grid(
            lambda width: _lines(library, day, short=width < NARROW), _TITLE, spare=(_BAR, _SAID)
        )
    if day.goals:
        yield styled("Goals", "bold") if not listed else _spaced("Goals")
        yield coloured_rows(measures.goals(day.goals, measures.NARROW))
    if day.streak > 1:
        yield ""
        yield styled(f"{plural(day.streak, 'day')} in a row with something finished", "green")
    if not listed and not day.goals:
        yield styled(empty)


def _spaced(title: str) -> "Text":
    from rich.text import Text

    return Text(f"\n{title}", "bold")


def _lines(library: Library, day: Day, *, short: bool) -> "list[Line]":
    """One table, so that all parts stand in the same columns."""
    parts: list[tuple[str, list[Row]]] = [
        ("Reading", [_reading(library, entry) for entry in day.reading]),
        ("Today", [_row(library, i.entry, reason(i, short=short)) for i in day.planned]),
        ("Next", [_row(library, entry, state(entry)) for entry in day.coming]),
        ("Finished this week", [_row(library, e, _closed(e)) for e in day.finished]),
    ]
    lines: list[Line] = []
    for title, rows in parts:
        if rows:
            lines += [*([styled("")] if lines else []), styled(title, "bold"), *rows]
    return lines


def _reading(library: Library, entry: Entry) -> "Row":
    progress = counted(entry)
    if progress.total <= 1:
        return _row(library, entry, state(entry))
    said = styled(f"{progress.done}/{progress.total}")
    return _row(library, entry, said, track(progress))


def _closed(entry: Entry) -> "Text":
    closed = entry.heading.planning.closed
    return styled(f"{closed.day:%a}" if closed and closed.day else "", "green")


def _row(library: Library, entry: Entry, said: "Text", bar: "Text | None" = None) -> "Row":
    drawn = styled("") if bar is None else bar
    return styled(library.short_ids[entry.id], "cyan"), trail(entry), drawn, said
