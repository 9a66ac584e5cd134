"""Assembly: a tree of notes loaded, its headings found, and changes carried out."""

import gc
import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from orgshelf.errors import QueryError
from orgshelf.shelf import entries as shelf_entries
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query import Query
from orgshelf.storage.config import Config
from orgshelf.storage.walk import walk

if TYPE_CHECKING:
    from orgshelf.org.document import Document
    from orgshelf.org.lines import Lines
    from orgshelf.shelf.kept import Brief, Tell
    from orgshelf.shelf.progress.counts import Group
    from orgshelf.shelf.progress.goals import Goal
    from orgshelf.shelf.progress.numbers import GoalNumbers, Numbers
    from orgshelf.shelf.query.spec import Scope

#: Told the number of files read, of all files, and of headings so far, once for each file.
Ticker = Callable[[int, int, int], None]


@dataclass(frozen=True, eq=False)
class Library:
    """A tree of notes as it was when it was loaded.

    ``unreadable`` are (file, reason) pairs of what could not be read and is missing here.
    """

    root: Path
    config: Config
    now: datetime
    documents: Sequence["Document"]
    entries: Sequence[Entry]
    unreadable: tuple[tuple[str, str], ...] = ()

    def select(self, query: Query) -> Sequence[Entry]:
        """The entries of a listing."""
        raise NotImplementedError

    def matching(self, query: Query) -> Sequence[Entry]:
        """All entries that a query asks for, whatever their state."""
        raise NotImplementedError

    def sort(self, entries: Sequence[Entry], order: str) -> Sequence[Entry]:
        """The entries of a listing in another order (see ``shelf.order.sort_entries``).

        Raises:
            UsageError: there is no such key.
        """
        from orgshelf.shelf.order import sort_entries

        return sort_entries(entries, order, self.now.isoformat())

    def next_up(self, query: Query, most: int) -> list[Entry]:
        """What to take up next of what a query asks for (see ``shelf.order.next_up``)."""
        from orgshelf.shelf.order import next_up

        pending = (entry for entry in self.select(query) if entry.pending)
        return next_up(pending, most)

    def works(self, query: Query) -> Sequence[Entry]:
        """The works among what a query asks for, without what is commented out or archived."""
        from orgshelf.shelf.progress.counts import works_of

        return works_of(self.matching(query))

    def pending_ids(self, start: str) -> Iterable[tuple[str, str]]:
        """The short ids of pending items that begin so, each with the title."""
        for entry in self.entries:
            if entry.pending and (short := self.short_ids[entry.id]).startswith(start):
                yield short, entry.heading.title

    def briefs(self, query: Query, tell: "Tell") -> "Sequence[Brief] | None":
        """What a query asks for by texts that are kept; None where none are.

        ``tell`` makes the texts of entries, always the same ones.
        """
        return None

    def groups(self, query: Query, by: str) -> "list[Group]":
        """Progress per kind, work, tag, author or whatever (see ``shelf.progress.counts.group``).

        Raises:
            UsageError: nothing here can be grouped so.
        """
        from orgshelf.shelf.progress.counts import group, grouping

        known = grouping(by, self.property_names)
        return group(self.matching(query), known, self.config.dropped, self.now)

    def numbers(self, query: Query, works: int | None = None) -> "Numbers":
        """All numbers of what a query asks for, with at most so many works."""
        from orgshelf.shelf.progress.measuring import measure

        return measure(
            self.matching(query),
            lambda work: (work, *self.below(work)),
            self.config.dropped,
            self.now,
            self.goals(),
            works,
        )

    def goals(self) -> "list[GoalNumbers]":
        """How each goal of the configuration stands, whatever else is asked for.

        Raises:
            QueryError: a goal's query cannot be understood.
        """
        if not self.config.goals:
            return []
        from orgshelf.shelf.progress.goals import goal_numbers

        return [
            goal_numbers(name, goal, self.finished(self._query_of(name, goal)), self.now)
            for name, goal in self.config.goals.items()
        ]

    def _query_of(self, name: str, goal: "Goal") -> Query:
        from orgshelf.shelf.query.expression import understand

        try:
            return Query(understand(goal.query, self.scope()))
        except QueryError as error:
            error.args = (f"In the goal {name}: {error}",)
            raise

    def finished(self, query: Query) -> dict[date, int]:
        """How many items that a query asks for were finished on each day."""
        from orgshelf.shelf.progress.facts import finished

        return finished(self.matching(query), self.config.dropped, self.now)

    def tag_counts(self, query: Query) -> dict[str, int]:
        """How many headings that a query asks for have each tag, the most used first."""
        from orgshelf.shelf.progress.counts import tag_counts

        return tag_counts(self.matching(query))

    def scope(self) -> "Scope":
        """What queries are understood against here."""
        from orgshelf.shelf.query.spec import Scope

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

    def mentioning(self, word: str) -> Sequence[Entry]:
        """The entries with a word, in lower case, anywhere in their text; perhaps more."""
        return self.entries

    def refresh(self) -> None:
        """Take note of what was changed just now, so that the next run need not."""

    def opened(self, entries: Sequence[Entry]) -> list[Entry]:
        """The same headings, their files read whole, as those need who change them."""
        return list(entries)

    @cached_property
    def short_ids(self) -> Mapping[str, str]:
        """Each entry's id as a person types it."""
        return shelf_entries.short_ids(self.entries)

    def find(self, ref: str) -> list[Entry]:
        """The headings a REF can mean (see ``shelf.refs``); more than one is ambiguous.

        Raises:
            NotFoundError: none.
        """
        from orgshelf.shelf import refs

        return refs.resolve(self.entries, ref, self.names)

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
        return self.entries[start : start + len(entry.document.headings)]

    def below(self, entry: Entry) -> Sequence[Entry]:
        """The entries under this one, itself left out."""
        return self.document_entries(entry)[entry.place + 1 : entry.stop]

    @cached_property
    def _starts(self) -> Mapping[str, int]:
        starts, count = {}, 0
        for document in self.documents:
            starts[document.file] = count
            count += len(document.headings)
        return starts


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """All that is read stays alive, so looking for garbage meanwhile is time lost."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load(root: Path, config: Config, now: datetime, tick: Ticker | None = None) -> Library:
    """Read every note below ``root``; what cannot be read is named, not fatal."""
    unreadable: list[tuple[str, str]] = []

    def skip(path: Path, error: OSError) -> None:
        unreadable.append((path.relative_to(root).as_posix(), error.strerror or str(error)))

    from orgshelf.org.lines import Lines
    from orgshelf.storage import files

    notes = walk(root, lambda error: skip(Path(error.filename), error))
    documents: list[Document] = []
    headings = 0
    with no_garbage_collection():
        for count, note in enumerate(notes, 1):
            path = root / note.name
            try:
                lines = Lines.from_bytes(files.read(path, root).content)
                documents.append(parse(lines, note.name, root, config))
                headings += len(documents[-1].headings)
            except OSError as error:
                skip(path, error)
            if tick:
                tick(count, len(notes), headings)
        entries = tuple(entry for document in documents for entry in place(document, config))
    return Library(root, config, now, tuple(documents), entries, tuple(unreadable))


def parse(
    lines: "Lines",
    file: str,
    root: Path,
    config: Config,
    setups: dict[str, str | None] | None = None,
    known: Sequence[int] = (),
) -> "Document":
    """A file's headings, with the setup files it names.

    ``setups`` is given the path and the digest of each of those, None where it is missing.
    ``known`` are the levels that the headings had when the file was last read.
    """
    from orgshelf.hashing import sha1_hex
    from orgshelf.org import reader
    from orgshelf.org.lines import Lines
    from orgshelf.storage import files

    def setup(path: str) -> Lines | None:
        data = files.read_setup(root, path)
        if setups is not None:
            setups[path] = None if data is None else sha1_hex(data)
        return None if data is None else Lines.from_bytes(data)

    return reader.read(lines, file, org=config.org, setup=setup, known=known)


def place(document: "Document", config: Config) -> tuple[Entry, ...]:
    """A document's headings on their shelves."""
    return shelf_entries.place(document, config.kinds, config.dropped)
