"""Days as a person says them, seen from today."""

from datetime import date

from orgshelf.text import plural

#: Further away than that the date itself says more.
_SOON = 14


def relative_day(day: date, today: date) -> str:
    """``3 days late``, ``today``, ``tomorrow``, ``Fri``, ``in 12 days``, else the ISO date."""
    days = (day - today).days
    if days in _NEAR:
        return _NEAR[days]
    if days < 0:
        return late(-days) if days >= -_SOON else day.isoformat()
    if days < 7:
        return f"{day:%a}"
    return f"in {days} days" if days <= _SOON else day.isoformat()


def late(days: int) -> str:
    """``1 day late``, ``3 days late``."""
    return f"{plural(days, 'day')} late"


_NEAR = {0: "today", 1: "tomorrow"}
