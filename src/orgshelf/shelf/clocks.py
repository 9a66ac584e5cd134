"""Time clocked: running clocks, and minutes per work, kind and day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from orgshelf.model import Clock, minutes_between
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry
from orgshelf.text import hours, one_line

#: The days that a report covers unless told otherwise, today included.
REPORT_DAYS = 7

_NO_WORK = "(none)"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Running:
    """An entry and its running clock."""

    entry: Entry
    clock: Clock

    def minutes(self, now: datetime) -> int:
        """The whole minutes so far; 0 if the clock starts in the future."""
        start = self.clock.start.start
        return 0 if start is None else max(minutes_between(start, now), 0)

    def line(self, now: datetime) -> str:
        """One line: file and line, start, duration and title."""
        heading, since = self.entry.heading, self.clock.start.raw[1:-1]
        where = f"{self.entry.file}:{heading.line}"
        return one_line(f"{where} runs since {since} ({hours(self.minutes(now))})  {heading.title}")


class ClockedWork(NamedTuple):
    """A work, its kind, and the minutes clocked on it."""

    title: str
    kind: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Clocked:
    """Minutes clocked from one day to another, both included; ``undated`` are of unknown days.

    Works and kinds have the most minutes first.
    """

    since: date
    until: date
    total: int
    undated: int
    works: Sequence[ClockedWork]
    kinds: Sequence[tuple[str, int]]
    days: Sequence[tuple[date, int]]


def running(entries: Iterable[Entry]) -> list[Running]:
    """The running clocks; Org allows one at most."""
    from orgshelf.org.edit.clock_line import running_clock  # slow to import

    having = (entry for entry in entries if "CLOCK:" in entry.text.upper())
    found = ((entry, running_clock(entry.document, entry.heading)) for entry in having)
    return [Running(entry, clock) for entry, clock in found if clock is not None]


def clocked(entries: Iterable[Entry], since: date, until: date) -> Clocked:
    """The sums of the time clocked; a clock that passes midnight counts for both days."""
    works: Counter[tuple[str, str]] = Counter()
    kinds: Counter[str] = Counter()
    days: Counter[date] = Counter()
    entries = [entry for entry in entries if contents.may_be_clocked(entry.text)]
    for entry, day, minutes in _pieces(entries, since, until):
        name = entry.work.heading.title if entry.work else _NO_WORK
        works[name, entry.kind] += minutes
        kinds[entry.kind] += minutes
        days[day] += minutes
    return Clocked(
        since,
        until,
        total=days.total(),
        undated=sum(clock.noted or 0 for entry in entries for clock in contents.clocks(entry)),
        works=[ClockedWork(*key, minutes) for key, minutes in works.most_common()],
        kinds=kinds.most_common(),
        days=sorted(days.items()),
    )


def _pieces(
    entries: Iterable[Entry], since: date, until: date
) -> Iterator[tuple[Entry, date, int]]:
    """The minutes of each clock on each day of the period."""
    for entry in entries:
        for clock in contents.clocks(entry):
            for day, minutes in by_day(clock, since, until):
                yield entry, day, minutes


def by_day(
    clock: Clock, since: date = date.min, until: date = date.max
) -> Iterator[tuple[date, int]]:
    """The minutes of a clock on each of its days; empty without start and end times."""
    start = clock.start.start
    stop = clock.end.start if clock.end else None
    if start is None or stop is None or not clock.minutes:
        return
    start = max(start, datetime.combine(since, datetime.min.time()))
    while start < stop and start.date() <= until:
        day = start.date()
        end = stop if stop.date() == day else datetime.combine(day + _DAY, datetime.min.time())
        yield day, minutes_between(start, end)
        start = end
