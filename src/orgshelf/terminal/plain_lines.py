"""Entries as plain lines."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from orgshelf.shelf.entries import Entry
from orgshelf.terminal.columns import aligned
from orgshelf.text import one_line

if TYPE_CHECKING:
    from orgshelf.store.library import Library


def plain(library: "Library", entries: Iterable[Entry]) -> Iterator[str]:
    """One line an entry: id, state, kind, title below its work, dates and marks, FILE:LINE."""
    return aligned(
        (
            library.short_ids[entry.id],
            entry.heading.keyword or "-",
            one_line(entry.kind),
            full_title(entry),
            "  ".join(filter(None, (_dates(entry), marks(entry)))),
            f"{one_line(entry.file)}:{entry.heading.line}",
        )
        for entry in entries
    )


def _dates(entry: Entry) -> str:
    """When a pending entry is due, and for when it is scheduled."""
    if not entry.pending:
        return ""
    planning = entry.heading.planning
    stamps = (("due", planning.deadline), ("scheduled", planning.scheduled))
    return "  ".join(f"{word} {stamp.iso}" for word, stamp in stamps if stamp and stamp.iso)


def marks(entry: Entry) -> str:
    """Its priority and its own tags: ``!A #gpu``."""
    return " ".join(filter(None, (priority(entry), tags(entry))))


def priority(entry: Entry) -> str:
    """``!A``; nothing where it has none."""
    return one_line(f"!{entry.heading.priority}") if entry.heading.priority else ""


def tags(entry: Entry) -> str:
    """Its own tags: ``#gpu #maths``."""
    return one_line(" ".join(f"#{tag}" for tag in entry.heading.local_tags))


def own_title(entry: Entry) -> str:
    """The title of the heading, or ``(no title)``."""
    return one_line(entry.heading.title) or "(no title)"


def full_title(entry: Entry) -> str:
    """The title, after those of the work and the parts it is below."""
    if entry.work is None or entry.work is entry:
        return own_title(entry)
    below = entry.path[len(entry.work.path) :]
    return one_line(" › ".join((*below, own_title(entry))))
