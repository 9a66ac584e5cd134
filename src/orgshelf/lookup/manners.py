"""What a host says of how often it wants to be asked."""

from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

_MINUTE = 60.0
# More than a day is said as that much; numbers without end are none.
_LONGEST = 6


def seconds_to_wait(headers: Message) -> float:
    """What ``Retry-After`` says, in seconds or as a date (RFC 9110, 10.2.3); else a minute.

    A date counts from that of the answer, whose clock it is.
    """
    text = headers.get("Retry-After") or ""
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
        return float(text)
    there = _time(text)
    if there is None:
        return _MINUTE
    here = _time(headers.get("Date") or "") or datetime.now(UTC)
    return max(0.0, (there - here).total_seconds())


def _time(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def pause_between(headers: Message) -> float:
    """The seconds between two requests by Crossref's ``X-Rate-Limit-*``; 0 if it says none."""
    limit = _number(headers.get("X-Rate-Limit-Limit") or "")
    interval = _number((headers.get("X-Rate-Limit-Interval") or "").removesuffix("s"))
    return min(interval / limit, _MINUTE) if limit and interval else 0.0


def _number(text: str) -> float:
    text = text.strip()
    return float(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0.0
