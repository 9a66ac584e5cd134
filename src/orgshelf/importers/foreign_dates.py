"""Dates as other programs write them; what is no whole date is none."""

import re
from datetime import UTC, date, datetime

_DATE = re.compile(r"\[?(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_EPOCH = re.compile(r"(\d{1,13})(?:\.\d*)?")
_MILLISECONDS = 10**11


def read_date(text: str) -> date | None:
    """``2026-01-02``, ``2026/1/2``, ``20260102``, ``[2026-01-02]``, with any time."""
    match = _DATE.match(text.strip())
    if not match or match[1].startswith("0"):
        return None
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None


def read_epoch(text: str) -> date | None:
    """The day of so many seconds, or milliseconds, since 1970, in UTC; 0 is none."""
    match = _EPOCH.fullmatch(text.strip())
    seconds = int(match[1]) if match else 0
    if seconds >= _MILLISECONDS:
        seconds //= 1000
    return datetime.fromtimestamp(seconds, UTC).date() if seconds else None


def read_year(text: str) -> int | None:
    """The first four digits that can be a year."""
    match = re.search(r"(?<!\d)[12]\d{3}(?!\d)", text)
    return int(match[0]) if match else None
