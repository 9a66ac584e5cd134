"""The notes as data: headings and what hangs on them. No I/O, no Org text is parsed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(eq_default=False, frozen_default=True)
def frozen_for_mypy(cls: type[T]) -> type[T]:
    """Make a dataclass, compared by identity, that is frozen for the type checker alone.

    To make an object of a dataclass that is frozen at run time takes ten times as long, which
    counts where there is one for each heading.
    """
    return dataclass(eq=False, slots=True, weakref_slot=True)(cls)


class Timestamp(NamedTuple):
    """An Org timestamp, as written and as read.

    ``raw`` has its brackets. ``day`` is None where the calendar has no such date.
    ``minutes`` and ``end_minutes`` count from midnight; None without a time of day.
    ``repeater`` (``.+1w/2w``) and ``warning`` (``-3d``) are as written.
    """

    raw: str
    day: date | None
    minutes: int | None = None
    end_minutes: int | None = None
    repeater: str | None = None
    warning: str | None = None

    @property
    def active(self) -> bool:
        """Whether it is in angle brackets, so that it counts for an agenda."""
        return self.raw.startswith("<")

    @property
    def start(self) -> datetime | None:
        """The moment it begins, midnight without a time of day."""
        if self.day is None:
            return None
        midnight = datetime.combine(self.day, datetime.min.time())
        try:
            return midnight + timedelta(minutes=self.minutes or 0)
        except OverflowError:
            return None

    @property
    def iso(self) -> str | None:
        """ISO 8601: a date, or a date and time to the minute."""
        if self.minutes is None:
            return self.day.isoformat() if self.day else None
        return self.start.isoformat(timespec="minutes") if self.start else None


class Planning(NamedTuple):
    """The stamps of a heading's planning line."""

    scheduled: Timestamp | None = None
    deadline: Timestamp | None = None
    closed: Timestamp | None = None


NO_PLANNING = Planning()


class Link(NamedTuple):
    """An Org link; ``description`` is None for a bare one."""

    target: str
    description: str | None = None


class Quote(NamedTuple):
    """A quote block: its text, the page it is from, its first line in the file (from 1)."""

    text: str
    page: str | None
    line: int


class Checkbox(NamedTuple):
    """A checkbox: the line of its item (from 1), the box, the text beside it, its depth."""

    line: int
    mark: str
    text: str
    depth: int


class StateChange(NamedTuple):
    """One change of state as the log keeps it; ``state`` is None when it was taken away."""

    state: str | None
    previous: str | None
    when: Timestamp
    note: str = ""


class LoggedNote(NamedTuple):
    """A note in an entry's log, and when it was taken."""

    when: Timestamp
    text: str


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes that pass from one local time to another (org-clock-sum).

    Where clocks are changed meanwhile it is that hour more or less.
    """
    try:
        seconds = end.timestamp() - start.timestamp()
    except (OverflowError, ValueError, OSError):  # a year that the system's clock does not know
        seconds = (end - start).total_seconds()
    return int(seconds // 60)


class Clock(NamedTuple):
    """One CLOCK line; ``end`` is None while the clock runs.

    ``noted`` are the minutes of one that has no times, whose stamps have no day either.
    """

    start: Timestamp
    end: Timestamp | None
    noted: int | None = None

    @property
    def minutes(self) -> int:
        """Whole minutes; 0 while it runs, where it is broken or has no times of day."""
        if self.noted is not None:
            return self.noted
        if self.end is None or self.start.minutes is None or self.end.minutes is None:
            return 0
        start, end = self.start.start, self.end.start
        return max(minutes_between(start, end), 0) if start and end else 0


@frozen_for_mypy
class Heading:
    """One Org headline with its own entry text, up to the next headline.

    ``line`` and ``end`` count from 1, both included; ``body`` is the first line after the
    planning line and the property drawer. ``parent`` is an index into the document's headings.
    ``text`` is what stands between priority and tags; ``title`` is that as a person reads it,
    links as their description and statistics cookies off. ``tags`` are the file's and the
    ancestors' first. ``properties`` are the heading's own, with upper-case names;
    ``inherited`` adds the ancestors' and the file's. Both keep the value ``nil`` as text,
    which means "none" and stops inheritance; ``get`` reads it so. ``commented`` says that the
    title of it or of a heading above it begins with COMMENT.
    """

    line: int
    end: int
    body: int
    level: int
    parent: int | None
    keyword: str | None
    done: bool
    priority: str | None
    text: str
    title: str
    local_tags: tuple[str, ...]
    tags: tuple[str, ...]
    planning: Planning
    properties: Mapping[str, str]
    inherited: Mapping[str, str]
    commented: bool

    @property
    def archived(self) -> bool:
        """Whether it or a heading above it has Org's ARCHIVE tag."""
        return "ARCHIVE" in self.tags

    def get(self, name: str, *, inherit: bool = False) -> str | None:
        """A property's value by its upper-case name; None where it is unset or ``nil``."""
        value = (self.inherited if inherit else self.properties).get(name)
        return None if value == "nil" else value


@dataclass(frozen=True, slots=True)
class Progress:
    """Done of total; ``dropped`` ones are among the done, as Org counts them."""

    done: int = 0
    total: int = 0
    dropped: int = 0

    @property
    def percent(self) -> int:
        """Whole percent, rounded down as Org's cookies are; 0 of nothing is 0."""
        return 100 * self.done // self.total if self.total else 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.done + other.done, self.total + other.total, self.dropped + other.dropped
        )


class Status(StrEnum):
    """How far a work is, by its keyword or by its parts."""

    UNTRACKED = "untracked"
    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    PAUSED = "paused"
    FINISHED = "finished"
    GIVEN_UP = "given up"
