"""Timestamps, durations and planning lines (Org manual: Timestamps)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from orgshelf.model import Planning, Timestamp

# Compiled on first use: few files have durations.
_CLOCK = r"(\d+):(\d{2})(?::\d{2})?"
_NUMBER = r"\d+(?:\.\d*)?"
_UNITS = r"(\d+(?:\.\d*)?)[ \t]*(min|h|d|w|m|y)[ \t]*"
_MINUTES = {
    "min": 1,
    "h": 60,
    "d": 24 * 60,
    "w": 7 * 24 * 60,
    "m": 30 * 24 * 60,
    "y": 365.25 * 24 * 60,
}
#: Characters; Python refuses to parse numbers of thousands of digits.
_LONGEST = 100


def minutes(text: str) -> int | None:
    """The whole minutes of an Org duration; None if the text is no duration."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if match := re.fullmatch(_CLOCK, text):
        return int(match[1]) * 60 + int(match[2])
    if re.fullmatch(_NUMBER, text):
        return int(float(text))
    total, place = 0.0, 0
    for match in re.finditer(_UNITS, text):
        if match.start() != place:
            return None
        total += float(match[1]) * _MINUTES[match[2]]
        place = match.end()
    if not place:
        return None
    rest = re.fullmatch(_CLOCK, text[place:])
    if rest is None and place != len(text):
        return None
    return int(total) + (int(rest[1]) * 60 + int(rest[2]) if rest else 0)


#: A timestamp in either bracket. The maximal length keeps searches linear.
STAMP = re.compile(r"[<\[]([0-9]{4})-([0-9]{2})-([0-9]{2})((?: [^>\]\n]{0,200})?)[>\]]")
_TIME = re.compile(r" ([0-9]{1,2}):([0-9]{2})(?:-([0-9]{1,2}):([0-9]{2}))?")
_REPEATER = re.compile(r"(?<![^ ])(?:\+\+|\.\+|\+)[0-9]+[hdwmy](?:/[0-9]+[hdwmy])?")
_WARNING = re.compile(r"(?<![^ ])--?[0-9]+[hdwmy]")


def parse_timestamp(text: str, start: int = 0) -> Timestamp | None:
    """Parse the timestamp that begins at ``start``; None if there is none.

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
    """Whether the date and time of a timestamp exist."""
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


_KEYWORD = re.compile(r"(SCHEDULED|DEADLINE|CLOSED):[ \t]*", re.IGNORECASE | re.ASCII)
_LINE = re.compile(r"[ \t]*(?:SCHEDULED|DEADLINE|CLOSED):", re.IGNORECASE | re.ASCII)


def is_planning(line: str) -> bool:
    """Whether a line right below a headline is a planning line."""
    return _LINE.match(line) is not None


def parse_planning(line: str) -> Planning:
    """Parse a planning line; the last of repeated keywords counts."""
    last = {match[1].lower(): match.end() for match in _KEYWORD.finditer(line)}
    return Planning(**{key: parse_timestamp(line, end) for key, end in last.items()})


def format_stamp(
    moment: datetime, weekdays: Sequence[str], *, active: bool = False, time: bool = True
) -> str:
    """The timestamp of a moment as Emacs writes it (org-insert-time-stamp).

    ``[2026-11-23 Mon 01:25]``; ``weekdays`` begin with Monday's name.
    """
    text = f"{moment:%Y-%m-%d} {weekdays[moment.weekday()]}"
    if time:
        text += f" {moment:%H:%M}"
    return f"<{text}>" if active else f"[{text}]"
