"""The notes as a library: its entries and all that is asked of them, found in an index."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from orgshelf.errors import FileChangedError, NotFoundError, QueryError
from orgshelf.query import Query
from orgshelf.query.sql import EVERYTHING, Condition, both, containing_text, either
from orgshelf.shelf.entries import Entry
from orgshelf.store.conditions import bindable, conditions_of, left_out
from orgshelf.store.entry_list import AllEntries, EntryList, LazySequence, ShortIds, matching_ids
from orgshelf.store.paths import names_of
from orgshelf.store.stored import Stored, StoredDocument
from orgshelf.store.tables import decoded, encoded

if TYPE_CHECKING:
    from datetime import date, datetime

    from orgshelf.progress.counts import Group
    from orgshelf.progress.goals import Goal
    from orgshelf.progress.numbers import GoalNumbers, Numbers
    from orgshelf.query.spec import Scope
    from orgshelf.store.config import Config
    from orgshelf.store.entry_list import WholeFile
    from orgshelf.store.ranking import Request

_CATEGORIES = "SELECT category FROM file UNION SELECT value FROM property WHERE name = 'CATEGORY'"


@dataclass(frozen=True, eq=False)
class Library:
    """A tree of notes as it was when it was opened.

    ``unreadable`` are (file, reason) pairs of what could not be read and is missing here.
    ``is_cached`` says whether the index is a file that later runs read. ``conflict_copies``
    are files that are no notes.
    """

    root: Path
    config: "Config"
    now: "datetime"
    stored: Stored
    unreadable: tuple[tuple[str, str], ...] = ()
    is_cached: bool = False
    conflict_copies: tuple[str, ...] = ()

    @property
    def connection(self) -> sqlite3.Connection:
        """The index."""
        return self.stored.connection

    @cached_property
    def documents(self) -> Sequence[StoredDocument]:
        """The files in the order of their paths."""
        return LazySequence(lambda: [self.stored.document(n) for n in self.stored.numbers()])

    @cached_property
    def entries(self) -> EntryList:
        """All entries, file after file."""
        return AllEntries(self.stored)

    @cached_property
    def short_ids(self) -> Mapping[str, str]:
        """Each entry's id as a person types it."""
        return ShortIds(self.connection)

    def select(self, query: Query) -> EntryList:
        """The entries of a listing: what is pending, unless the query speaks of states itself."""
        return self._that(self._condition(query, listing=True))

    def matching(self, query: Query) -> EntryList:
        """All entries that a query asks for, whatever their state."""
        return self._that(self._condition(query))

    def _that(self, condition: Condition) -> EntryList:
        """The entries that meet a condition."""
        if condition == EVERYTHING:
            return self.entries
        return EntryList(self.stored, lambda: matching_ids(self.stored, condition))

    def _condition(self, query: Query, *, listing: bool = False) -> Condition:
        """What the headings meet that a query asks for, and no others do."""
        return conditions_of(query, self.connection, listing=listing)

    def containing(self, word: str) -> EntryList:
        """The entries with a word, in lower case, anywhere in their text; perhaps more."""
        return self._that(containing_text(word))

    def shelf(self, kind: str) -> Entry | None:
        """The first heading that is a shelf of the kind."""
        is_shelf = Condition("h.role = 'shelf' AND h.kind = ? AND NOT h.hidden", (encoded(kind),))
        return next(iter(self._that(is_shelf)), None)

    def similar(self, names: Iterable[Sequence[str]]) -> EntryList:
        """The entries that can have one of some names (see ``shelf.identity``), and others."""
        from orgshelf.store.candidates import similar_to

        return self._that(bindable(either(map(similar_to, names)), self.connection))

    def number_left_out(self, query: Query, *, listing: bool = True) -> int:
        """How many entries a listing leaves out because they are of no kind.

        Without ``listing``: how many items and works of whatever state.
        """
        condition = left_out(query, self.connection, listing=listing)
        if condition is None:
            return 0
        sql = f"SELECT count(*) FROM heading h WHERE {condition.sql}"
        return int(self.connection.execute(sql, condition.values).fetchone()[0])

    def sort(self, entries: EntryList, order: str) -> EntryList:
        """The entries of a listing in another order (see ``query.order.sorted_indexes``).

        Raises:
            UsageError: there is no such key.
        """
        from orgshelf.query.order import sorted_indexes

        return entries.arranged(sorted_indexes(entries, order, self.now.isoformat()))

    def next_up(self, query: Query, most: int) -> list[Entry]:
        """The most urgent pending entries that a query asks for (see ``query.order.urgency``)."""
        from orgshelf.store.urgency import next_up

        condition = self._condition(query, listing=True)
        return next_up(self.stored, condition, most, self.now.date())

    def works(self, query: Query) -> EntryList:
        """The works among what a query asks for, without what is commented out or archived."""
        works = Condition("h.role = 'work' AND NOT h.hidden")
        return self._that(both((self._condition(query), works)))

    def with_timestamps(self, query: Query) -> EntryList:
        """The entries of a query that have an active timestamp somewhere, perhaps some more."""
        stamped = Condition("(h.deadline > '' OR h.scheduled > '' OR h.stamped)")
        return self._that(both((self._condition(query), stamped)))

    def search(self, request: "Request", query: Query) -> EntryList:
        """The entries with the words that are looked for, the best hits first."""
        from orgshelf.store.ranking import ranked

        ids = ranked(self.connection, request, self._condition(query))
        return EntryList(self.stored, lambda: ids)

    def groups(self, query: Query, by: str) -> "list[Group]":
        """Progress per kind, work, tag, file, author, year, or value of a property.

        Raises:
            UsageError: nothing here can be grouped so.
        """
        from orgshelf.progress.counts import grouping
        from orgshelf.store.groups import groups

        known = grouping(by, self.property_names)
        return groups(self.stored, self._condition(query), known, self.now)

    def numbers(self, query: Query, works: int | None = None) -> "Numbers":
        """All numbers of what a query asks for, with at most so many works."""
        from orgshelf.progress.aggregates import derive_numbers
        from orgshelf.store.aggregates_sql import aggregates

        found = aggregates(self.stored, self._condition(query), self.now, works)
        return derive_numbers(found, self.goals(), self.now)

    def goals(self) -> "list[GoalNumbers]":
        """How each goal of the configuration stands, whatever else is asked for.

        Raises:
            QueryError: a goal's query cannot be understood.
        """
        if not self.config.goals:
            return []
        from orgshelf.progress.goals import goal_numbers

        return [
            goal_numbers(name, goal, self.finished(self._query_of(name, goal)), self.now)
            for name, goal in self.config.goals.items()
        ]

    def _query_of(self, name: str, goal: "Goal") -> Query:
        from orgshelf.query.expression import understand

        try:
            return Query(understand(goal.query, self.scope()))
        except QueryError as error:
            error.args = (f"In the goal {name}: {error}",)
            raise

    def finished(self, query: Query) -> "dict[date, int]":
        """How many items that a query asks for were finished on each day."""
        from orgshelf.store.aggregates_sql import finished

        return finished(self.stored, self._condition(query), self.now)

    def tag_counts(self, query: Query) -> dict[str, int]:
        """How many headings that a query asks for have each tag, the most used first."""
        from orgshelf.store.aggregates_sql import tag_counts

        return tag_counts(self.connection, self._condition(query))

    def scope(self) -> "Scope":
        """What queries are understood against here."""
        from orgshelf.query.spec import Scope

        root = str(self.root.absolute())
        return Scope(self.now, root, self.config.queries, self.property_names)

    def property_names(self) -> Collection[str]:
        """The names, in upper case, of every property that a heading has or inherits."""
        return self._texts("SELECT DISTINCT name FROM property")

    def names_by_word(self) -> "Mapping[str, Callable[[], Collection[str]]]":
        """The names of kinds, keywords, tags and more that a query can mean."""
        return {
            "kind": self.known_kinds,
            "keyword": self.keywords,
            "category": lambda: self._texts(_CATEGORIES),
            "tag": lambda: self._texts("SELECT DISTINCT tag FROM tag"),
            "property": self.property_names,
            "file": lambda: {document.file for document in self.documents},
        }

    def kinds(self) -> set[str]:
        """Every kind that a heading is of."""
        return self._texts("SELECT DISTINCT kind FROM heading")

    def known_kinds(self) -> set[str]:
        """Every kind that a work can be of: the configuration's and those of the notes."""
        return {*self.config.kinds.names, *self.kinds()}

    def _texts(self, query: str) -> set[str]:
        return {decoded(row[0]) for row in self.connection.execute(query)}

    def keywords(self) -> set[str]:
        """Every TODO keyword that a file knows."""
        rows = self.connection.execute("SELECT DISTINCT pairs FROM file")
        return {name for (p,) in rows for name in self.stored.settings(p).keywords.names}

    def ids(self, start: str) -> Iterable[tuple[str, str]]:
        """The short ids that begin so, each with the title; without a start of what is pending."""
        from orgshelf.store.candidates import beginning

        for id_, title in beginning(self.connection, start):
            if (short := self.short_ids[id_]).startswith(start):
                yield short, title

    def find(self, ref: str) -> list[Entry]:
        """The headings a REF can mean (see ``shelf.refs``); more than one is ambiguous.

        Raises:
            NotFoundError: none.
        """
        from orgshelf.shelf import refs
        from orgshelf.store.candidates import candidates, titles

        ids = self.stored.sorted_ids(candidates(self.connection, ref, self.names))
        if found := refs.resolve(self.stored.entries(ids), ref, self.names):
            return refs.in_use(found)
        near = refs.nearest_titles(titles(self.connection), ref)
        raise NotFoundError(ref, near, exact=refs.is_exact(ref.strip()))

    def names(self, file: str) -> list[str]:
        """A file as seen from the working directory, then as seen from the notes root."""
        return names_of(file, self.root)

    def load_full(self, entries: Sequence[Entry]) -> list[Entry]:
        """The same headings, their files read whole, as those need who change them.

        Those of a file that was changed since are left as they are: a change finds them in
        the file again, or says that they are gone.

        Raises:
            sqlite3.OperationalError: the index changed while the headings were looked for.
        """
        from orgshelf.store.entry_list import WholeFile

        for entry in entries:
            with suppress(FileChangedError):
                if entry.file not in self._whole:
                    whole = self.stored.reread(entry.file)
                    self._whole[entry.file] = WholeFile(entry.document, whole)
        self.stored.check_unchanged()
        return [self._whole[e.file].entry(e) if e.file in self._whole else e for e in entries]

    @cached_property
    def _whole(self) -> "dict[str, WholeFile]":
        return {}

    def below(self, entry: Entry, most: int | None = None) -> Sequence[Entry]:
        """The entries under this one, itself left out; at most so many."""
        stop = entry.end if most is None else min(entry.end, entry.index + 1 + most)
        document = entry.document
        file = document if isinstance(document, StoredDocument) else self._whole[entry.file]
        return file.entries(entry.index + 1, stop)
