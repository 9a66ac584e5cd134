"""The agenda, as a table and as plain lines."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from orgshelf.shelf.day_plan import AgendaItem, Why
from orgshelf.store.library import Library
from orgshelf.terminal.columns import aligned
from orgshelf.terminal.entry_table import state, styled
from orgshelf.terminal.grid import Grid
from orgshelf.terminal.plain_lines import full_title
from orgshelf.terminal.relative_days import late
from orgshelf.text import hours, one_line, plural

if TYPE_CHECKING:
    from rich.text import Text

    from orgshelf.terminal.grid import Line


def plain(library: Library, items: Iterable[AgendaItem]) -> Iterator[str]:
    """One line an item: day, time, why, id, state, kind, title, FILE:LINE."""
    return aligned(
        (
            item.day.isoformat(),
            _time(item),
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
    return Grid(lambda _: list(_lines(library, items)), yielding=4)


def _lines(library: Library, items: Sequence[AgendaItem]) -> "Iterator[Line]":
    for number, (day, of_day) in enumerate(groupby(items, key=lambda item: item.day)):
        if number:
            yield styled("")
        mark = "  today" if day == library.now.date() else ""
        yield styled(f"{day:%A} {day.day} {day:%B %Y}{mark}", "bold")
        yield from (_row(library, item) for item in of_day)


def _row(library: Library, item: AgendaItem) -> "tuple[Text, ...]":
    done = item.entry.heading.done
    style = "dim" if done else "bold red" if item.late > 0 else "magenta" if item.late else ""
    return (
        styled(library.short_ids[item.entry.id], "cyan"),
        styled(_time(item)),
        styled(why(item), style),
        state(item.entry),
        styled(full_title(item.entry), "dim" if done else ""),
    )


def why(item: AgendaItem) -> str:
    """``deadline``, ``due in 3 days``, ``2 days late``, ``scheduled``, ``Sched. 3x``, ``2/5``."""
    if item.why is Why.RANGE:
        return f"day {item.part} of {item.parts}"
    if item.why is Why.SCHEDULED and item.late:
        return f"Sched. {item.late}x"
    if item.late:
        return late(item.late) if item.late > 0 else f"due in {plural(-item.late, 'day')}"
    return str(item.why) if item.why is not Why.TIMESTAMP else ""


def _time(item: AgendaItem) -> str:
    return "" if item.minutes is None else hours(item.minutes)
