"""Plain tests of the predicates about timestamps."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from oracle.question import Build, Question, Test
from orgshelf.model import Timestamp
from orgshelf.org.syntax.timestamps import carried_day, parse_timestamp
from orgshelf.query.date_words import Moments, moments_of
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

#: Where a timestamp may begin, also in what another one leaves open.
_OPENING = re.compile(r"[<\[](?=[0-9]{4}-)")

Stamps = Callable[[Entry], Iterable[Timestamp]]


def _dated(stamps_of: Stamps, *, past: bool = False) -> Build:
    """Any of an entry's stamps is in the time asked for."""

    def build(asked: Question) -> Test:
        moments = moments_of(asked.call, past=past)
        return lambda entry: any(
            moments.holds(stamp) and _is_timed(asked, stamp) for stamp in stamps_of(entry)
        )

    return build


def _is_timed(asked: Question, stamp: Timestamp) -> bool:
    return asked.call.flag("with-time") in (None, stamp.minutes is not None)


def _deadlines(entry: Entry) -> Iterator[Timestamp]:
    stamp = entry.heading.planning.deadline
    if stamp and stamp.active:
        yield stamp


def _schedules(entry: Entry) -> Iterator[Timestamp]:
    stamp = entry.heading.planning.scheduled
    if stamp and stamp.active:
        yield stamp


def _closings(entry: Entry) -> Iterator[Timestamp]:
    stamp = entry.heading.planning.closed
    if stamp and not stamp.active:
        yield stamp


def _plannings(entry: Entry) -> Iterator[Timestamp]:
    yield from _deadlines(entry)
    yield from _schedules(entry)
    yield from _closings(entry)


def _clockings(entry: Entry) -> Iterator[Timestamp]:
    """Where clocks began, also those that run."""
    return (clock.start for clock in contents.clocks(entry))


def _stamps(*brackets: str) -> Stamps:
    """Every timestamp of the entry, heading line and drawers too, in these brackets."""

    def stamps_of(entry: Entry) -> Iterator[Timestamp]:
        for line in entry.lines:
            for match in _OPENING.finditer(line):
                stamp = parse_timestamp(line, match.start())
                if stamp and stamp.raw[0] + stamp.raw[-1] in brackets:
                    yield stamp

    return stamps_of


def _deadline(asked: Question) -> Test:
    return _warned(asked) if asked.values == ("auto",) else _dated(_deadlines)(asked)


def _warned(asked: Question) -> Test:
    """Its time to warn has come: by its own warning, else by org-deadline-warning-days."""
    now = asked.scope.now

    def test(entry: Entry) -> bool:
        days = entry.document.org.deadline_warning_days
        until = Moments(None, now.replace(hour=23, minute=59, second=59) + timedelta(days=days))
        return any(
            _is_timed(asked, stamp)
            and (_begins_to_warn(stamp, now) if stamp.warning else until.holds(stamp))
            for stamp in _deadlines(entry)
        )

    return test


def _begins_to_warn(stamp: Timestamp, now: datetime) -> bool:
    """Whether the stamp's own warning (``-3d``) has begun, at the stamp's time of the day."""
    if stamp.start is None or stamp.day is None or stamp.warning is None:
        return False
    count, unit = int(stamp.warning.strip("-")[:-1]), stamp.warning[-1]
    if unit == "h":
        return stamp.start - timedelta(hours=count) <= now
    day = stamp.day
    shift = {"y": (count, 0, 0), "m": (0, count, 0), "w": (0, 0, 7 * count), "d": (0, 0, count)}
    years, months, days = shift[unit]
    begin = carried_day(day.year - years, day.month - months, day.day - days)
    return begin is None or datetime.combine(begin, stamp.start.time()) <= now


TESTS: Mapping[str, Build] = {
    "deadline": _deadline,
    "scheduled": _dated(_schedules),
    "closed": _dated(_closings, past=True),
    "planning": _dated(_plannings),
    "clocked": _dated(_clockings, past=True),
    "ts": _dated(_stamps("<>", "[]")),
    "ts-active": _dated(_stamps("<>")),
    "ts-inactive": _dated(_stamps("[]")),
}
