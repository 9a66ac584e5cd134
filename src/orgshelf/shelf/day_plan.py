"""The agenda: which entries are shown on which day (Org manual: Weekly/daily agenda)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from orgshelf.errors import DateError, UsageError
from orgshelf.model import Planning, Timestamp
from orgshelf.org.dates import Period, read_period
from orgshelf.org.edit.elements import object_lines, unprotected
from orgshelf.org.syntax.timestamps import parse_timestamp
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.repeated_days import days_before, occurrence

_ACTIVE = re.compile(r"<(?=[0-9]{4}-)")
_RANGE = re.compile(r"--?-?(?=<[0-9]{4}-)")
#: The agenda repeats a timestamp only if the repeater is its last part.
_ENDS_REPEATING = re.compile(r"\+[0-9]+[hdwmy]>$")

_SPANS = {"today": 1, "week": 7, "month": 31}
#: The most days of one agenda.
_MOST_DAYS = 3660


class Why(StrEnum):
    """The reason why an entry is shown on a day."""

    DEADLINE = "deadline"
    SCHEDULED = "scheduled"
    TIMESTAMP = "timestamp"
    RANGE = "range"


Order = tuple[date, bool, int, bool, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of the agenda without its entry.

    ``late`` is the number of days since its date, negative for a date to come; ``minutes``
    count from midnight, None without a time of day. ``part`` is the number of the day within a
    range of ``parts`` days.
    """

    day: date
    why: Why
    late: int = 0
    minutes: int | None = None
    part: int = 1
    parts: int = 1

    @property
    def order(self) -> Order:
        """The sort key: by day, and within a day what has waited longest first."""
        is_timed = self.minutes is not None
        late = self.late if self.why is Why.DEADLINE else self.late - 10_000
        is_late, wait = self.late > 0, late if self.late else 0
        return self.day, not is_late, -wait, not is_timed, self.minutes or 0

    def of(self, entry: Entry) -> "AgendaItem":
        """The line of an entry."""
        place = self.day, self.why, self.late, self.minutes, self.part, self.parts
        return AgendaItem(*place, entry=entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Slot):
    """A line of the agenda: an entry on a day."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an agenda, and the day on which it is made.

    ``warning_days`` is org-deadline-warning-days.
    """

    days: tuple[date, ...]
    today: date
    warning_days: int

    @classmethod
    def of(cls, period: Period, today: date, warning_days: int) -> "Span":
        """Every day of a period."""
        count = (period.last - period.first).days + 1
        days = tuple(period.first + timedelta(days=n) for n in range(count))
        return cls(days, today, warning_days)


@dataclass(frozen=True, slots=True)
class _Stamps:
    """An entry's active timestamps, and its ranges of two timestamps."""

    single: Sequence[Timestamp]
    ranges: Sequence[tuple[Timestamp, Timestamp]]


def agenda(entries: Iterable[Entry], span: Span) -> list[AgendaItem]:
    """The lines of Org's agenda for some days; late entries come first.

    A done entry is only shown on the day of its timestamp.
    """
    shown = (entry for entry in entries if not entry.hidden)
    return in_order(slot.of(entry) for entry in shown for slot in slots_of(entry, span))


def in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The lines in agenda order; the sort is stable."""
    return sorted(items, key=lambda item: item.order)


def slots_of(entry: Entry, span: Span) -> Iterator[Slot]:
    """The lines of an entry: for SCHEDULED, DEADLINE and the timestamps of its title and text."""
    yield from dated_slots(entry, span)
    stamps = _stamps(entry)
    for day in span.days:
        for stamp in stamps.single:
            if _falls_on(stamp, day, span.today):
                yield Slot(day, Why.TIMESTAMP, minutes=stamp.minutes)
        for start, end in stamps.ranges:
            yield from _within(start, end, day)


def dated_slots(entry: Entry, span: Span) -> Iterator[Slot]:
    """The lines of an entry for SCHEDULED and DEADLINE alone."""
    return planned(entry.heading.planning, span, done=entry.heading.done)


def planned(planning: Planning, span: Span, *, done: bool) -> Iterator[Slot]:
    """The lines of a heading for its planning."""
    deadline, scheduled = planning.deadline, planning.scheduled
    for day in span.days:
        if deadline and deadline.active:
            yield from _deadline(deadline, day, span, done=done)
        if scheduled and scheduled.active:
            yield from _scheduled(scheduled, day, span.today, done=done)


def _deadline(stamp: Timestamp, day: date, span: Span, *, done: bool) -> Iterator[Slot]:
    """As org-agenda-get-deadlines."""
    if stamp.day is None or (done and stamp.day != day):
        return
    if day in (stamp.day, _repeat(stamp, day, span.today)):
        late = (day - stamp.day).days if day == span.today else 0
        yield Slot(day, Why.DEADLINE, late, stamp.minutes)
    elif day == span.today and (stamp.day - day).days <= days_before(stamp, span.warning_days):
        yield Slot(day, Why.DEADLINE, (day - stamp.day).days)


def _scheduled(stamp: Timestamp, day: date, today: date, *, done: bool) -> Iterator[Slot]:
    """As org-agenda-get-scheduled."""
    if stamp.day is None or stamp.day > day or (done and stamp.day != day):
        return
    late, delay = (day - stamp.day).days, days_before(stamp, 0)
    own = day in (stamp.day, _repeat(stamp, day, today))
    if late < delay or not (own or day == today):
        return
    past = late if day == today else 0
    yield Slot(day, Why.SCHEDULED, past, stamp.minutes if own else None)


def _repeat(stamp: Timestamp, day: date, today: date) -> date | None:
    """The repeated date that counts on a day: the timestamp's own up to today."""
    return stamp.day if day <= today else occurrence(stamp, day, future=True)


def _falls_on(stamp: Timestamp, day: date, today: date) -> bool:
    """As org-agenda-get-timestamps."""
    if stamp.day == day and stamp.raw[1:11] == day.isoformat():
        return True
    if not _ENDS_REPEATING.search(stamp.raw):
        return False
    past = occurrence(stamp, min(day, today), future=False)
    return day == past or (day > today and day == occurrence(stamp, day, future=True))


def _within(start: Timestamp, end: Timestamp, day: date) -> Iterator[Slot]:
    """As org-agenda-get-blocks."""
    if start.day is None or end.day is None or not start.day <= day <= end.day:
        return
    minutes = {end.day: end.minutes, start.day: start.minutes}.get(day)
    number, count = (day - start.day).days + 1, (end.day - start.day).days + 1
    yield Slot(day, Why.RANGE, 0, minutes, number, count)


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
    """The day that a text names, or the first day of its week, month or year.

    Raises:
        DateError: it names none.
    """
    return read_period(text, today).first


def read_span(words: Sequence[str], today: date) -> tuple[Period, Sequence[str]]:
    """The period that the first word names, today if it names none, and the words of the query.

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
