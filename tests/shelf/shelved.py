"""Entries out of a text, for the tests of what headings mean."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import dedent

from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.shelf.entries import Entry, place
from orgshelf.shelf.kinds import make_kinds

DROPPED = frozenset({"CANCELLED"})


def shelve(
    text: str, file: str = "notes.org", kinds: Mapping[str, Iterable[str]] | None = None
) -> tuple[Entry, ...]:
    """The entries of one file with this text."""
    document = read(Lines.from_bytes(dedent(text).encode("utf-8", "surrogateescape")), file)
    return place(document, make_kinds(kinds or {}), DROPPED)


def named(entries: Sequence[Entry], title: str) -> Entry:
    """The only entry of this title."""
    (found,) = (entry for entry in entries if entry.heading.title == title)
    return found


def titles(entries: Iterable[Entry]) -> list[str]:
    """The titles of entries, in their order."""
    return [entry.heading.title for entry in entries]
