"""Short words for numbers and dates, the same in every report to read."""

from collections.abc import Iterator
from datetime import date

from orgshelf.export.encodable import one_line
from orgshelf.export.source_text import written_title
from orgshelf.export.summary import Counted
from orgshelf.model import Heading, Timestamp
from orgshelf.org.syntax.plain_words import readable_title
from orgshelf.shelf.entries import Entry


def title_words(entry: Entry) -> str:
    """A title on one line; a heading may have no words."""
    title = entry.heading.title
    if "{{{" in title:
        title = readable_title(written_title(entry))
    return one_line(title) or "(no title)"


def bar(counted: Counted, size: int, signs: str) -> str:
    """A bar of ``size`` cells, done and left as the two signs; full only when all is done."""
    progress = counted.progress
    filled = size * progress.done // progress.total if progress.total else 0
    return signs[0] * filled + signs[1] * (size - filled)


def fraction(counted: Counted) -> str:
    """Done of total: ``3/9``, ``312/777 pages``."""
    if counted.unit == "percent":
        return f"{counted.progress.percent}%"
    unit = "" if counted.unit == "items" else f" {counted.unit}"
    return f"{counted.progress.done}/{counted.progress.total}{unit}"


def due(heading: Heading, today: date) -> Iterator[str]:
    """What presses: priority, deadline and schedule, ``overdue`` where the deadline is past."""
    if heading.priority:
        yield f"priority {heading.priority}"
    deadline, scheduled = heading.planning.deadline, heading.planning.scheduled
    if deadline:
        late = deadline.day is not None and deadline.day < today
        yield f"{'overdue since' if late else 'deadline'} {_when(deadline)}"
    if scheduled:
        yield f"scheduled {_when(scheduled)}"


def _when(stamp: Timestamp) -> str:
    """Date and time as a person writes them; an impossible date as it stands."""
    return stamp.iso.replace("T", " ") if stamp.iso else stamp.raw.strip("<>[]")
