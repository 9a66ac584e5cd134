"""The dates of a repeating timestamp (Org manual: Repeated tasks; org-closest-date)."""

import re
from datetime import date, timedelta

from orgshelf.model import Timestamp
from orgshelf.org.syntax.timestamps import carried_day

_REPEATER = re.compile(r"\+([0-9]{1,6})([hdwmy])")
_COOKIE = re.compile(r"-([0-9]{1,6})([hdwmy])")
_DAYS = {"h": 0.041667, "d": 1, "w": 7, "m": 30.4, "y": 365.25}
_MONTHS = {"m": 1, "y": 12}


def occurrence(stamp: Timestamp, near: date, *, future: bool) -> date | None:
    """The last date of a timestamp up to a day, or with ``future`` the first from that day on.

    A timestamp without a repeater, or after that day, only has its own date.
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
    """The days of a timestamp's warning period or delay (org-get-wdays)."""
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
    """The date after whole steps of months; a missing day of a month is carried over."""
    passed = 12 * (near.year - first.year) + near.month - first.month
    # A month that is not over yet does not count, and neither does one that ends today.
    passed -= first.day >= near.day
    months = passed // count * count
    before = carried_day(first.year, first.month + months, first.day)
    return before, carried_day(first.year, first.month + months + count, first.day)


def _plus(day: date, length: timedelta) -> date | None:
    try:
        return day + length
    except OverflowError:
        return None
