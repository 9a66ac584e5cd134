"""What is to be seen on each day (Org manual: Weekly/daily agenda; org-agenda-list)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from orgshelf.errors import DateError, UsageError
from orgshelf.model import Timestamp
from orgshelf.org.dates import Period, read_period
from orgshelf.org.edit.elements import object_lines, unprotected
from orgshelf.org.syntax.timestamps import carried_day, parse_timestamp
from orgshelf.shelf.entries import Entry

_ACTIVE = re.compile(r"<(?=[0-9]{4}-)")
_RANGE = re.compile(r"--?-?(?=<[0-9]{4}-)")
#: A stamp that the agenda repeats ends with its repeater.
_ENDS_REPEATING = re.compile(r"\+[0-9]+[hdwmy]>$")

_SPANS = {"today": 1, "week": 7, "month": 31}
#: No calendar on paper has more days.
_MOST_DAYS = 3660
_REPEATER = re.compile(r"\+([0-9]{1,6})([hdwmy])")
_COOKIE = re.compile(r"-([0-9]{1,6})([hdwmy])")
_DAYS = {"h": 0.041667, "d": 1, "w": 7, "m": 30.4, "y": 365.25}
_MONTHS = {"m": 1, "y": 12}


class Why(StrEnum):
    """Why something is in the agenda of a day."""

    DEADLINE = "deadline"
    SCHEDULED = "scheduled"
    TIMESTAMP = "timestamp"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An entry on a day.

    ``late`` is by how many days its date is past, negative where it is to come; ``minutes``
    count from midnight, None without a time of day. Of a range ``part`` is its day's number
    and ``parts`` how many days it has.
    """

    day: date
    entry: Entry
    why: Why
    late: int = 0
    minutes: int | None = None
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class _Stamps:
    """An entry's active timestamps, and those that are both ends of a range."""

    single: Sequence[Timestamp]
    ranges: Sequence[tuple[Timestamp, Timestamp]]


def agenda(
    entries: Iterable[Entry], first: date, last: date, today: date, warning_days: int
) -> list[AgendaItem]:
    """What Org's agenda shows on each day from the first to the last; what is late comes first.

    ``warning_days`` is org-deadline-warning-days. What is done is shown on its own day alone.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = [
        item
        for entry in entries
        if not entry.hidden
        for item in _of_entry(entry, days, today, warning_days)
    ]
    return sorted(found, key=_order)


def _order(item: AgendaItem) -> tuple[object, ...]:
    timed = item.minutes is not None
    late = item.late if item.why is Why.DEADLINE else item.late - 10_000
    return item.day, item.late <= 0, -late if item.late else 0, not timed, item.minutes or 0


def _of_entry(
    entry: Entry, days: Sequence[date], today: date, warning_days: int
) -> Iterator[AgendaItem]:
    planning = entry.heading.planning
    stamps = _stamps(entry)
    for day in days:
        if planning.deadline and planning.deadline.active:
            yield from _deadline(entry, planning.deadline, day, today, warning_days)
        if planning.scheduled and planning.scheduled.active:
            yield from _scheduled(entry, planning.scheduled, day, today)
        for stamp in stamps.single:
            if _falls_on(stamp, day, today):
                yield AgendaItem(day, entry, Why.TIMESTAMP, minutes=stamp.minutes)
        for start, end in stamps.ranges:
            yield from _within(entry, start, end, day)


def _deadline(
    entry: Entry, stamp: Timestamp, day: date, today: date, warning_days: int
) -> Iterator[AgendaItem]:
    """As org-agenda-get-deadlines."""
    if stamp.day is None or (entry.heading.done and stamp.day != day):
        return
    if day in (stamp.day, _repeat(stamp, day, today)):
        late = (day - stamp.day).days if day == today else 0
        yield AgendaItem(day, entry, Why.DEADLINE, late, stamp.minutes)
    elif day == today and (stamp.day - day).days <= days_before(stamp, warning_days):
        yield AgendaItem(day, entry, Why.DEADLINE, (day - stamp.day).days)


def _scheduled(entry: Entry, stamp: Timestamp, day: date, today: date) -> Iterator[AgendaItem]:
    """As org-agenda-get-scheduled."""
    if stamp.day is None or stamp.day > day or (entry.heading.done and stamp.day != day):
        return
    late, delay = (day - stamp.day).days, days_before(stamp, 0)
    own = day in (stamp.day, _repeat(stamp, day, today))
    if late < delay or not (own or day == today):
        return
    past = late if day == today else 0
    yield AgendaItem(day, entry, Why.SCHEDULED, past, stamp.minutes if own else None)


def _repeat(stamp: Timestamp, day: date, today: date) -> date | None:
    """The repeat that counts on a day to come; up to today the stamp's own day."""
    return stamp.day if day <= today else occurrence(stamp, day, future=True)


