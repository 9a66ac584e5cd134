"""What went stale: works in progress that show no sign of life."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

#: How many days without a sign of life make a work stale.
STALE_DAYS = 30

_STAMP = re.compile(r"\[([0-9]{4}-[0-9]{2}-[0-9]{2})[] ]")


def touched(texts: Iterable[str]) -> date | None:
    """The latest day of an inactive stamp in texts: CLOSED, log, clocks, notes, any other."""
    days = {day for text in texts if "[" in text for day in _STAMP.findall(text)}
    for day in sorted(days, reverse=True):
        with suppress(ValueError):  # the calendar has no such day
            return date.fromisoformat(day)
    return None


def is_stale(last: date | None, today: date) -> bool:
    """Whether it was touched some time, but not in the last STALE_DAYS days."""
    return last is not None and (today - last).days >= STALE_DAYS
