"""Done of total: which items and works count, their status, and how they are grouped."""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from orgshelf.errors import UsageError
from orgshelf.model import Heading, Progress, Status
from orgshelf.progress.reading import is_begun, progress_read
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.keyword_meanings import means_begun

#: The days that ``recent`` covers.
RECENT_DAYS = 30
#: Properties with the day of completion, for entries without CLOSED.
_FINISHED = ("FINISHED", "DATE_FINISHED", "FINISHED_ON", "DATE_READ", "READ_ON", "COMPLETED")
_DAY = r"[\[<]?(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\b[^\]>]*[\]>]?"


class Group(NamedTuple):
    """The progress of one kind, work, tag, file or year; ``recent`` items were finished lately.

    A work with page numbers counts its pages instead of itself.
    """

    name: str
    kind: str | None
    progress: Progress
    recent: int


def tally(entries: Iterable[Entry]) -> Progress:
    """The progress of the items among the entries."""
    done = total = given_up = 0
    for entry in entries:
        if entry.is_item:
            total += 1
            done += entry.heading.done
            given_up += entry.given_up
    return Progress(done, total, given_up)


def is_counted(entry: Entry) -> bool:
    """Whether groups include an entry: an item, or a work that is not hidden."""
    return entry.heading.keyword is not None or (entry.role is Role.WORK and not entry.hidden)


def finished_at(entry: Entry) -> datetime | None:
    """When a done item was finished: CLOSED, else a property such as ``FINISHED``; else None."""
    if not entry.heading.done:
        return None
    closed = entry.heading.planning.closed
    return (closed.start if closed else None) or _finish_date(entry.heading)


def _finish_date(heading: Heading) -> datetime | None:
    """The day in a property such as ``FINISHED``: a timestamp, or ``2026-03-20``."""
    if not heading.properties:
        return None
    days = (re.fullmatch(_DAY, value.strip()) for name in _FINISHED if (value := heading.get(name)))
    for found in filter(None, days):
        with suppress(ValueError):
            return datetime.fromisoformat(found["day"])
    return None


#: The groupings of ``progress --by`` beside the names of properties.
GROUPINGS = ("kind", "work", "tag", "file", "author", "year")
#: The group of entries without a value.
NO_GROUP = "(none)"


def groupings(properties: Iterable[str]) -> list[str]:
    """All groupings: the words of GROUPINGS, then the names of properties."""
    words = {word.upper() for word in GROUPINGS}
    return [*GROUPINGS, *sorted(name for name in set(properties) if name not in words)]


def grouping(by: str, properties: Callable[[], Iterable[str]]) -> str:
    """A word of GROUPINGS in lower case, or the name of a property in upper case.

    Raises:
        UsageError: it is neither; ``properties`` returns the known names.
    """
    if by.lower() in GROUPINGS:
        return by.lower()
    known = set(properties())
    if by.upper() not in known:
        raise UsageError(f"Nothing here has a {by!r}: use one of {', '.join(groupings(known))}.")
    return by.upper()


def counted(entry: Entry) -> Progress:
    """How far a work has been read, else the progress of the items at and below an entry."""
    return progress_read(entry) or entry.progress


def done_of(entry: Entry) -> int | None:
    """The progress of an entry in percent; None without anything to count."""
    progress = counted(entry)
    return progress.percent if progress.total else None


def in_progress(entry: Entry) -> bool:
    """Whether an item has been begun: by its keyword, or by a part that is done."""
    keyword = entry.heading.keyword
    if keyword is None or entry.heading.done:
        return False
    return means_begun(keyword, entry.document) or entry.progress.done > 0


def status(entry: Entry) -> Status:
    """The status of an entry: by its keyword, else by its parts or by how far it has been read."""
    if entry.heading.keyword is not None:
        return _status_of_item(entry)
    progress = counted(entry)
    begun = progress.done > 0 or is_begun(entry)
    if not progress.total:
        return Status.IN_PROGRESS if begun else Status.UNTRACKED
    if progress.done < progress.total:
        return Status.IN_PROGRESS if begun else Status.NOT_STARTED
    return Status.GIVEN_UP if progress.dropped == progress.total else Status.FINISHED


def _status_of_item(entry: Entry) -> Status:
    if entry.heading.done:
        return Status.GIVEN_UP if entry.given_up else Status.FINISHED
    if (entry.heading.keyword or "").upper() in entry.document.org.paused:
        return Status.PAUSED
    return Status.IN_PROGRESS if in_progress(entry) or is_begun(entry) else Status.NOT_STARTED


#: The statuses in the order of works.
STATUSES = (
    Status.IN_PROGRESS,
    Status.PAUSED,
    Status.FINISHED,
    Status.GIVEN_UP,
    Status.NOT_STARTED,
    Status.UNTRACKED,
)


def rank(status: Status) -> int:
    """The position of a status in the order of works."""
    return STATUSES.index(status)


def works_of(entries: Iterable[Entry]) -> list[Entry]:
    """The works among the entries, without commented and archived ones."""
    return [entry for entry in entries if entry.role is Role.WORK and not entry.hidden]


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """For each name the preferred one of its spellings, the one with accents."""
    from orgshelf.shelf.spelling import folded

    known = sorted(set(names))
    spelling = {folded(name): name for name in known}  # accents sort after plain letters
    return {name: spelling[folded(name)] for name in known}


def tag_counts(entries: Sequence[Entry]) -> dict[str, int]:
    """The number of entries with each tag, own or inherited, the most used first."""
    counts: dict[str, int] = {}
    for entry in entries:
        for tag in entry.heading.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