def _falls_on(stamp: Timestamp, day: date, today: date) -> bool:
    """As org-agenda-get-timestamps."""
    if stamp.day == day and stamp.raw[1:11] == day.isoformat():
        return True
    if not _ENDS_REPEATING.search(stamp.raw):
        return False
    past = occurrence(stamp, min(day, today), future=False)
    return day == past or (day > today and day == occurrence(stamp, day, future=True))


def _within(entry: Entry, start: Timestamp, end: Timestamp, day: date) -> Iterator[AgendaItem]:
    """As org-agenda-get-blocks."""
    if start.day is None or end.day is None or not start.day <= day <= end.day:
        return
    minutes = {end.day: end.minutes, start.day: start.minutes}.get(day)
    number, count = (day - start.day).days + 1, (end.day - start.day).days + 1
    yield AgendaItem(day, entry, Why.RANGE, 0, minutes, number, count)


def _stamps(entry: Entry) -> _Stamps:
    """The active timestamps of title and text."""
    single, ranges = list[Timestamp](), list[tuple[Timestamp, Timestamp]]()
    body = entry.body if "<" in entry.text else ()
    texts = (entry.lines[0], *(body[i] for i in object_lines(body, 0, len(body))))
    for text in texts:
        line = unprotected(text)
        place = 0
        while match := _ACTIVE.search(line, place):
            stamp = parse_timestamp(line, match.start())
            if stamp is None:
                place = match.end()
                continue
            place = match.start() + len(stamp.raw)
            dash = _RANGE.match(line, place)
            end = parse_timestamp(line, dash.end()) if dash else None
            if dash and end:
                ranges.append((stamp, end))
                place = dash.end() + len(end.raw)
            else:
                single.append(stamp)
    return _Stamps(single, ranges)


def first_day(text: str, today: date) -> date:
    """The day, or the first one of the week, month or year, that words say.

    Raises:
        DateError: they say none.
    """
    return read_period(text, today).first


def read_span(words: Sequence[str], today: date) -> tuple[Period, Sequence[str]]:
    """The days that the first word says, today if it says none, and the words of the query.

    Raises:
        UsageError: they are too many, or end before they begin.
    """
    found = _read(words[0], today) if words else None
    if found is None:
        return Period(today, today), words
    if not 0 <= (found.last - found.first).days < _MOST_DAYS:
        raise UsageError(f"{words[0]} is not a range of days: at most ten years, first day first.")
    return found, words[1:]


def _read(word: str, today: date) -> Period | None:
    if span := _SPANS.get(word):
        with suppress(OverflowError):
            return Period(today, today + timedelta(days=span - 1))
    first, dots, last = word.partition("..")
    try:
        start = read_period(first, today)
        return Period(start.first, read_period(last, today).last) if dots else start
    except DateError:
        return None


# The days of a timestamp that repeats (Org manual: Repeated tasks; org-closest-date).


def occurrence(stamp: Timestamp, near: date, *, future: bool) -> date | None:
    """The last day of a stamp up to another, or with ``future`` the first from that on.

    A stamp that does not repeat, or only begins after that day, has its own day.
    """
    match = _REPEATER.search(stamp.repeater or "")
    if stamp.day is None or match is None or int(match[1]) == 0 or near <= stamp.day:
        return stamp.day
    count, unit = int(match[1]), match[2]
    if unit == "h":
        before, after = _by_hours(stamp, stamp.day, near, count)
    elif unit in _MONTHS:
        before, after = _by_months(stamp.day, near, count * _MONTHS[unit])
    else:
        before, after = _by_days(stamp.day, near, count * (7 if unit == "w" else 1))
    if future:
        return near if near == before else after
    return near if near == after else before


def days_before(stamp: Timestamp, default: int) -> int:
    """How many days the warning or delay of a stamp is long (org-get-wdays)."""
    match = _COOKIE.search(stamp.warning or "")
    return int(int(match[1]) * _DAYS[match[2]]) if match else default


def _by_days(first: date, near: date, count: int) -> tuple[date | None, date | None]:
    length = timedelta(days=count)
    before = first + (near - first) // length * length
    return before, _plus(before, length)


def _by_hours(
    stamp: Timestamp, first: date, near: date, count: int
) -> tuple[date | None, date | None]:
    missing = (24 * (near - first).days - (stamp.minutes or 0) // 60) % count
    before = near if missing == 0 else near - timedelta(days=1 + missing // 24)
    return before, _plus(near, timedelta(days=(count - missing) // 24))


def _by_months(first: date, near: date, count: int) -> tuple[date | None, date | None]:
    """Whole steps of months; a day that a month does not have is carried over."""
    passed = 12 * (near.year - first.year) + near.month - first.month
    # A month that is not over yet does not count, nor one that is over today.
    passed -= first.day >= near.day
    months = passed // count * count
    before = carried_day(first.year, first.month + months, first.day)
    return before, carried_day(first.year, first.month + months + count, first.day)


def _plus(day: date, length: timedelta) -> date | None:
    try:
        return day + length
    except OverflowError:
        return None
