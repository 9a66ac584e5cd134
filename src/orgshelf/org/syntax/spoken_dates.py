"""Dates in English words, as people say them.

    in 3 days    two weeks ago    2 months from now   a day
    tonight      day after tomorrow    day before yesterday
    this week    next month    last year              a whole week, month or year
    next monday  this friday   last tue
    eow  eom  eoy  end of next month  start of week   a day

A week begins on Monday; ``next monday`` is never today. Hyphens stand for blanks: ``next-week``.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from orgshelf.org.syntax.timestamps import carried_day

#: The first and the last day, both included.
Span = tuple[date, date]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = f"(?P<weekday>{'|'.join(_WEEKDAYS)})(?:[a-z]*day)?"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?P<count>[0-9]{{1,4}}|an?|{'|'.join(_NUMBERS)})"
_UNIT = "(?P<unit>day|week|month|year)"
_WHICH = "(?P<which>this|next|last)"
_STEPS = {"this": 0, "next": 1, "last": -1}
_SHORT = {"w": "week", "m": "month", "y": "year"}
_DAYS = {"tonight": 0, "day after tomorrow": 2, "day before yesterday": -2}

_AHEAD = re.compile(f"(?P<ahead>in )?{_COUNT} {_UNIT}s?(?(ahead)| from now)")
_AGO = re.compile(rf"{_COUNT} {_UNIT}s? ago")
_PERIOD = re.compile(rf"{_WHICH} {_UNIT}")
_BY_WEEKDAY = re.compile(rf"{_WHICH} {_WEEKDAY}")
_EDGE = re.compile(rf"(?P<edge>end|start|beginning) of (?:the )?(?:{_WHICH} )?{_UNIT}")
_SHORT_EDGE = re.compile(r"eo(?P<unit>[wmy])")


def read_spoken(text: str, today: date) -> Span | None:
    """The days that a phrase means; None for other words and for days out of range."""
    words = " ".join(re.sub("[-_]", " ", text).lower().split()).removeprefix("the ")
    return next((span for read in _READERS if (span := read(words, today))), None)


def _shifted(words: str, today: date) -> Span | None:
    match, sign = _AHEAD.fullmatch(words), 1
    if match is None:
        match, sign = _AGO.fullmatch(words), -1
    if match is None:
        return None
    return _single(_moved(today, sign * _number(match["count"]), match["unit"]))


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 1


def _named(words: str, today: date) -> Span | None:
    days = _DAYS.get(words)
    return None if days is None else _single(_moved(today, days, "day"))


def _whole(words: str, today: date) -> Span | None:
    match = _PERIOD.fullmatch(words)
    return _around(today, match["unit"], _STEPS[match["which"]]) if match else None


def _of_week(words: str, today: date) -> Span | None:
    """``next fri`` is the first after today, ``last fri`` before it, ``this fri`` of this week."""
    match = _BY_WEEKDAY.fullmatch(words)
    if not match:
        return None
    ahead = _WEEKDAYS.index(match["weekday"]) - today.weekday()
    days = {"next": (ahead - 1) % 7 + 1, "last": ahead % 7 - 7, "this": ahead}[match["which"]]
    return _single(_moved(today, days, "day"))


def _edge(words: str, today: date) -> Span | None:
    if match := _SHORT_EDGE.fullmatch(words):
        span = _around(today, _SHORT[match["unit"]], 0)
        return span and (span[1], span[1])
    if match := _EDGE.fullmatch(words):
        span = _around(today, match["unit"], _STEPS[match["which"] or "this"])
        edge = 1 if match["edge"] == "end" else 0
        return span and (span[edge], span[edge])
    return None


_READERS: tuple[Callable[[str, date], Span | None], ...] = (
    _shifted,
    _named,
    _whole,
    _of_week,
    _edge,
)


def _around(today: date, unit: str, steps: int) -> Span | None:
    """The day, week, month or year a number of units away from today."""
    first = {
        "day": today,
        "week": _moved(today, -today.weekday(), "day"),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    start = first and _moved(first, steps, unit)
    after = start and _moved(start, 1, unit)
    return (start, after - timedelta(days=1)) if start and after else None


def _moved(start: date, count: int, unit: str) -> date | None:
    """The day a number of units later; a day past the end of its month is carried over."""
    years, months = (count, 0) if unit == "year" else (0, count if unit == "month" else 0)
    days = count * {"day": 1, "week": 7}.get(unit, 0)
    return carried_day(start.year + years, start.month + months, start.day + days)


def _single(day: date | None) -> Span | None:
    return (day, day) if day else None
