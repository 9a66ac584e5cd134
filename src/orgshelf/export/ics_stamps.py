"""Org's timestamps as iCalendar has them."""

import re
from datetime import date, datetime, timedelta

from orgshelf.model import Timestamp
from orgshelf.org.syntax.timestamps import is_possible

_COOKIE = re.compile(r"(?:\+\+|\.\+|\+|-)([0-9]{1,3})([hdwmy])")
_FREQUENCIES = {"h": "HOURLY", "d": "DAILY", "w": "WEEKLY", "m": "MONTHLY", "y": "YEARLY"}
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}


def moment(stamp: Timestamp) -> date | datetime | None:
    """Its day, or its day and time; None where there is no such."""
    if not is_possible(stamp):
        return None
    return stamp.day if stamp.minutes is None else stamp.start


def period(stamp: Timestamp) -> tuple[date | datetime | None, datetime | None]:
    """When it begins and ends; an end before its beginning is none."""
    start, end = moment(stamp), stamp.end_minutes
    if not isinstance(start, datetime) or end is None or end <= (stamp.minutes or 0):
        return start, None
    try:
        return start, start + timedelta(minutes=end - (stamp.minutes or 0))
    except OverflowError:
        return start, None


def rule(stamp: Timestamp) -> dict[str, str | int] | None:
    """Its repeater as a recurrence from the day it stands on.

    ``++`` and ``.+`` move on from when the item is done, which no rule can say: they repeat as
    ``+`` does. Hours repeat only what has a time of day; nothing repeats every 0 days.
    """
    match = _COOKIE.match(stamp.repeater or "")
    if not match or not int(match[1]) or (match[2] == "h" and stamp.minutes is None):
        return None
    return {"freq": _FREQUENCIES[match[2]], "interval": int(match[1])}


def warning(stamp: Timestamp) -> timedelta | None:
    """How long before a deadline it wants to be seen, where it says so itself: ``-3d``."""
    match = _COOKIE.fullmatch(stamp.warning or "")
    if not match or not int(match[1]):
        return None
    return timedelta(hours=int(match[1]) * _HOURS[match[2]])
