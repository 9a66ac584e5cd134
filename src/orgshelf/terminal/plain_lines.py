"""Entries as plain lines."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from orgshelf.shelf.entries import Entry
from orgshelf.terminal.columns import aligned
from orgshelf.text import one_line

if TYPE_CHECKING:
    from orgshelf.store.library import Library


def plain(library: "Library", entries: Iterable[Entry]) -> Iterator[str]:
    """One line an entry: id, state, kind, title below its work, deadline, FILE:LINE."""
    return aligned(
        (
            library.short_ids[entry.id],
            entry.heading.keyword or "-",
            one_line(entry.kind),
            full_title(entry),
            _deadline(entry),
            f"{one_line(entry.file)}:{entry.heading.line}",
        )
        for entry in entries
    )


def _deadline(entry: Entry) -> str:
    deadline = entry.heading.planning.deadline
    return f"due {deadline.iso}" if deadline and deadline.iso and entry.pending else ""


def full_title(entry: Entry) -> str:
    """The title, after those of the work and the parts it is below."""
    if entry.work is None or entry.work is entry:
        return one_line(entry.heading.title)
    below = entry.path[len(entry.work.path) :]
    return one_line(" › ".join((*below, entry.heading.title)))
