"""The agenda, as a table and as plain lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from orgshelf.shelf.day_plan import AgendaItem, Why
from orgshelf.store.library import Library
from orgshelf.terminal.columns import aligned, full_title
from orgshelf.terminal.entry_table import state, styled, trail
from orgshelf.terminal.grid import NARROW, Grid
from orgshelf.terminal.relative_days import late
from orgshelf.text import hours, one_line, plural

if TYPE_CHECKING:
    from rich.text import Text

    from orgshelf.terminal.grid import Line

_STATE, _TITLE = 3, 4


def plain(library: Library, items: Iterable[AgendaItem]) -> Iterator[str]:
    """One line an item: day, time, why, id, state, kind, title, FILE:LINE."""
    return aligned(
        (
            item.day.isoformat(),
            time_of(item),
            why(item),
            library.short_ids[item.entry.id],
            item.entry.heading.keyword or "-",
            one_line(item.entry.kind),
            full_title(item.entry),
            f"{one_line(item.entry.file)}:{item.entry.heading.line}",
        )
        for item in items
    )


def table(library: Library, items: Sequence[AgendaItem]) -> Grid:
    """A head for each day that has anything, and its items."""

    def build(screen: int) -> "list[Line]":
        return list(_lines(library, items, short=screen < NARROW))

    return Grid(build, yielding=_TITLE, spare=(_STATE,))


def _lines(library: Library, items: Sequence[AgendaItem], *, short: bool) -> "Iterator[Line]":
    for number, (day, of_day) in enumerate(groupby(items, key=lambda item: item.day)):
        if number:
            yield styled("")
        mark = "  today" if day == library.now.date() else ""
        yield styled(f"{day:%A} {day.day} {day:%B %Y}{mark}", "bold")
        for item in of_day:
            yield (
                styled(library.short_ids[item.entry.id], "cyan"),
                styled(time_of(item)),
                reason(item, short=short),
                state(item.entry),
                trail(item.entry),
            )


def reason(item: AgendaItem, *, short: bool = False) -> "Text":
    """``why`` in the colour of how much it presses; short ``2d late``."""
    said = why(item)
    if short:
        said = re.sub(r"(\d) days?", r"\1d", said.removeprefix("due "))
    done = item.entry.heading.done
    style = "dim" if done else "bold red" if item.late > 0 else "magenta" if item.late else ""
    return styled(said, style)


def why(item: AgendaItem) -> str:
    """``deadline``, ``due in 3 days``, ``2 days late``, ``scheduled``, ``Sched. 3x``, ``2/5``."""
    if item.why is Why.RANGE:
        return f"day {item.part} of {item.parts}"
    if item.why is Why.SCHEDULED and item.late:
        return f"Sched. {item.late}x"
    if item.late:
        return late(item.late) if item.late > 0 else f"due in {plural(-item.late, 'day')}"
    return str(item.why) if item.why is not Why.TIMESTAMP else ""


def time_of(item: AgendaItem) -> str:
    """``9:30``; nothing where it is for the whole day."""
    return "" if item.minutes is None else hours(item.minutes)
