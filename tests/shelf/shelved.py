"""Entries out of a text, for the tests of what headings mean."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.shelf.classification import classify
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.kinds import make_kinds
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory

DROPPED = frozenset({"CANCELLED"})


def shelve(
    text: str, file: str = "notes.org", kinds: Mapping[str, Iterable[str]] | None = None
) -> Sequence[Entry]:
    """The entries of one file with this text."""
    document = read(Lines.from_bytes(dedent(text).encode("utf-8", "surrogateescape")), file)
    return classify(document, make_kinds(kinds or {}), DROPPED)


def library_of(text: str, now: datetime, file: str = "notes.org") -> Library:
    """The library of one file with this text; the file itself is gone again."""
    with TemporaryDirectory() as folder:
        (Path(folder) / file).write_bytes(dedent(text).encode("utf-8", "surrogateescape"))
        return library_in_memory(Path(folder), Config(dropped=DROPPED), now)


def named(entries: Sequence[Entry], title: str) -> Entry:
    """The only entry of this title."""
    (found,) = (entry for entry in entries if entry.heading.title == title)
    return found


def titles(entries: Iterable[Entry]) -> list[str]:
    """The titles of entries, in their order."""
    return [entry.heading.title for entry in entries]
