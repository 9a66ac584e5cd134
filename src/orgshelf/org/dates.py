"""Dates as a person types them (Org manual: The Date/Time Prompt; org-read-date-analyze).

    today  tomorrow  yesterday  .              the day itself
    2026-12-01  2026/12/1  12/5/2026  5.12.2026   a date
    12-1  12/5  5.12.                          the next such day
    1 dec  dec 1  dec 1 2027  1st of dec       the same in words
    14  14th                                   the next 14th
    +3  -2d  +2w  -1m  +1y  ++2w               from today; doubled: from the date there was
    fri  +2tue  -mon                           the next, the second next, the last
    2026-W47  W47-3                            Monday of the week, or the day of it
    in 3 days  next week  last friday  eow     what ``spoken_dates`` reads; of days the first

Where a weekday or a date could mean today, Org's rule holds: a weekday is never today, a date
can be. What Org would take for today because it cannot read it is an error here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from orgshelf.errors import DateError
from orgshelf.org.syntax.spoken_dates import read_spoken
from orgshelf.org.syntax.timestamps import carried_day

_NAMED = {".": 0, "today": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _WEEKDAYS)
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = f"(?P<name>{'|'.join(_MONTHS)})[a-z]*"

_SHIFT = re.compile(r"(?P<sign>[-+]{1,2})(?P<count>[0-9]{1,6})?(?P<unit>[dwmy])?", re.ASCII)
_BY_WEEKDAY = re.compile(rf"(?P<sign>[-+]{{0,2}})(?P<count>[0-9]{{1,6}})?(?P<weekday>{_WEEKDAY})")
_WEEK = re.compile(r"(?:(?P<year>[0-9]{4})-)?w(?P<week>[0-9]{1,2})(?:-(?P<day>[0-7]))?")
_FULL_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:(?P<year>[0-9]{4})-)?(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?:/(?P<year>[0-9]{4}))?",
        r"(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\.(?: ?(?P<year>[0-9]{4}))?",
        rf"{_DAY}\.? (?:of )?{_MONTH},?(?: (?P<year>[0-9]{{4}}))?",
        rf"{_MONTH} {_DAY}(?:,? (?P<year>[0-9]{{4}}))?",
        _DAY,
    )
)
_TIME = r"[0-9]{1,2}:[0-9]{2}"
_COOKIE = r"[0-9]{1,6}[hdwmy]"
_WHEN = re.compile(
    rf"(?:(?P<only_at>{_TIME})(?:-(?P<only_to>{_TIME}))?"
    rf"|(?P<date>\S.*?)(?:(?: |t(?=[0-9]))(?P<at>{_TIME})(?:-(?P<to>{_TIME}))?)?)"
    rf"(?: (?P<repeater>[.+]?\+{_COOKIE}(?:/{_COOKIE})?))?(?: (?P<warning>--?{_COOKIE}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class When:
    """The parts of a planning timestamp; ``date`` is a word that ``read_day`` parses."""

    date: str
    start: time | None = None
    end: time | None = None
    repeater: str | None = None
    warning: str | None = None


def read_when(text: str, today: date) -> When:
    """Parse a date, a time or both, followed by a repeater and a warning: ``fri 10:00 +1w -3d``.

    Raises:
        DateError: it is invalid.
    """
    match = _WHEN.fullmatch(" ".join(text.split()).lower())
    if match is None:
        raise DateError(text)
    at, to = match["at"] or match["only_at"], match["to"] or match["only_to"]
    when = When(match["date"] or "today", _time(at), _time(to), match["repeater"], match["warning"])
    read_day(when.date, today)
    return when


def read_day(text: str, today: date, default: date | None = None) -> date:
    """Parse a day; a doubled sign is relative to ``default``.

    Raises:
        DateError: it is no day, or out of range.
    """
    word = " ".join(text.split()).lower()
    found = next((day for read in _READERS if (day := read(word, today, default or today))), None)
    if found is None:
        raise DateError(text)
    return found


def read_period(text: str, today: date) -> Period:
    """Parse a day, a month (``2026-11``, ``next month``) or a week (``2026-W47``).

    Raises:
        DateError: it is none of them.
    """
    word = text.strip().lower()
    if spoken := read_spoken(word, today):
        return Period(*spoken)
    if match := _FULL_MONTH.fullmatch(word):
        first = _possible(int(match["year"]), int(match["month"]), 1)
        after = first and carried_day(first.year, first.month + 1, 1)
        if first is None or after is None:
            raise DateError(text)
        return Period(first, after - timedelta(days=1))
    first = read_day(word, today)
    week = _WEEK.fullmatch(word)
    whole = week is not None and week["day"] is None
    return Period(first, first + timedelta(days=6) if whole else first)


def _time(text: str | None) -> time | None:
    if text is None:
        return None
    try:
        hour, minute = map(int, text.split(":"))
        return time(hour, minute)
    except ValueError as error:
        raise DateError(text) from error


def _named(word: str, today: date, _default: date) -> date | None:
    days = _NAMED.get(word)
    return None if days is None else _moved(today, days, "d")


def _shift(word: str, today: date, default: date) -> date | None:
    """``+3``, ``-2w``, ``++1m``; a day past the end of its month is carried over (encode-time)."""
    if not (match := _SHIFT.fullmatch(word)):
        return None
    start, direction = _origin(match["sign"], today, default)
    return _moved(start, direction * int(match["count"] or 1), match["unit"] or "d")


def _by_weekday(word: str, today: date, default: date) -> date | None:
    """``fri``, ``+2tue``, ``-mon`` (org-read-date-get-relative)."""
    if not (match := _BY_WEEKDAY.fullmatch(word)):
        return None
    start, direction = _origin(match["sign"], today, default)
    wanted = next(i for i, name in enumerate(_WEEKDAYS) if name.startswith(match["weekday"]))
    first = (direction * (wanted - start.weekday()) - 1) % 7 + 1
    weeks = max(int(match["count"] or 1) - 1, 0)
    return _moved(start, direction * (first + 7 * weeks), "d")


def _week(word: str, today: date, _default: date) -> date | None:
    if not (match := _WEEK.fullmatch(word)):
        return None
    year = int(match["year"] or today.year)
    day = int(match["day"] or 1) or 7
    try:
        return date.fromisocalendar(year, int(match["week"]), day)
    except ValueError:
        return None


def _date(word: str, today: date, _default: date) -> date | None:
    """The day named; without a year, or a month, the next one from today on."""
    match = next(filter(None, (pattern.fullmatch(word) for pattern in _DATES)), None)
    if match is None:
        return None
    parts, day = match.groupdict(), int(match["day"])
    if parts.get("name"):
        month = _MONTHS.index(parts["name"]) + 1
    elif parts.get("month"):
        month = int(parts["month"])
    else:
        month = today.month + (day < today.day)
        return _possible(today.year + month // 13, (month - 1) % 12 + 1, day)
    if parts["year"]:
        return _possible(int(parts["year"]), month, day)
    return _possible(today.year + ((month, day) < (today.month, today.day)), month, day)


def _spoken(word: str, today: date, _default: date) -> date | None:
    span = read_spoken(word, today)
    return span[0] if span else None


_READERS: tuple[Callable[[str, date, date], date | None], ...] = (
    _named,
    _shift,
    _by_weekday,
    _week,
    _date,
    _spoken,
)


def _origin(sign: str, today: date, default: date) -> tuple[date, int]:
    """The day that a shift is relative to, and its direction; a doubled sign means the old date."""
    return default if len(sign) == 2 else today, -1 if sign.endswith("-") else 1


def _moved(start: date, count: int, unit: str) -> date | None:
    years, months = (count, 0) if unit == "y" else (0, count if unit == "m" else 0)
    days = count * {"d": 1, "w": 7}.get(unit, 0)
    return carried_day(start.year + years, start.month + months, start.day + days)


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
