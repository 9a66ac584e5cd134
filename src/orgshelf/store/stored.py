"""Entries made again from the rows of the index, as many as are wanted."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from orgshelf.errors import FileChangedError
from orgshelf.model import Heading, Progress
from orgshelf.org.entry_spans import FILE
from orgshelf.shelf.entries import Entry, Role
from orgshelf.store.tables import (
    PLACE_BITS,
    corrupt_rows_as_errors,
    data_version,
    decoded,
    encoded,
    heading_of,
    parted,
    path_key,
    path_name,
    span,
    words_of,
)

if TYPE_CHECKING:
    from orgshelf.org.document import Document
    from orgshelf.org.entry_spans import Spans
    from orgshelf.org.lines import Lines
    from orgshelf.org.preamble import FileSettings
    from orgshelf.org.settings import OrgSettings
    from orgshelf.store.config import Config

_COLUMNS = (
    "id, parent, work, place, size, hash, kind, role, level, line, lines, above_body, keyword,"
    " done, commented, priority, text, title, tags, planning, properties, merged, items_done,"
    " items, items_dropped, dropped"
)
_ROWS = f"SELECT {_COLUMNS} FROM heading WHERE id IN (SELECT value FROM json_each(?))"
_FILE = "key, headings, stray, tags, pairs, properties"
_ROLES = {role.value: role for role in Role}

#: So many texts are read at once for who goes through a file.
_AHEAD = 200


class StoredDocument:
    """A file as the index knows it; the rest is read from the notes when it is asked for."""

    def __init__(self, stored: "Stored", number: int, row: Sequence[Any]) -> None:
        key, self.count, stray, tags, self._pairs, properties = row
        self.file = path_name(key)
        self.has_stray_bytes = bool(stray)
        self.properties = self.inherited = dict(parted(properties))
        self.tags = words_of(tags)
        self._span = span(number)
        self._stored = stored
        self._at_hand: tuple[int | None, tuple[str, ...]] = (None, ())
        self._text_at_hand: tuple[int | None, int, str] = (None, 0, "")

    @cached_property
    def settings(self) -> "FileSettings":
        """What the file says of itself."""
        return self._stored.settings(self._pairs)

    @cached_property
    def org(self) -> "OrgSettings":
        """The user's Org variables as the file changes them."""
        from orgshelf.org.settings import with_startup

        return with_startup(self._stored.org, self.settings.startup)

    @property
    def lines(self) -> "Lines":
        """Its text."""
        return self._whole.lines

    @property
    def top(self) -> Heading:
        """The file itself as the heading above all others, of level 0."""
        return self._whole.top

    @property
    def spans(self) -> "Spans":
        """Where its entries are."""
        return self._whole.spans

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings in order."""
        return tuple(entry.heading for entry in self.entries())

    def entries(self, start: int = 0, stop: int | None = None) -> list[Entry]:
        """Its entries, or those from one place up to another."""
        return self._stored.entries(self._ids[start:stop])

    def namesakes(self, entry: Entry) -> int:
        """How many of its entries have the title of one, and so have those above them."""
        found = self._stored.titled(self._span, entry.heading.title)
        return sum(other.path == entry.path for other in found)

    @cached_property
    def _ids(self) -> Sequence[int]:
        """The ids of its headings by their places."""
        first, last = self._span
        return self._stored.ids((first + 1, last))

    def _id(self, place: int) -> int:
        return self._span[0] if place == FILE else self._ids[place]

    @cached_property
    def _whole(self) -> "Document":
        return self._stored.reread(self.file)

    def title(self, place: int) -> str:
        """The title of a heading."""
        return self.headings[place].title

    def places_titled(self, title: str) -> Iterator[int]:
        """The places of the headings with a title, in order."""
        return self._whole.places_titled(title)

    def entry_lines(self, place: int) -> tuple[str, ...]:
        """The lines of a heading's entry; those asked for last are at hand."""
        if self._at_hand[0] != place:
            lines = tuple(self._stored.text(self._id(place)).split("\n"))
            # No text is one blank line, but above a headline that the file begins with.
            is_nothing = place == FILE and lines == ("",) and not self.top.end
            self._at_hand = place, () if is_nothing else lines
        return self._at_hand[1]

    def entry_text(self, place: int, start: int) -> str:
        """The same as one text, from a line on that is counted from the headline."""
        if self._text_at_hand[:2] != (place, start):
            parts = self._stored.text(self._id(place)).split("\n", start)
            self._text_at_hand = place, start, parts[start] if len(parts) > start else ""
        return self._text_at_hand[2]


