"""Done of total: what counts as an item, a work and a page, and how they group."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from orgshelf.errors import UsageError
from orgshelf.model import Progress, Status
from orgshelf.progress.reading import is_begun, progress_read
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.keyword_meanings import means_begun
from orgshelf.shelf.property_values import finish_date

#: What ``recent`` looks back over.
RECENT_DAYS = 30


class Group(NamedTuple):
    """The items of one kind, work, tag, file or year; ``recent`` were finished lately.

    A work that is read by pages counts them instead of itself.
    """

    name: str
    kind: str | None
    progress: Progress
    recent: int


def tally(entries: Iterable[Entry]) -> Progress:
    """Done, total and dropped over the items among the entries, each counted once."""
    done = total = given_up = 0
    for entry in entries:
        if entry.is_item:
            total += 1
            done += entry.heading.done
            given_up += entry.given_up
    return Progress(done, total, given_up)


def is_counted(entry: Entry) -> bool:
    """Whether a group has an entry: it is an item, or a work that is not hidden."""
    return entry.heading.keyword is not None or (entry.role is Role.WORK and not entry.hidden)


def finished_at(entry: Entry) -> datetime | None:
    """When a done item was finished: its CLOSED, else a property such as ``FINISHED``."""
    if not entry.heading.done:
        return None
    closed = entry.heading.planning.closed
    return (closed.start if closed else None) or finish_date(entry.heading)


#: How ``progress --by`` groups beside the values of a property.
GROUPINGS = ("kind", "work", "tag", "file", "author", "year")
#: The group of what has no tag, no author, or whatever it is grouped by.
NO_GROUP = "(none)"


def groupings(properties: Iterable[str]) -> list[str]:
    """All that can be grouped by: the words of GROUPINGS, then the names of properties."""
    words = {word.upper() for word in GROUPINGS}
    return [*GROUPINGS, *sorted(name for name in set(properties) if name not in words)]


def grouping(by: str, properties: Callable[[], Iterable[str]]) -> str:
    """A word of GROUPINGS, else the name of a property, however it is written.

    Raises:
        UsageError: it is neither; ``properties`` gives the names there are.
    """
    if by.lower() in GROUPINGS:
        return by.lower()
    known = set(properties())
    if by.upper() not in known:
        raise UsageError(f"Nothing here has a {by!r}: use one of {', '.join(groupings(known))}.")
    return by.upper()


def counted(entry: Entry) -> Progress:
    """How far a work is read, else the items at and below an entry."""
    return progress_read(entry) or entry.progress


def done_of(entry: Entry) -> int | None:
    """How much of what is counted is done, in percent; None where there is nothing to count."""
    progress = counted(entry)
    return progress.percent if progress.total else None


def in_progress(entry: Entry) -> bool:
    """Whether it has been begun: its keyword means so, or a part is done."""
    keyword = entry.heading.keyword
    if keyword is None or entry.heading.done:
        return False
    return means_begun(keyword, entry.document) or entry.progress.done > 0


def status(entry: Entry) -> Status:
    """How far an entry is, by its keyword; without one by its parts or by how far it is read."""
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


#: The order of works.
STATUSES = (
    Status.IN_PROGRESS,
    Status.PAUSED,
    Status.FINISHED,
    Status.GIVEN_UP,
    Status.NOT_STARTED,
    Status.UNTRACKED,
)


def rank(status: Status) -> int:
    """A status' place in the order of works."""
    return STATUSES.index(status)


def works_of(entries: Iterable[Entry]) -> list[Entry]:
    """The works among the entries, without what is commented out or archived."""
    return [entry for entry in entries if entry.role is Role.WORK and not entry.hidden]


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """Each name with the spelling that stands for it: the one with the most of its accents."""
    from orgshelf.shelf.spelling import folded

    known = sorted(set(names))
    spelling = {folded(name): name for name in known}  # accents sort after plain letters
    return {name: spelling[folded(name)] for name in known}


def tag_counts(entries: Sequence[Entry]) -> dict[str, int]:
    """How many of the entries carry each tag, inherited ones counted, the most used first."""
    counts: dict[str, int] = {}
    for entry in entries:
        for tag in entry.heading.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
