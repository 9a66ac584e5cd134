"""Predicates about timestamps, which count by their start.

Parsers of Org syntax are imported by the predicates that need them: most queries have none.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from orgshelf.model import Timestamp
from orgshelf.query.date_words import Moments, moments_of
from orgshelf.query.spec import Call, Spec
from orgshelf.query.sql import (
    NOT_COMMENTED,
    TEXT,
    Condition,
    both,
    containing_text,
    either,
    passing,
)

_USAGE = ("", "DAYS", "DATE", "from=DATE", "to=DATE", "on=DATE")
_RANGE = ("from", "to", "on")
_MOST_HOURS = timedelta.max // timedelta(hours=1)


def _past(call: Call) -> Moments:
    return moments_of(call, past=True)


def _planned(
    name: str, moments_of: Callable[[Call], Moments] = moments_of
) -> Callable[..., Condition]:
    """Make the SQL of a predicate about one timestamp of the planning line."""

    def sql(call: Call) -> Condition:
        near, timed = _between(f"h.{name}", moments_of(call)), call.flag("with-time")
        if timed is None:
            return near

        def test(line: str | None) -> bool:
            stamp = _stamp(name, line)
            return stamp is not None and (stamp.minutes is not None) is timed

        return both((near, passing(test, "h.planning")))

    return sql


def _between(column: str, moments: Moments) -> Condition:
    """Match a moment, which the index stores as ISO text, "" for an invalid date."""
    if moments.open:
        return Condition(f"{column} IS NOT NULL")
    edges = ((">=", moments.first), ("<=", moments.last))
    given = [(sign, edge.isoformat()) for sign, edge in edges if edge is not None]
    tests = [f"{column} > ''", *(f"{column} {sign} ?" for sign, _ in given)]
    return Condition(" AND ".join(tests), tuple(value for _, value in given))


def _stamp(name: str, line: str | None) -> Timestamp | None:
    """Parse a timestamp of the planning line."""
    from orgshelf.org.syntax.timestamps import parse_planning

    stamp: Timestamp | None = getattr(parse_planning(line or ""), name)
    return stamp


def _deadline(call: Call) -> Condition:
    return _warned(call) if call.values[:1] == ("auto",) else _planned("deadline")(call)


def _warned(call: Call) -> Condition:
    """Match deadlines within their warning period, their own or org-deadline-warning-days."""
    if len(call.values) > 1 or any(name in _RANGE for name, _ in call.node.keywords):
        raise call.wrong("`auto` is used alone: leave the other dates out.")
    timed, now = call.flag("with-time"), call.scope.now
    end = now.replace(hour=23, minute=59, second=59, microsecond=0)

    def test(line: str | None, days: str) -> bool:
        stamp = _stamp("deadline", line)
        if stamp is None or timed not in (None, stamp.minutes is not None):
            return False
        if stamp.warning:
            return _begins_to_warn(stamp, now)
        until = end + min(timedelta(days=int(days)), datetime.max - end)
        return Moments(None, until).holds(stamp)

    warning = "(SELECT value FROM meta WHERE name = 'warning')"
    return both((Condition("h.deadline > ''"), passing(test, "h.planning", warning)))


def _begins_to_warn(stamp: Timestamp, now: datetime) -> bool:
    """Whether a warning period (``-3d``) has begun, at the time of day of the timestamp."""
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


DEADLINE = Spec(
    "deadline",
    usage=(*_USAGE, "auto", "with-time=t"),
    help="Its deadline; bare days look ahead, auto is when it is time to warn.",
    example="deadline:+7",
    sql=_deadline,
    max_args=1,
    keywords=(*_RANGE, "with-time"),
    moments=lambda call: "" if call.values == ("auto",) else moments_of(call),
)

SCHEDULED = Spec(
    "scheduled",
    usage=(*_USAGE, "with-time=t"),
    help="When it is scheduled; bare days look ahead.",
    example="scheduled:to=today",
    sql=_planned("scheduled"),
    max_args=1,
    keywords=(*_RANGE, "with-time"),
    moments=moments_of,
)

CLOSED = Spec(
    "closed",
    usage=_USAGE,
    help="When it was closed; bare days look back.",
    example="closed:7",
    sql=_planned("closed", _past),
    max_args=1,
    keywords=_RANGE,
    state=True,
    moments=_past,
)

PLANNING = Spec(
    "planning",
    usage=(*_USAGE, "with-time=t"),
    help="Any of these three; bare days look ahead.",
    example="planning:on=today",
    sql=lambda call: either(_planned(n)(call) for n in ("deadline", "scheduled", "closed")),
    max_args=1,
    keywords=(*_RANGE, "with-time"),
    moments=moments_of,
)


def _clocked(call: Call) -> Condition:
    """Match the start of clocks, including a running one."""
    from orgshelf.org.elements.logbook import clocks

    moments = _past(call)

    def test(text: str) -> bool:
        return any(moments.holds(clock.start) for clock in clocks(text.split("\n")))

    return both((NOT_COMMENTED, containing_text("clock:"), passing(test, TEXT)))


CLOCKED = Spec(
    "clocked",
    usage=_USAGE,
    help="When it was clocked; bare days look back.",
    example="clocked:-10",
    sql=_clocked,
    max_args=1,
    keywords=_RANGE,
    moments=_past,
)

#: The start of a possible timestamp, also within an unclosed one.
_OPENING = re.compile(r"[<\[](?=[0-9]{4}-)")


def _stamps(*brackets: str) -> Callable[[Call], Condition]:
    """Make the SQL of a predicate about all timestamps of an entry with these brackets."""

    def sql(call: Call) -> Condition:
        from orgshelf.org.syntax.timestamps import parse_timestamp

        moments, timed = moments_of(call), call.flag("with-time")

        def fits(stamp: Timestamp) -> bool:
            return (
                stamp.raw[0] + stamp.raw[-1] in brackets
                and moments.holds(stamp)
                and timed in (None, stamp.minutes is not None)
            )

        def test(text: str) -> bool:
            found = (parse_timestamp(text, match.start()) for match in _OPENING.finditer(text))
            return any(stamp is not None and fits(stamp) for stamp in found)

        return passing(test, TEXT)

    return sql


TS = Spec(
    "ts",
    usage=(*_USAGE, "with-time=t"),
    help="Any timestamp in the entry; bare days look ahead.",
    example="ts:on=today",
    sql=_stamps("<>", "[]"),
    max_args=1,
    keywords=(*_RANGE, "with-time"),
    moments=moments_of,
)

TS_ACTIVE = TS._replace(
    name="ts-active",
    help="Any active timestamp in the entry; bare days look ahead.",
    example="ts-active:from=2026-01-01",
    sql=_stamps("<>"),
    aliases=("ts-a",),
)

TS_INACTIVE = TS._replace(
    name="ts-inactive",
    help="Any inactive timestamp in the entry; bare days look ahead.",
    example="ts-inactive:-30",
    sql=_stamps("[]"),
    aliases=("ts-i",),
)
