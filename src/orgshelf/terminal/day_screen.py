"""The day on one screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from orgshelf.model import Status
from orgshelf.progress.counts import counted, status
from orgshelf.progress.numbers import GoalNumbers, standing
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.shelf.day_plan import AgendaItem, agenda
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.terminal.agenda_table import why
from orgshelf.terminal.entry_table import meter, state, styled
from orgshelf.terminal.grid import Grid
from orgshelf.terminal.plain_lines import full_title
from orgshelf.text import plural

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_TITLE = 1
#: So many are shown.
_READING, _NEXT, _FINISHED = 6, 3, 5


@dataclass(frozen=True, slots=True)
class Day:
    """What the screen shows; ``streak`` is how many days in a row something was finished."""

    reading: Sequence[Entry]
    planned: Sequence[AgendaItem]
    coming: Sequence[Entry]
    finished: Sequence[Entry]
    goals: Sequence[GoalNumbers]
    streak: int


def day_of(library: Library, study: Query) -> Day:
    """What is being read, planned for today, next, and finished lately, of what is studied."""
    today, warning = library.now.date(), library.config.org.deadline_warning_days
    planned = agenda(library.with_timestamps(study), today, today, today, warning)
    begun = (e for e in library.works(study) if status(e) is Status.IN_PROGRESS)
    reading = [*islice(begun, _READING)]
    above = {entry.id for entry in (*reading, *(item.entry for item in planned))}
    urgent = library.next_up(study, _NEXT + len(above))
    closed = study._replace(expression=understand("done: closed:6", library.scope()))
    finished = library.sort(library.matching(closed), "closed,reverse")
    numbers = library.numbers(study, 0)
    return Day(
        reading=reading,
        planned=[item for item in planned if not item.entry.heading.done],
        coming=[entry for entry in urgent if entry.id not in above][:_NEXT],
        finished=[*finished[:_FINISHED]],
        goals=numbers.goals,
        streak=numbers.streaks.days_now,
    )


def screen(library: Library, day: Day) -> "Iterator[RenderableType]":
    """Each part that has anything, under its head; a hint where none has."""
    parts = [
        ("Reading", [_reading(library, entry) for entry in day.reading]),
        ("Today", [_planned(library, item) for item in day.planned]),
        ("Next", [_coming(library, entry) for entry in day.coming]),
        ("Finished this week", [_finished(library, entry) for entry in day.finished]),
        ("Goals", [_goal(goal) for goal in day.goals]),
    ]
    shown = [(title, rows) for title, rows in parts if rows]
    for number, (title, rows) in enumerate(shown):
        if number:
            yield ""
        yield styled(title, "bold")
        yield _grid(rows)
    if day.streak > 1:
        yield ""
        yield styled(f"{plural(day.streak, 'day')} in a row with something finished", "green")
    if not shown:
        yield styled('Nothing is here yet: begin with `orgshelf add book "Title - Author 2026"`.')


def _grid(rows: "Sequence[tuple[Text, ...]]") -> Grid:
    return Grid(lambda _: rows, yielding=_TITLE)


def _reading(library: Library, entry: Entry) -> "tuple[Text, ...]":
    progress = counted(entry)
    last = meter(progress, bars=True) if progress.total > 1 else state(entry)
    return (*_named(library, entry), last)


def _planned(library: Library, item: AgendaItem) -> "tuple[Text, ...]":
    style = "bold red" if item.late > 0 else "magenta" if item.late else ""
    return (*_named(library, item.entry), styled(why(item), style))


def _coming(library: Library, entry: Entry) -> "tuple[Text, ...]":
    return (*_named(library, entry), state(entry))


def _finished(library: Library, entry: Entry) -> "tuple[Text, ...]":
    closed = entry.heading.planning.closed
    day = f"{closed.day:%a}" if closed and closed.day else ""
    return (*_named(library, entry), styled(day, "green"))


def _goal(goal: GoalNumbers) -> "tuple[Text, ...]":
    words = f"{goal.done} of {goal.count} by {goal.by}"
    return (styled(goal.name, "cyan"), styled(words), styled(standing(goal)))


def _named(library: Library, entry: Entry) -> "tuple[Text, Text]":
    return styled(library.short_ids[entry.id], "cyan"), styled(full_title(entry))
