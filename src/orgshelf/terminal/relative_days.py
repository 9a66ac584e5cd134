"""Days as a person says them, seen from today."""

from datetime import date

from orgshelf.text import plural

#: Further away than that the date itself says more.
_SOON = 14


def relative_day(day: date, today: date, *, short: bool = False) -> str:
    """``3 days late``, ``today``, ``tomorrow``, ``Fri``, ``in 12 days``, else the ISO date.

    ``short``: ``3d late``, ``in 12d``.
    """
    said = _relative_day(day, today)
    return said.replace(" days", "d").replace(" day", "d") if short else said


def _relative_day(day: date, today: date) -> str:
    days = (day - today).days
    if days in _NEAR:
        return _NEAR[days]
    if days < 0:
        return late(-days) if days >= -_SOON else day.isoformat()
    if days < 7:
        return f"{day:%a}"
    return f"in {days} days" if days <= _SOON else day.isoformat()


def past_day(day: date, today: date) -> str:
    """``yesterday``, ``Fri``, else the ISO date."""
    days = (today - day).days
    return "yesterday" if days == 1 else f"{day:%a}" if days < 7 else day.isoformat()


def away(days: int) -> str:
    """``today``, ``in 3 days``, ``3 days ago``."""
    if days == 0:
        return "today"
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def late(days: int) -> str:
    """``1 day late``, ``3 days late``."""
    return f"{plural(days, 'day')} late"


_NEAR = {0: "today", 1: "tomorrow"}
