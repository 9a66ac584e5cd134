"""All that is asked of notes, computed over entries in memory: what an index must agree with."""

import heapq
import posixpath
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path

from oracle import query as plain
from oracle.groups import group
from oracle.measuring import finished, measure
from orgshelf.errors import NotFoundError, QueryError
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines
from orgshelf.progress.counts import Group, grouping, tag_counts, works_of
from orgshelf.progress.goals import Goal, goal_numbers
from orgshelf.progress.numbers import GoalNumbers, Numbers
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.query.order import sorted_indexes, urgency
from orgshelf.query.spec import Scope
from orgshelf.shelf import entries as shelf_entries
from orgshelf.shelf import refs
from orgshelf.shelf.entries import Entry
from orgshelf.store import files
from orgshelf.store.config import Config
from orgshelf.store.notes import classify, parse
from orgshelf.store.walk import walk


@dataclass(frozen=True, eq=False)
class PlainLibrary:
    """A tree of notes as it was when it was loaded.

    ``unreadable`` are (file, reason) pairs of what could not be read and is missing here.
    """

    root: Path
    config: Config
    now: datetime
    documents: Sequence[Document]
    entries: Sequence[Entry]
    unreadable: tuple[tuple[str, str], ...] = ()

    def select(self, query: Query) -> Sequence[Entry]:
        """The entries of a listing (see ``shelf.query.select``)."""
        return plain.select(self.entries, query, self.scope())

    def matching(self, query: Query) -> Sequence[Entry]:
        """All entries that a query asks for, whatever their state."""
        return plain.matching(self.entries, query, self.scope())

    def sort(self, entries: Sequence[Entry], order: str) -> Sequence[Entry]:
        """The entries of a listing in another order."""
        return [entries[index] for index in sorted_indexes(entries, order, self.now.isoformat())]

    def next_up(self, query: Query, most: int) -> list[Entry]:
        """What to take up next of what a query asks for."""
        pending = (entry for entry in self.select(query) if entry.pending)
        return heapq.nsmallest(most, pending, key=lambda entry: urgency(entry, self.now.date()))

    def works(self, query: Query) -> Sequence[Entry]:
        """The works among what a query asks for, without what is commented out or archived."""
        return works_of(self.matching(query))

    def ids(self, start: str) -> Iterable[tuple[str, str]]:
        """The short ids that begin so, each with the title; without a start of what is pending."""
        for entry in self.entries:
            known = start or entry.pending or not entry.heading.level
            if known and (short := self.short_ids[entry.id]).startswith(start):
                yield short, entry.heading.title

    def groups(self, query: Query, by: str) -> list[Group]:
        """Progress per kind, work, tag, author or whatever (see ``shelf.progress.counts.group``).

        Raises:
            UsageError: nothing here can be grouped so.
        """
        known = grouping(by, self.property_names)
        return group(self.matching(query), known, self.config.dropped, self.now)

    def numbers(self, query: Query, works: int | None = None) -> Numbers:
        """All numbers of what a query asks for, with at most so many works."""
        return measure(
            self.matching(query),
            lambda work: (work, *self.below(work)),
            self.config.dropped,
            self.now,
            self.goals(),
            works,
        )

    def goals(self) -> list[GoalNumbers]:
        """How each goal of the configuration stands, whatever else is asked for.

        Raises:
            QueryError: a goal's query cannot be understood.
        """
        if not self.config.goals:
            return []
        return [
            goal_numbers(name, goal, self.finished(self._query_of(name, goal)), self.now)
            for name, goal in self.config.goals.items()
        ]

    def _query_of(self, name: str, goal: Goal) -> Query:
        try:
            return Query(understand(goal.query, self.scope()))
        except QueryError as error:
            error.args = (f"In the goal {name}: {error}",)
            raise

    def finished(self, query: Query) -> dict[date, int]:
        """How many items that a query asks for were finished on each day."""
        return finished(self.matching(query), self.config.dropped, self.now)

    def tag_counts(self, query: Query) -> dict[str, int]:
        """How many headings that a query asks for have each tag, the most used first."""
        return tag_counts(self.matching(query))

    def scope(self) -> Scope:
        """What queries are understood against here."""
        root = str(self.root.absolute())
        return Scope(self.now, root, self.config.queries, self.property_names)

    def property_names(self) -> Collection[str]:
        """The names, in upper case, of every property that a heading has or inherits."""
        return {name for entry in self.entries for name in entry.heading.inherited}

    def kinds(self) -> set[str]:
        """Every kind that a heading is of."""
        return {entry.kind for entry in self.entries}

    def keywords(self) -> set[str]:
        """Every TODO keyword that a file knows."""
        names = (document.settings.keywords.names for document in self.documents)
        return set(chain.from_iterable(names))

    @cached_property
    def short_ids(self) -> Mapping[str, str]:
        """Each entry's id as a person types it."""
        return shelf_entries.shortest(sorted({entry.id for entry in self.entries}))

    def find(self, ref: str) -> list[Entry]:
        """The headings a REF can mean (see ``shelf.refs``); more than one is ambiguous.

        Raises:
            NotFoundError: none.
        """
        if found := refs.resolve(self.entries, ref, self.names):
            return refs.in_use(found)
        titles = (entry.heading.title for entry in self.entries)
        near = refs.nearest_titles(titles, ref)
        raise NotFoundError(ref, near, exact=refs.is_exact(ref.strip()))

    def names(self, file: str) -> list[str]:
        """A file as seen from the working directory, then as seen from the notes root."""
        names = [posixpath.normpath(file)]
        with suppress(ValueError, OSError):
            # The note itself may be a symlink out of the tree.
            folder = Path(file).parent.resolve().relative_to(self.root.resolve())
            names.insert(0, (folder / Path(file).name).as_posix())
        return list(dict.fromkeys(names))

    def document_entries(self, entry: Entry) -> Sequence[Entry]:
        """All entries of the file that the entry is in."""
        start = self._starts[entry.file]
        return self.entries[start : start + self._count(entry.document)]

    def below(self, entry: Entry) -> Sequence[Entry]:
        """The entries under this one, itself left out."""
        found = self.document_entries(entry)
        first = found[0].index
        return found[entry.index + 1 - first : entry.end - first]

    @cached_property
    def _starts(self) -> Mapping[str, int]:
        starts, count = {}, 0
        for document in self.documents:
            starts[document.file] = count
            count += self._count(document)
        return starts

    def _count(self, document: Document) -> int:
        """How many entries of a file there are, itself among them where it is one work."""
        return len(document.headings) + (classify(document, self.config).file is not None)


def load(root: Path, config: Config, now: datetime) -> PlainLibrary:
    """Read every note below ``root``; what cannot be read is named, not fatal."""
    unreadable: list[tuple[str, str]] = []
    documents: list[Document] = []

    def skip(path: Path, error: OSError) -> None:
        unreadable.append((path.relative_to(root).as_posix(), error.strerror or str(error)))

    for note in walk(root, lambda error: skip(Path(error.filename), error)):
        path = root / note.name
        try:
            lines = Lines.from_bytes(files.read(path, root).content)
        except OSError as error:
            skip(path, error)
        else:
            documents.append(parse(lines, note.name, root, config))
    entries = tuple(entry for document in documents for entry in classify(document, config).whole)
    return PlainLibrary(root, config, now, tuple(documents), entries, tuple(sorted(unreadable)))
