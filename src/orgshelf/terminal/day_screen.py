"""The day on one screen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.org.dates import Period
from orgshelf.progress.counts import counted, finished_at
from orgshelf.progress.facts import days_in, touched
from orgshelf.progress.numbers import GoalNumbers
from orgshelf.progress.reading import reading
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.shelf.day_plan import AgendaItem, Span
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.terminal import measures
from orgshelf.terminal.agenda_table import reason
from orgshelf.terminal.entry_table import state, styled, track, trail
from orgshelf.terminal.grid import NARROW, Grid
from orgshelf.terminal.progress_table import coloured_rows
from orgshelf.terminal.relative_days import away
from orgshelf.text import one_line, plural

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from orgshelf.terminal.grid import Line

    Row = tuple[Text, ...]

#: The columns: id, title, bar, what is to be said of it, how long ago.
_TITLE, _BAR, _SAID, _AGO = 1, 2, 3, 4
#: So many are shown.
_READING, _NEXT, _FINISHED = 6, 3, 5


class BeingRead(NamedTuple):
    """A work that is being read, and the day of its last sign of life."""

    work: Entry
    touched: date | None


@dataclass(frozen=True, slots=True)
class Day:
    """What the screen shows."""

    reading: Sequence[BeingRead]
    planned: Sequence[AgendaItem]
    coming: Sequence[Entry]
    finished: Sequence[Entry]
    goals: Sequence[GoalNumbers]


def today_of(library: Library) -> Span:
    """The day as the agenda looks at it."""
    today = library.now.date()
    return Span.of(Period(today, today), today, library.config.org.deadline_warning_days)


def day_of(library: Library, study: Query, agenda: Iterable[AgendaItem]) -> Day:
    """What is being read, planned for today, next, and finished lately, of what is studied.

    ``agenda`` is what that of today shows.
    """
    planned = _each_once(agenda)
    reading = library.works(_that(library, study, "status:in-progress"))[:_READING]
    above = {entry.id for entry in (*reading, *(item.entry for item in planned))}
    urgent = library.next_up(study, _NEXT + len(above))
    closed = library.matching(_that(library, study, "done: closed:6"))
    ended = library.sort(closed, "closed,reverse")
    return Day(
        reading=[BeingRead(work, _touched(library, work)) for work in reading],
        planned=planned,
        coming=[entry for entry in urgent if entry.id not in above][:_NEXT],
        finished=[*islice((e for e in ended if not e.given_up), _FINISHED)],
        goals=library.goals(),
    )


def _that(library: Library, study: Query, words: str) -> Query:
    return study._replace(expression=understand(words, library.scope()))


def _touched(library: Library, work: Entry) -> date | None:
    """The latest day that the work, or what is below it, notes of itself."""
    texts = ("\n".join(entry.lines) for entry in (work, *library.below(work)))
    return touched(chain.from_iterable(map(days_in, texts)))


def _each_once(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """What is to be done: of a heading only the first item, which presses most."""
    found: dict[str, AgendaItem] = {}
    for item in items:
        if not item.entry.heading.done:
            found.setdefault(item.entry.id, item)
    return [*found.values()]


def screen(library: Library, day: Day, streak: int, empty: str) -> "Iterator[RenderableType]":
    """Each part that has anything, under its head; ``empty`` where none has.

    ``streak`` is on how many days in a row something was finished.
    """
    listed = bool(day.reading or day.planned or day.coming or day.finished)
    if listed:
        yield Grid(
            lambda width: _lines(library, day, short=width < NARROW),
            _TITLE,
            spare=(_BAR, _AGO, _SAID),
        )
    if day.goals:
        yield styled("Goals", "bold") if not listed else _spaced("Goals")
        yield coloured_rows(measures.goals(day.goals, measures.NARROW))
    if streak > 1:
        yield ""
        yield styled(f"{plural(streak, 'day')} in a row with something finished", "green")
    if not listed and not day.goals:
        yield styled(empty)


def _spaced(title: str) -> "Text":
    from rich.text import Text

    return Text(f"\n{title}", "bold")


def _lines(library: Library, day: Day, *, short: bool) -> "list[Line]":
    """One table, so that all parts stand in the same columns."""
    parts: list[tuple[str, list[Row]]] = [
        ("Reading", [_reading(library, each) for each in day.reading]),
        ("Today", [_row(library, i.entry, reason(i, short=short)) for i in day.planned]),
        ("Next", [_row(library, entry, state(entry)) for entry in day.coming]),
        ("Finished in the last 7 days", [_row(library, e, _closed(e)) for e in day.finished]),
    ]
    lines: list[Line] = []
    for title, rows in parts:
        if rows:
            lines += [*([styled("")] if lines else []), styled(title, "bold"), *rows]
    return lines


def _reading(library: Library, each: BeingRead) -> "Row":
    """How far it is, in parts and pages, and how long ago it was touched."""
    entry, last = each
    ago = "" if last is None else away((last - library.now.date()).days)
    progress, page = counted(entry), entry.heading.get("PAGE")
    if progress.total <= 1:
        return _row(library, entry, state(entry), ago=ago)
    said = styled(f"{progress.done}/{progress.total}")
    if page and reading(entry) is None:
        said.append(one_line(f", p. {page}"))
    return _row(library, entry, said, track(progress), ago)


def _closed(entry: Entry) -> "Text":
    moment = finished_at(entry)
    return styled(f"{moment:%a}" if moment else "", "green")


def _row(
    library: Library, entry: Entry, said: "Text", bar: "Text | None" = None, ago: str = ""
) -> "Row":
    drawn = styled("") if bar is None else bar
    id_ = styled(library.short_ids[entry.id], "cyan")
    return id_, trail(entry), drawn, said, styled(ago, "dim")
