"""Dates in queries, parsed into ranges of moments."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from orgshelf.errors import DateError
from orgshelf.model import Timestamp
from orgshelf.query.spec import Call
from orgshelf.query.tree import Arg

if TYPE_CHECKING:
    from orgshelf.org.dates import Period

#: The notations for the reference, each with its meaning.
WORDS = (
    ("today", "the day itself; so yesterday and tomorrow"),
    ("7, +7, -3", "so many days from today"),
    ("+2w, -1m, +1y", "so many weeks, months or years from today"),
    ("mon", "the next Monday, or the last one where the past is asked for; -mon the last"),
    ("2026-11-30", "that day; 2026-11-30T10:00 that minute"),
    ("2026-11", "that month, from its first to its last day"),
    ("2026-W47", "that week, from Monday to Sunday"),
    ("next-week", "that week; so this-month, last-year, and in quotation marks with a blank"),
    ("eow, eom, eoy", "the last day of this week, month or year"),
    ("in-3-days", "that day; so a-week-ago, next-monday, end-of-next-month"),
    ("today..eow", "from one to the other; ..eow and today.. are open, so are <=eow and >=today"),
)

_SHIFT = re.compile(r"[-+]?[0-9]+[dwmy]?", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_MOMENT = re.compile(r"(\S.*?)(?: +|[Tt])([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_TRIMMINGS = re.compile(r"[][<>,]|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_RANGE = re.compile(r"(?!\.\.$)(?P<first>.*?)\.\.(?P<last>.*)")
#: Text in angle brackets is a timestamp, and no comparison.
_COMPARED = re.compile(r"(?P<sign>[<>]=?|=)(?P<date>.*[^>])")
_SECOND = timedelta(seconds=1)
_ALMOST_A_MINUTE = timedelta(seconds=59)


@dataclass(frozen=True, slots=True)
class Moments:
    """A range of moments, both ends included; None is an open end."""

    first: datetime | None = None
    last: datetime | None = None

    def __str__(self) -> str:
        if self.first and self.last and _short(self.first) == _short(self.last):
            return f"on {_short(self.first)}"
        edges = (("from", self.first), ("until", self.last))
        return " ".join(f"{word} {_short(edge)}" for word, edge in edges if edge is not None)

    @property
    def open(self) -> bool:
        """Whether it contains all moments."""
        return self.first is None and self.last is None

    def holds(self, stamp: Timestamp) -> bool:
        """Whether it contains the start of a timestamp."""
        if self.open:
            return True
        start = stamp.start
        if start is None:
            return False
        return (self.first is None or self.first <= start) and (
            self.last is None or start <= self.last
        )


def _short(moment: datetime) -> str:
    """The day for the first or last moment of a day, else the moment to the minute."""
    edges = (time(), time(23, 59, 59))
    return moment.date().isoformat() if moment.time() in edges else f"{moment:%Y-%m-%d %H:%M}"


def moments_of(call: Call, *, past: bool = False) -> Moments:
    """The range in the arguments of a predicate about dates.

    A bare number of days is the range from now until then, or with ``past`` from then on; any other
    bare date is that day, week or month.

    Raises:
        QueryError: a date cannot be parsed.
    """
    first = last = None
    if call.node.args:
        first, last = _bare(call, call.node.args[0], past)
    for name, arg in call.node.keywords:
        if name in ("from", "on"):
            first = _read(call, arg, past)[0]
        if name in ("to", "on"):
            last = _read(call, arg, past)[1]
    return Moments(first, last)


def _bare(call: Call, arg: Arg, past: bool) -> tuple[datetime | None, datetime | None]:
    if match := _RANGE.fullmatch(arg.value):
        return _edges(call, arg, match, past)
    if match := _COMPARED.fullmatch(arg.value):
        return _compared(call, arg, match, past)
    if not _SHIFT.fullmatch(arg.value.strip()):
        return _read(call, arg, past)
    if not past:
        return None, _read(call, arg, past)[1]
    back = Arg(f"-{arg.value.strip().lstrip('+-')}", arg.span)
    return _read(call, back, past)[0], None


def _edges(
    call: Call, arg: Arg, match: re.Match[str], past: bool
) -> tuple[datetime | None, datetime | None]:
    """The range of ``today..eow``; either end may be missing."""
    first, last = match["first"], match["last"]
    return (
        _read(call, Arg(first, arg.span), past)[0] if first else None,
        _read(call, Arg(last, arg.span), past)[1] if last else None,
    )


def _compared(
    call: Call, arg: Arg, match: re.Match[str], past: bool
) -> tuple[datetime | None, datetime | None]:
    """The range of a comparison like ``<today`` or ``>=2026-11-30``."""
    first, last = _read(call, Arg(match["date"], arg.span), past)
    with suppress(OverflowError):
        edges = {
            "<": (None, first - _SECOND),
            "<=": (None, last),
            ">": (last + _SECOND, None),
            ">=": (first, None),
            "=": (first, last),
        }
        return edges[match["sign"]]
    raise call.wrong(f"There is no day before or after {match['date']!r}.", arg.span)


def _read(call: Call, arg: Arg, past: bool) -> tuple[datetime, datetime]:
    """The first and the last moment of a date."""
    try:
        return _whole(_trimmed(arg.value), call.scope.now.date(), past)
    except DateError as error:
        problem = f"{arg.value!r} is no date: write it like 2026-11-30, today, +7, -2w or mon."
        raise call.wrong(problem, arg.span) from error


def _trimmed(word: str) -> str:
    """A date like ``<2026-11-30 Mon>`` without brackets and weekday."""
    bare = _TRIMMINGS.sub(" ", word) if _YEAR.search(word) else word
    return " ".join(bare.split())


def _whole(word: str, today: date, past: bool) -> tuple[datetime, datetime]:
    if match := _MOMENT.fullmatch(word):
        day, hour, minute = _period(match[1], today, past).first, int(match[2]), int(match[3])
        if hour > 23 or minute > 59:
            raise DateError(word)
        first = datetime.combine(day, time(hour, minute))
        return first, first + _ALMOST_A_MINUTE
    period = _period(word, today, past)
    return datetime.combine(period.first, time()), datetime.combine(period.last, time(23, 59, 59))


def _period(word: str, today: date, past: bool) -> "Period":
    from orgshelf.org.dates import Period, read_day, read_period  # most queries have no date

    if _SHIFT.fullmatch(word):
        signed = word if word[0] in "+-" else f"+{word}"
        day = read_day(signed, today)
        return Period(day, day)
    if not any(char.isalnum() for char in word):
        raise DateError(word)
    if past and _WEEKDAY.fullmatch(word):
        word = f"-{word}"
    return read_period(word, today)
