"""Titles, dates and progress in words, the same in all formats for readers."""

from collections.abc import Iterator
from datetime import date

from orgshelf.export.encodable import one_line
from orgshelf.export.source_text import written_title
from orgshelf.export.summary import Counted
from orgshelf.model import Heading, Timestamp
from orgshelf.org.syntax.plain_words import readable_title
from orgshelf.shelf.entries import Entry


def title_words(entry: Entry) -> str:
    """An entry's title on one line; ``(no title)`` if it is empty."""
    title = entry.heading.title
    if "{{{" in title:
        title = readable_title(written_title(entry))
    return one_line(title) or "(no title)"


def bar(counted: Counted, size: int, signs: str) -> str:
    """A bar of ``size`` cells from two characters, for done and left; full only if all is done."""
    progress = counted.progress
    filled = size * progress.done // progress.total if progress.total else 0
    return signs[0] * filled + signs[1] * (size - filled)


def fraction(counted: Counted) -> str:
    """Progress as a fraction: ``3/9``, ``312/777 pages``."""
    if counted.unit == "percent":
        return f"{counted.progress.percent}%"
    unit = "" if counted.unit == "items" else f" {counted.unit}"
    return f"{counted.progress.done}/{counted.progress.total}{unit}"


def due(heading: Heading, today: date) -> Iterator[str]:
    """The priority, the deadline, ``overdue`` if it is past, and the schedule, in words."""
    if heading.priority:
        yield f"priority {heading.priority}"
    deadline, scheduled = heading.planning.deadline, heading.planning.scheduled
    if deadline:
        late = deadline.day is not None and deadline.day < today
        yield f"{'overdue since' if late else 'deadline'} {_when(deadline)}"
    if scheduled:
        yield f"scheduled {_when(scheduled)}"


def _when(stamp: Timestamp) -> str:
    """The date and time of a timestamp to read; an invalid date as it is written."""
    return stamp.iso.replace("T", " ") if stamp.iso else stamp.raw.strip("<>[]")
