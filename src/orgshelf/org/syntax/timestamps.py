"""Timestamps (Org manual: Timestamps, Repeated tasks; org-ts-regexp-both)."""

import re
from datetime import date, timedelta

from orgshelf.model import Timestamp

#: A stamp in either bracket. The cap keeps a line of unclosed stamps linear.
STAMP = re.compile(r"[<\[]([0-9]{4})-([0-9]{2})-([0-9]{2})((?: [^>\]\n]{0,200})?)[>\]]")
_TIME = re.compile(r" ([0-9]{1,2}):([0-9]{2})(?:-([0-9]{1,2}):([0-9]{2}))?")
_REPEATER = re.compile(r"(?<![^ ])(?:\+\+|\.\+|\+)[0-9]+[hdwmy](?:/[0-9]+[hdwmy])?")
_WARNING = re.compile(r"(?<![^ ])--?[0-9]+[hdwmy]")


def parse_timestamp(text: str, start: int = 0) -> Timestamp | None:
    """Read the stamp that begins at ``start``; None where there is none.

    An impossible date is kept as text and read as Emacs does, by carrying over:
    February 31 is March 2 or 3.
    """
    match = STAMP.match(text, start)
    if not match:
        return None
    year, month, day, rest = match.groups()
    minutes = end = None
    if ":" in rest and (time := _TIME.search(rest)):
        minutes = _minutes(time[1], time[2])
        end = _minutes(time[3], time[4]) if time[3] else None
    repeater = _REPEATER.search(rest) if "+" in rest else None
    warning = _WARNING.search(rest) if "-" in rest else None
    return Timestamp(
        raw=match[0],
        day=carried_day(int(year), int(month), int(day)),
        minutes=minutes,
        end_minutes=end,
        repeater=repeater[0] if repeater else None,
        warning=warning[0] if warning else None,
    )


def is_possible(stamp: Timestamp) -> bool:
    """Whether the calendar and the clock have the stamp as it is written."""
    day_ok = stamp.day is not None and stamp.day.isoformat() == stamp.raw[1:11]
    return day_ok and (stamp.minutes or 0) < 24 * 60 and (stamp.end_minutes or 0) <= 24 * 60


def _minutes(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


def carried_day(year: int, month: int, day: int) -> date | None:
    """The day of a date that may be impossible, carried over as Emacs does; None beyond year 9999.

    Neither months nor days need be in range: month 13 is January, day 0 the day before the first.
    """
    years, month = divmod(month - 1, 12)
    try:
        return date(year + years, month + 1, 1) + timedelta(days=day - 1)
    except (ValueError, OverflowError):
        return None
