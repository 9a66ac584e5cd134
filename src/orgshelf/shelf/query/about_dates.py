"""Predicates about timestamps; the moment a stamp begins at is what counts.

What reads Org's syntax is imported by the predicates that need it: most queries have none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from orgshelf.model import Timestamp
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query.dates import Moments, moments_of
from orgshelf.shelf.query.spec import Call, Spec, Test

#: Where a timestamp may begin, also in what another one leaves open.
_OPENING = re.compile(r"[<\[](?=[0-9]{4}-)")

_MOST_HOURS = timedelta.max // timedelta(hours=1)

Stamps = Callable[[Entry], Iterable[Timestamp]]

_FORMS = ("", "DAYS", "DATE", "from=DATE", "to=DATE", "on=DATE")
_RANGE = ("from", "to", "on")
_PAST = partial(moments_of, past=True)


def _dated(stamps_of: Stamps, *, past: bool = False) -> Callable[[Call], Test]:
    """Any of an entry's stamps is in the time asked for."""

    def build(call: Call) -> Test:
        moments, timed = moments_of(call, past=past), call.flag("with-time")
        return lambda entry: any(
            moments.holds(stamp) and timed in (None, stamp.minutes is not None)
            for stamp in stamps_of(entry)
        )

    return build


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
    from orgshelf.org.syntax.logbook import clocks

    return (clock.start for clock in clocks(entry.lines))


def _stamps(*brackets: str) -> Stamps:
    """Every timestamp of the entry, heading line and drawers too, in these brackets."""

    def stamps_of(entry: Entry) -> Iterator[Timestamp]:
        from orgshelf.org.syntax.timestamps import parse_timestamp

        for line in entry.lines:
            for match in _OPENING.finditer(line):
                stamp = parse_timestamp(line, match.start())
                if stamp and stamp.raw[0] + stamp.raw[-1] in brackets:
                    yield stamp

    return stamps_of


def _deadline(call: Call) -> Test:
    if call.values[:1] == ("auto",):
        return _warned(call)
    return _dated(_deadlines)(call)


def _warned(call: Call) -> Test:
    """Its time to warn has come: by its own warning, else by org-deadline-warning-days."""
    if len(call.values) > 1 or any(name in _RANGE for name, _ in call.node.keywords):
        raise call.wrong("`auto` stands alone: leave the other dates out.")
    timed, now = call.flag("with-time"), call.scope.now

    def test(entry: Entry) -> bool:
        days = entry.document.org.deadline_warning_days
        end = now.replace(hour=23, minute=59, second=59, microsecond=0)
        until = Moments(None, end + min(timedelta(days=days), datetime.max - end))
        return any(
            timed in (None, stamp.minutes is not None)
            and (_begins_to_warn(stamp, now) if stamp.warning else until.holds(stamp))
            for stamp in _deadlines(entry)
        )

    return test


def _begins_to_warn(stamp: Timestamp, now: datetime) -> bool:
    """Whether the stamp's own warning (``-3d``) has begun, at the stamp's time of the day."""
    from orgshelf.org.syntax.timestamps import carried_day

    if stamp.start is None or stamp.day is None or stamp.warning is None:
        return False
    count, unit = int(stamp.warning.strip("-")[:-1]), stamp.warning[-1]
    if unit == "h":
        return stamp.start - now <= timedelta(hours=min(count, _MOST_HOURS))
    day = stamp.day
    shift = {"y": (count, 0, 0), "m": (0, count, 0), "w": (0, 0, 7 * count), "d": (0, 0, count)}
    years, months, days = shift[unit]
    begin = carried_day(day.year - years, day.month - months, day.day - days)
    return begin is None or datetime.combine(begin, stamp.start.time()) <= now


SPECS = (
    Spec(
        "deadline",
        (*_FORMS, "auto", "with-time=t"),
        "Its deadline; bare days look ahead, auto is when it is time to warn.",
        "deadline:+7",
        _deadline,
        most=1,
        keywords=(*_RANGE, "with-time"),
        moments=lambda call: "" if call.values == ("auto",) else moments_of(call),
    ),
    Spec(
        "scheduled",
        (*_FORMS, "with-time=t"),
        "When it is scheduled; bare days look ahead.",
        "scheduled:to=today",
        _dated(_schedules),
        most=1,
        keywords=(*_RANGE, "with-time"),
        moments=moments_of,
    ),
    Spec(
        "closed",
        _FORMS,
        "When it was closed; bare days look back.",
        "closed:7",
        _dated(_closings, past=True),
        most=1,
        keywords=_RANGE,
        state=True,
        moments=_PAST,
    ),
    Spec(
        "planning",
        (*_FORMS, "with-time=t"),
        "Any of these three; bare days look ahead.",
        "planning:on=today",
        _dated(_plannings),
        most=1,
        keywords=(*_RANGE, "with-time"),
        moments=moments_of,
    ),
    Spec(
        "clocked",
        _FORMS,
        "When it was clocked; bare days look back.",
        "clocked:-10",
        _dated(_clockings, past=True),
        most=1,
        keywords=_RANGE,
        moments=_PAST,
    ),
    *(
        Spec(
            name,
            (*_FORMS, "with-time=t"),
            f"Any {what}timestamp in the entry; bare days look ahead.",
            example,
            _dated(_stamps(*brackets)),
            aliases=aliases,
            most=1,
            keywords=(*_RANGE, "with-time"),
            moments=moments_of,
        )
        for name, what, example, brackets, aliases in (
            ("ts", "", "ts:on=today", ("<>", "[]"), ()),
            ("ts-active", "active ", "ts-active:from=2026-01-01", ("<>",), ("ts-a",)),
            ("ts-inactive", "inactive ", "ts-inactive:-30", ("[]",), ("ts-i",)),
        )
    ),
)
