"""Facts: what an entry contributes to the numbers of progress."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from orgshelf.progress.counts import finished_at
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

#: Text of log items for state changes and notes.
_STATE, _NOTE = "State ", "Note taken on "
#: Stands for a missing day.
EVER = 0
_MINUTE = timedelta(minutes=1)
#: A clock that ran for more days was forgotten.
_LONGEST_CLOCK = 31
#: A longer estimate, in minutes, is a mistake, and more than an index can hold.
_LONGEST_EFFORT = 10**9
#: A work that was not touched for so many days is stale.
STALE_DAYS = 30

_STAMP = re.compile(r"\[([0-9]{4}-[0-9]{2}-[0-9]{2})[] ]")


class Finish(NamedTuple):
    """A change of an item to a done state.

    ``completed``: it was not given up; ``final``: it is still done.
    """

    moment: datetime
    completed: bool
    final: bool


def finishes(entry: Entry, dropped: frozenset[str]) -> tuple[Finish, ...]:
    """Every time that an item was finished, in order.

    = its logged changes to a done keyword that is not a dropped one, each minute once, and its
    current completion: CLOSED, else the last logged change to a done keyword, else a property such
    as ``FINISHED``. A logged change on the same day or within a minute is the same completion.
    """
    if not entry.is_item:
        return ()
    logged = dict(_logged(entry))
    completed = {moment for moment, state in logged.items() if state.upper() not in dropped}
    end = _end(entry, logged)
    if end and not entry.given_up:
        completed -= set(_same(end, completed))
    found = [Finish(moment, completed=True, final=False) for moment in completed]
    if end:
        found.append(Finish(end, completed=not entry.given_up, final=True))
    return tuple(sorted(found, key=lambda finish: (finish.moment, finish.final)))


def repeats(entry: Entry) -> bool:
    """Whether it is a repeating task: its SCHEDULED or DEADLINE has a repeater."""
    planning = entry.heading.planning
    stamps = (planning.scheduled, planning.deadline)
    return any(stamp and stamp.repeater for stamp in stamps)


def _logged(entry: Entry) -> Iterator[tuple[datetime, str]]:
    """The logged changes to a done keyword, with their times."""
    if "State " not in entry.text:
        return
    done = entry.document.settings.keywords.done
    for change in contents.history(entry):
        if change.state in done and change.state and (moment := change.when.start):
            yield moment, change.state


def _end(entry: Entry, logged: Mapping[datetime, str]) -> datetime | None:
    """When an item that is done now was finished."""
    if not entry.heading.done:
        return None
    closed = finished_at(entry) if entry.heading.planning.closed else None
    return closed or max(logged, default=None) or finished_at(entry)


def _same(end: datetime, moments: Iterable[datetime]) -> Iterator[datetime]:
    """The nearest moment, if it is the same completion as ``end``."""
    nearest = min(moments, key=lambda moment: abs(moment - end), default=None)
    if nearest and (nearest.date() == end.date() or abs(nearest - end) <= _MINUTE):
        yield nearest


class Sort(IntEnum):
    """The subject of a fact: completions, minutes, pages."""

    AGAIN = 0  # finished, and reopened since
    DONE = 1  # finished, and still done
    DROPPED = 2  # given up, and not reopened
    CLOCKED = 3
    READ = 4
    EFFORT_LEFT = 5
    EFFORT_SPENT = 6
    REPEATED = 7  # a repeating task was done


class Fact(NamedTuple):
    """A number that an entry contributes, independent of today.

    ``day`` is an ordinal, ``minute`` counts from midnight; an estimate has neither.
    """

    sort: Sort
    day: int
    minute: int
    amount: int


def facts_of(entry: Entry, dropped: frozenset[str], text: str | None = None) -> Iterator[Fact]:
    """All facts of an entry; ``text`` is its text, if it is known already."""
    text = entry.text if text is None else text
    heading = entry.heading
    if heading.done or (entry.is_item and _STATE in text):
        again = Sort.REPEATED if repeats(entry) else Sort.AGAIN
        yield from (_finish(finish, again) for finish in finishes(entry, dropped))
    if contents.may_be_clocked(text):
        for day, minutes in clocked_days(entry):
            yield Fact(Sort.CLOCKED, day.toordinal() if day else EVER, 0, minutes)
    if _NOTE in text:
        from orgshelf.progress.reading import pages_read  # few entries have such notes

        for day, pages in pages_read(entry):
            yield Fact(Sort.READ, day.toordinal(), 0, pages)
    if heading.properties and (estimate := effort(entry)):
        sort = Sort.EFFORT_LEFT if estimate.left else Sort.EFFORT_SPENT
        yield Fact(sort, EVER, 0, estimate.minutes)


def _finish(finish: Finish, again: Sort) -> Fact:
    sort = (Sort.DONE if finish.completed else Sort.DROPPED) if finish.final else again
    return Fact(sort, *day_and_minute(finish.moment), 1)


def day_and_minute(moment: datetime) -> tuple[int, int]:
    """A moment as the ``day`` and ``minute`` of facts."""
    return moment.toordinal(), moment.hour * 60 + moment.minute


class Effort(NamedTuple):
    """An estimate in minutes; ``left``: for what is still pending."""

    minutes: int
    left: bool


def clocked_days(entry: Entry) -> Iterator[tuple[date | None, int]]:
    """The minutes of each clock on each of its days; the day is None for a clock without times.

    A clock that passes midnight counts on both days; one of more than a month was forgotten, and
    counts on its first day.
    """
    from orgshelf.shelf.clocks import by_day  # few entries have clocks

    for clock in contents.clocks(entry):
        if clock.minutes <= 0:
            continue
        if clock.noted is not None:
            yield None, clock.noted
        elif clock.minutes > _LONGEST_CLOCK * 24 * 60 and clock.start.day:
            yield clock.start.day, clock.minutes
        else:
            yield from by_day(clock)


def effort(entry: Entry) -> Effort | None:
    """The EFFORT of an entry; None if there is none, or an ancestor in the same work has one.

    An estimate covers the whole subtree, so that no effort counts twice. It is ``left`` while the
    entry is pending, or, without a keyword, while an item below it is.
    """
    minutes = _estimate(entry)
    if minutes is None or entry.work is None or _covered(entry):
        return None
    if entry.is_item:
        return Effort(minutes, entry.pending)
    return Effort(minutes, entry.progress.done < entry.progress.total)


def _estimate(entry: Entry) -> int | None:
    minutes = contents.effort_minutes(entry)
    return None if minutes is None or minutes > _LONGEST_EFFORT else minutes


def _covered(entry: Entry) -> bool:
    """Whether an ancestor in the same work has an estimate."""
    above = entry.parent
    while above is not None and above.work is entry.work:
        if _estimate(above) is not None:
            return True
        above = above.parent
    return False


def days_in(text: str) -> list[str]:
    """The days (``2026-11-30``) of all inactive timestamps in a text."""
    return _STAMP.findall(text)


def touched(days: Iterable[str]) -> date | None:
    """The latest valid day; None without any."""
    for day in sorted(set(days), reverse=True):
        with suppress(ValueError):
            return date.fromisoformat(day)
    return None


def is_stale(last: date | None, today: date) -> bool:
    """Whether a work was touched, but not in the last STALE_DAYS days."""
    return last is not None and (today - last).days >= STALE_DAYS