class Stored:
    """What the index holds, as documents and entries; of each there is one as long as any has it.

    So entries are compared by being the same, and those that nobody looks at any more are gone.
    """

    def __init__(self, connection: sqlite3.Connection, root: Path, config: "Config") -> None:
        self.connection = connection
        self.org = config.org
        self._root, self._config = root, config
        self._documents = WeakValueDictionary[int, StoredDocument]()
        self._entries = WeakValueDictionary[int, Entry]()
        self._settings: dict[str | bytes, FileSettings] = {}
        self._texts: dict[int, str | bytes] = {}
        self._asked = 0
        self._version = data_version(connection)

    @property
    def is_unchanged(self) -> bool:
        """Whether no other connection has written to the index since this one was opened."""
        return data_version(self.connection) == self._version

    def check_unchanged(self) -> None:
        """Make sure that no other process has brought the index to newer notes meanwhile.

        Ids of an older state may name other headings in a newer one.

        Raises:
            sqlite3.OperationalError: one has.
        """
        if not self.is_unchanged:
            raise sqlite3.OperationalError("the index was changed by another process")

    def reread(self, name: str) -> "Document":
        """A whole file of the notes, read again.

        Raises:
            FileChangedError: it is not what the index knows.
        """
        from orgshelf.digest import sha1_hex
        from orgshelf.org.lines import Lines
        from orgshelf.store import files
        from orgshelf.store.notes import parse

        note = files.read(self._root / name, self._root)
        query = "SELECT digest FROM file WHERE key = ?"
        known = self.connection.execute(query, (path_key(name),)).fetchone()
        if known is None or known[0] != sha1_hex(note.content):
            raise FileChangedError(name)
        return parse(Lines.from_bytes(note.content), name, self._root, self._config)

    def settings(self, pairs: str | bytes) -> "FileSettings":
        """The settings that lines make; most files have the same."""
        from orgshelf.org.preamble import settings_from

        if pairs not in self._settings:
            self._settings[pairs] = settings_from(parted(pairs), self.org)
        return self._settings[pairs]

    def text(self, id_: int) -> str:
        """An entry's lines, with line feeds between them.

        Who asks for a second one of the same file is likely to want those that follow.
        """
        if id_ not in self._texts:
            follows = id_ >> PLACE_BITS == self._asked >> PLACE_BITS
            query = (
                "SELECT h.id, e.text FROM heading h CROSS JOIN entry e ON e.id = h.entry"
                f" WHERE h.id >= ? ORDER BY h.id LIMIT {_AHEAD if follows else 1}"
            )
            self._texts = dict(self.connection.execute(query, (id_,)).fetchall())
        self._asked = id_
        return decoded(self._texts[id_])

    def ids(self, between: tuple[int, int]) -> Sequence[int]:
        """The ids from one to another that a heading has."""
        query = "SELECT id FROM heading WHERE id BETWEEN ? AND ? ORDER BY id"
        return [row[0] for row in self.connection.execute(query, between)]

    def titled(self, between: tuple[int, int], title: str) -> list[Entry]:
        """The entries of a title, from one id to another."""
        rows = self.connection.execute(
            "SELECT id FROM heading WHERE id BETWEEN ? AND ? AND coalesce(title, text) = ?",
            (*between, encoded(title)),
        )
        return self.entries([row[0] for row in rows])

    def numbers(self) -> list[int]:
        """The files in their order."""
        return [row[0] for row in self.connection.execute("SELECT id FROM file ORDER BY key")]

    def in_order(self, numbers: Iterable[int]) -> list[int]:
        """These files in their order."""
        query = "SELECT id FROM file WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key"
        return [row[0] for row in self.connection.execute(query, (str(list(numbers)),))]

    def sorted_ids(self, ids: Collection[int]) -> list[int]:
        """The ids of some headings in the order of the notes."""
        files = self.in_order({id_ >> PLACE_BITS for id_ in ids})
        ranks = {number: rank for rank, number in enumerate(files)}
        return sorted(ids, key=lambda id_: (ranks[id_ >> PLACE_BITS], id_))

    def document(self, number: int) -> StoredDocument:
        """A file by its number."""
        document = self._documents.get(number)
        if document is None:
            query = f"SELECT {_FILE} FROM file WHERE id = ?"
            row = self.connection.execute(query, (number,)).fetchone()
            document = self._documents[number] = StoredDocument(self, number, row)
        return document

    def entries(self, ids: Sequence[int]) -> list[Entry]:
        """The entries of these ids, in their order; what is above them is made with them."""
        alive, needed = dict[int, Entry](), dict[int, Sequence[Any]]()
        wanted = set(ids)
        while wanted:
            if self._entries:
                alive |= {id_: entry for id_ in wanted if (entry := self._entries.get(id_))}
            asked = str([*wanted - alive.keys()])  # JSON, of whole numbers
            rows = {row[0]: row for row in self.connection.execute(_ROWS, (asked,))}
            needed |= rows
            parents = {row[1] for row in rows.values()}  # a work is one of them some time
            wanted = parents - {None} - needed.keys() - alive.keys()
        with corrupt_rows_as_errors():
            for id_ in sorted(needed):  # what is above comes first
                alive[id_] = self._entries[id_] = self._entry(needed[id_], alive)
            return [alive[id_] for id_ in ids]

    def _entry(self, row: Sequence[Any], above: Mapping[int, Entry]) -> Entry:
        """An entry; its parent is among those given by their ids."""
        id_, parent_id, work_id, place, size, hash_, kind, role, *of_heading = row[:-4]
        done, items, dropped, given_up = row[-4:]
        document = self.document(id_ >> PLACE_BITS)
        parent = None if parent_id is None else above[parent_id]
        handed_down = parent.heading if parent else document
        above_it = None if parent is None or parent.index == FILE else parent.index
        heading = heading_of(of_heading, above_it, handed_down.tags, handed_down.inherited)
        return Entry(
            hash_,
            document,
            heading,
            place,
            place + size,
            decoded(kind),
            _ROLES[role],
            parent,
            None if work_id in (None, id_) else self._entries[work_id],
            (*parent.path, parent.heading.title) if parent else (),
            Progress(done, items, dropped),
            bool(given_up),
        )
