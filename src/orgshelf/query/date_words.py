"""Dates in queries, parsed into ranges of moments."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
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

    A bare number of days is the range up to that day, or with ``past`` from that day in the past
    on; any other bare date is that day, week or month.

    Raises:
        QueryError: a date cannot be parsed.
    """
    return _DateReader(call, past).moments()


@dataclass(frozen=True, slots=True)
class _DateReader:
    """Parses the dates in the arguments of a call; ``past``: they usually mean the past."""

    call: Call
    past: bool

    def moments(self) -> Moments:
        """The range of the call."""
        first = last = None
        if self.call.node.args:
            first, last = self._bare(self.call.node.args[0])
        for name, arg in self.call.node.keywords:
            if name in ("from", "on"):
                first = self._read(arg)[0]
            if name in ("to", "on"):
                last = self._read(arg)[1]
        return Moments(first, last)

    def _bare(self, arg: Arg) -> tuple[datetime | None, datetime | None]:
        """The range of an argument without a keyword."""
        if match := _RANGE.fullmatch(arg.value):
            return self._range(arg, match)
        if match := _COMPARED.fullmatch(arg.value):
            return self._compared(arg, match)
        if not _SHIFT.fullmatch(arg.value.strip()):
            return self._read(arg)
        if not self.past:
            return None, self._read(arg)[1]
        back = Arg(f"-{arg.value.strip().lstrip('+-')}", arg.span)
        return self._read(back)[0], None

    def _range(self, arg: Arg, match: re.Match[str]) -> tuple[datetime | None, datetime | None]:
        """The range of ``today..eow``; either end may be missing."""
        first, last = match["first"], match["last"]
        return (
            self._read(Arg(first, arg.span))[0] if first else None,
            self._read(Arg(last, arg.span))[1] if last else None,
        )

    def _compared(self, arg: Arg, match: re.Match[str]) -> tuple[datetime | None, datetime | None]:
        """The range of a comparison like ``<today`` or ``>=2026-11-30``."""
        first, last = self._read(Arg(match["date"], arg.span))
        with suppress(OverflowError):
            edges = {
                "<": (None, first - _SECOND),
                "<=": (None, last),
                ">": (last + _SECOND, None),
                ">=": (first, None),
                "=": (first, last),
            }
            return edges[match["sign"]]
        raise self.call.wrong(f"There is no day before or after {match['date']!r}.", arg.span)

    def _read(self, arg: Arg) -> tuple[datetime, datetime]:
        """The first and the last moment of a date."""
        try:
            return self._whole(_trimmed(arg.value))
        except DateError as error:
            problem = f"{arg.value!r} is no date: write it like 2026-11-30, today, +7, -2w or mon."
            raise self.call.wrong(problem, arg.span) from error

    def _whole(self, word: str) -> tuple[datetime, datetime]:
        if match := _MOMENT.fullmatch(word):
            day, hour, minute = self._period(match[1]).first, int(match[2]), int(match[3])
            if hour > 23 or minute > 59:
                raise DateError(word)
            first = datetime.combine(day, time(hour, minute))
            return first, first + _ALMOST_A_MINUTE
        days = self._period(word)
        return datetime.combine(days.first, time()), datetime.combine(days.last, time(23, 59, 59))

    def _period(self, word: str) -> "Period":
        from orgshelf.org.dates import Period, read_day, read_period  # most queries have no date

        today = self.call.scope.now.date()
        if _SHIFT.fullmatch(word):
            signed = word if word[0] in "+-" else f"+{word}"
            day = read_day(signed, today)
            return Period(day, day)
        if not any(char.isalnum() for char in word):
            raise DateError(word)
        if self.past and _WEEKDAY.fullmatch(word):
            word = f"-{word}"
        return read_period(word, today)


def _trimmed(word: str) -> str:
    """A date like ``<2026-11-30 Mon>`` or ``Mon, 30 Nov 2026`` without brackets and weekday."""
    bare = _TRIMMINGS.sub(" ", word) if _YEAR.search(word) else word
    return " ".join(bare.split())
