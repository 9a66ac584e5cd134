"""What one entry says that can be counted."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from orgshelf.shelf.entries import Entry
from orgshelf.shelf.progress.activity import Finish, finishes
from orgshelf.shelf.progress.days import per_day
from orgshelf.shelf.progress.sums import Fact, Sort, day_and_minute
from orgshelf.shelf.progress.times import clocked_days, effort

#: What stands in the text of an entry that has such lines at all.
_STATE, _CLOCK, _NOTE = "State ", "CLOCK:", "Note taken on "
_EVER = 0  # the day of what has none


def facts_of(entry: Entry, dropped: frozenset[str], text: str | None = None) -> Iterator[Fact]:
    """All that is counted of an entry; ``text`` is its own, where that is at hand."""
    text = entry.text if text is None else text
    heading = entry.heading
    if heading.done or (entry.is_item and _STATE in text):
        yield from map(_finish, finishes(entry, dropped))
    if _CLOCK in text:
        for day, minutes in clocked_days(entry):
            yield Fact(Sort.CLOCKED, day.toordinal(), 0, minutes)
    if _NOTE in text:
        from orgshelf.shelf.progress.pages import pages_read  # few entries have such notes

        for day, pages in pages_read(entry):
            yield Fact(Sort.READ, day.toordinal(), 0, pages)
    if heading.properties and (estimate := effort(entry)):
        sort = Sort.EFFORT_LEFT if estimate.left else Sort.EFFORT_SPENT
        yield Fact(sort, _EVER, 0, estimate.minutes)


def _finish(finish: Finish) -> Fact:
    sort = (Sort.DONE if finish.completed else Sort.DROPPED) if finish.final else Sort.AGAIN
    return Fact(sort, *day_and_minute(finish.moment), 1)


def finished(entries: Iterable[Entry], dropped: frozenset[str], now: datetime) -> dict[date, int]:
    """How many of the entries were finished on each day until now."""
    times = (finish for entry in entries for finish in finishes(entry, dropped))
    return per_day((finish.moment for finish in times if finish.completed), now)
