"""What went stale: works in progress that show no sign of life."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

#: How many days without a sign of life make a work stale.
STALE_DAYS = 30

_STAMP = re.compile(r"\[([0-9]{4}-[0-9]{2}-[0-9]{2})[] ]")


def days_in(text: str) -> list[str]:
    """The days, as they are written, of the inactive stamps: CLOSED, log, clocks, notes, others."""
    return _STAMP.findall(text)


def touched(days: Iterable[str]) -> date | None:
    """The latest of days as they are written that the calendar has."""
    for day in sorted(set(days), reverse=True):
        with suppress(ValueError):
            return date.fromisoformat(day)
    return None


def is_stale(last: date | None, today: date) -> bool:
    """Whether it was touched some time, but not in the last STALE_DAYS days."""
    return last is not None and (today - last).days >= STALE_DAYS
