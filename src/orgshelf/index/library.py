"""A library that works from the index: what is not asked for is not read."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgshelf.errors import FileChangedError, NotFoundError
from orgshelf.index.conditions import conditions_of
from orgshelf.index.found import Everything, Found, Lazy, ids_that
from orgshelf.index.functions import prepare
from orgshelf.index.refresh import refresh
from orgshelf.index.schema import PLACE_BITS, decoded, path_key
from orgshelf.index.short_ids import ShortIds
from orgshelf.index.stored import Reread, Stored, StoredDocument
from orgshelf.library import Library, Ticker, parse, place
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query import Query
from orgshelf.shelf.query.sql import EVERYTHING, Condition, both, mentioning
from orgshelf.storage import database

if TYPE_CHECKING:
    from datetime import date, datetime

    from orgshelf.org.document import Document
    from orgshelf.shelf.kept import Brief, Tell
    from orgshelf.shelf.progress.counts import Group
    from orgshelf.shelf.progress.numbers import Numbers
    from orgshelf.storage.config import Config


def open_library(
    root: Path, config: "Config", now: "datetime", tick: Ticker | None = None
) -> "IndexedLibrary | None":
    """The notes by their index, made or brought up to date first; None where none can be had.

    An index that is broken is made anew once.
    """
    for _ in range(2):
        try:
            return _current(database.connect(root), root, config, now, tick)
        except sqlite3.OperationalError as error:
            if "malformed" not in str(error):
                return None  # locked, read-only, no room, or a SQLite without what it takes
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            pass  # the second where SQLite cites broken bytes
        except OSError:
            return None
        database.discard(root)
    return None


def library_in_memory(
    root: Path, config: "Config", now: "datetime", tick: Ticker | None = None
) -> "IndexedLibrary":
    """The notes by an index that is made for this run alone."""
    return _current(database.connect_in_memory(), root, config, now, tick)


def _current(
    connection: sqlite3.Connection,
    root: Path,
    config: "Config",
    now: "datetime",
    tick: Ticker | None,
) -> "IndexedLibrary":
    unreadable: list[tuple[str, str]] = []
    try:
        prepare(connection)
        refresh(connection, root, config, lambda *skipped: unreadable.append(skipped), tick)
    except BaseException:
        connection.close()
        raise
    stored = Stored(connection, config.org, _rereader(connection, root, config))
    return IndexedLibrary(
        root,
        config,
        now,
        Lazy(lambda: [stored.document(number) for number in stored.numbers()]),
        Everything(stored),
        tuple(sorted(unreadable)),
        connection=connection,
        stored=stored,
    )


def _rereader(connection: sqlite3.Connection, root: Path, config: "Config") -> Reread:
    def reread(name: str) -> "Document":
        from orgshelf.hashing import sha1_hex
        from orgshelf.org.lines import Lines
        from orgshelf.storage import files

        note = files.read(root / name, root)
        query = "SELECT digest FROM file WHERE key = ?"
        known = connection.execute(query, (path_key(name),)).fetchone()
        if known is None or known[0] != sha1_hex(note.content):
            raise FileChangedError(name)
        return parse(Lines.from_bytes(note.content), name, root, config)

    return reread


@dataclass(frozen=True, eq=False, kw_only=True)
class IndexedLibrary(Library):
    """A library whose entries come from the index, those alone that are asked for."""

    connection: sqlite3.Connection
    stored: Stored

    @cached_property
    def short_ids(self) -> Mapping[str, str]:
        """Each entry's id as a person types it."""
        return ShortIds(self.connection)

    def select(self, query: Query) -> Sequence[Entry]:
        """The entries of a listing."""
        return self._found(query, listing=True)

    def matching(self, query: Query) -> Sequence[Entry]:
        """All entries that a query asks for, whatever their state."""
        return self._found(query, listing=False)

    def _found(self, query: Query, *, listing: bool) -> Sequence[Entry]:
        condition = conditions_of(query, self.connection, listing=listing)
        return self.entries if condition == EVERYTHING else self._that(condition)

    def _that(self, condition: Condition) -> Found:
        """The entries that meet a condition."""
        return Found(self.stored, lambda: ids_that(self.stored, condition))

    def sort(self, entries: Sequence[Entry], order: str) -> Sequence[Entry]:
        """The entries of a listing in another order (see ``shelf.order.sort_entries``)."""
        if not isinstance(entries, Found):
            return super().sort(entries, order)
        from orgshelf.shelf.order import places

        return entries.arranged(places(entries, order, self.now.isoformat()))

    def next_up(self, query: Query, most: int) -> list[Entry]:
        """What to take up next of what a query asks for (see ``shelf.order.next_up``)."""
        from orgshelf.index.next_up import next_up

        condition = conditions_of(query, self.connection, listing=True)
        return next_up(self.stored, condition, most)

    def works(self, query: Query) -> Sequence[Entry]:
        """The works among what a query asks for, without what is commented out or archived."""
        works = Condition("h.role = 'work' AND NOT h.hidden")
        return self._that(both((self._condition(query), works)))

    def pending_ids(self, start: str) -> Iterable[tuple[str, str]]:
        """The short ids of pending items that begin so, each with the title."""
        from orgshelf.index.finding import pending

        for id_, title in pending(self.connection, start):
            if (short := self.short_ids[id_]).startswith(start):
                yield short, title

    def _condition(self, query: Query) -> Condition:
        """What a query asks for, whatever its state."""
        return conditions_of(query, self.connection, listing=False)

    def briefs(self, query: Query, tell: "Tell") -> "Sequence[Brief] | None":
        """All headings by texts that are kept; None where a query asks for some alone."""
        from orgshelf.index.briefs import briefs

        if self._condition(query) != EVERYTHING:
            return None
        return briefs(self.stored, tell)

    def groups(self, query: Query, by: str) -> "list[Group]":
        """Progress per kind, work, tag, author or whatever (see ``shelf.progress.counts.group``).

        Raises:
            UsageError: nothing here can be grouped so.
        """
        from orgshelf.index import numbers

        if by not in numbers.GROUPINGS:
            return super().groups(query, by)
        return numbers.groups(self.stored, self._condition(query), by, self.now)

    def tag_counts(self, query: Query) -> dict[str, int]:
        """How many headings that a query asks for have each tag, the most used first."""
        from orgshelf.index.tags import tag_counts

        return tag_counts(self.connection, self._condition(query))

    def numbers(self, query: Query, works: int | None = None) -> "Numbers":
        """All numbers of what a query asks for, with at most so many works."""
        from orgshelf.index import measuring
        from orgshelf.shelf.progress.concluding import concluded

        found = measuring.found(self.stored, self._condition(query), self.now, works)
        return concluded(found, self.goals(), self.now)

    def finished(self, query: Query) -> "dict[date, int]":
        """How many items that a query asks for were finished on each day."""
        from orgshelf.index import measuring

        return measuring.finished(self.stored, self._condition(query), self.now)

    def property_names(self) -> Collection[str]:
        """The names, in upper case, of every property that a heading has or inherits."""
        return {decoded(row[0]) for row in self._rows("SELECT DISTINCT name FROM property")}

    def kinds(self) -> set[str]:
        """Every kind that a heading is of."""
        return {decoded(row[0]) for row in self._rows("SELECT DISTINCT kind FROM heading")}

    def keywords(self) -> set[str]:
        """Every TODO keyword that a file knows."""
        rows = self._rows("SELECT DISTINCT pairs FROM file")
        return {name for (p,) in rows for name in self.stored.settings(p).keywords.names}

    def refresh(self) -> None:
        """Take note of what was changed just now, so that the next run need not."""
        with suppress(sqlite3.Error):  # the next run does it then
            refresh(self.connection, self.root, self.config, lambda *_: None, None)

    def mentioning(self, word: str) -> Sequence[Entry]:
        """The entries with a word, in lower case, anywhere in their text; perhaps more."""
        return self._that(mentioning(word))

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, values).fetchall()

    def find(self, ref: str) -> list[Entry]:
        """The headings a REF can mean (see ``shelf.refs``); more than one is ambiguous.

        Raises:
            NotFoundError: none.
        """
        from orgshelf.index.finding import candidates
        from orgshelf.shelf import refs

        ids = candidates(self.connection, ref, self.names)
        if ids is not None:
            ranks = {number: rank for rank, number in enumerate(self.stored.numbers())}
            ids.sort(key=lambda id_: (ranks[id_ >> PLACE_BITS], id_))
            with suppress(NotFoundError):
                return refs.resolve(self.stored.entries(ids), ref, self.names)
        return super().find(ref)  # which knows what is near to it

    def opened(self, entries: Sequence[Entry]) -> list[Entry]:
        """The same headings, their files read whole, as those need who change them.

        Raises:
            FileChangedError: somebody wrote to a file since this library was opened.
        """
        for file in {entry.file for entry in entries} - self._opened.keys():
            self._opened[file] = place(self.stored.reread(file), self.config)
        return [self._opened[entry.file][entry.place] for entry in entries]

    @cached_property
    def _opened(self) -> dict[str, Sequence[Entry]]:
        return {}

    def document_entries(self, entry: Entry) -> Sequence[Entry]:
        """All entries of the file that the entry is in."""
        if isinstance(entry.document, StoredDocument):
            return entry.document.entries()
        return self._opened[entry.file]

    def below(self, entry: Entry) -> Sequence[Entry]:
        """The entries under this one, itself left out."""
        if isinstance(entry.document, StoredDocument):
            return entry.document.entries(entry.place + 1, entry.stop)
        return super().below(entry)
