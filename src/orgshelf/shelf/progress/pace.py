"""The pace of late: sums of weeks that end now."""

from collections.abc import Mapping
from datetime import date, timedelta

from orgshelf.shelf.progress.numbers import Pace

#: As far as pace and forecast look back.
WEEKS = 12
_RECENT_WEEKS = 4


def weekly(days: Mapping[date, int], today: date, weeks: int = WEEKS) -> list[int]:
    """The sums of the last weeks, the oldest first; the last one ends with today."""
    sums = [0] * weeks
    for day, count in days.items():
        ago = (today - day).days // 7
        if 0 <= ago < weeks:
            sums[weeks - 1 - ago] += count
    return sums


def pace(days: Mapping[date, int], today: date) -> Pace:
    """What was done in the last 28 days over 4, and in the last 84 days over 12."""
    sums = weekly(days, today)
    return Pace(sum(sums[-_RECENT_WEEKS:]) / _RECENT_WEEKS, sum(sums) / WEEKS)


def since(first: date, today: date) -> int:
    """Whole weeks from a day until now, that day included."""
    return (today - first + timedelta(days=1)).days // 7
