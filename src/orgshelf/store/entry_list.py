"""Entries made from the index only when they are read: lists, short ids, files read whole."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, TypeVar, overload

from orgshelf.query.sql import EVERYTHING, Condition
from orgshelf.shelf.entries import LEAST_ID, Entry, common_length, shortest
from orgshelf.store.stored import Stored, StoredDocument
from orgshelf.store.tables import PLACE_BITS, corrupt_rows_as_errors

if TYPE_CHECKING:
    from orgshelf.org.document import Document
    from orgshelf.store.candidates import Label


T = TypeVar("T")

#: So many are made at once.
_BATCH = 1_000
#: So many are read at once, where there are no more.
_FEW_IDS = 500
#: Who asks for more than so many is likely to want them all.
_MANY_IDS = 1_000


class LazySequence(Sequence[T]):
    """A sequence that is made when it is first read."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make = make

    @cached_property
    def made(self) -> Sequence[T]:
        """The sequence itself."""
        return self._make()

    def __len__(self) -> int:
        return len(self.made)

    def __iter__(self) -> Iterator[T]:
        return iter(self.made)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self.made[index]


class EntryList(Sequence[Entry]):
    """The entries with some ids, in the order of the ids.

    Each iteration makes them again, a batch at a time; the list keeps only the ids.
    """

    def __init__(self, stored: Stored, ids: Callable[[], Sequence[int]]) -> None:
        self._stored = stored
        self._find = ids

    @cached_property
    def ids(self) -> Sequence[int]:
        """Their ids in the index."""
        return self._find()

    def arranged(self, places: Iterable[int]) -> "EntryList":
        """The entries at these positions, in that order."""
        ids = _compact(self.ids[place] for place in places)
        return EntryList(self._stored, lambda: ids)

    def labels(self) -> "Iterator[Label]":
        """What a list to choose from says of each, which takes no entries to be made."""
        from orgshelf.store.candidates import labels

        return labels(self._stored.connection, self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Entry]:
        batches = (self.ids[at : at + _BATCH] for at in range(0, len(self.ids), _BATCH))
        return chain.from_iterable(map(self._stored.entries, batches))

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> "EntryList": ...
    def __getitem__(self, index: int | slice) -> "Entry | EntryList":
        if isinstance(index, slice):
            ids = self.ids[index]
            return EntryList(self._stored, lambda: ids)
        return self._stored.entries([self.ids[index]])[0]


class AllEntries(EntryList):
    """All entries; they are counted without making any."""

    def __init__(self, stored: Stored) -> None:
        super().__init__(stored, lambda: matching_ids(stored, EVERYTHING))

    def __len__(self) -> int:
        return int(self._stored.connection.execute("SELECT count(*) FROM heading").fetchone()[0])


def matching_ids(stored: Stored, condition: Condition) -> Sequence[int]:
    """The ids of the headings that meet a condition, in the order of the notes."""
    # By an index all would be found in another order, which takes longer to put right.
    source = "heading h NOT INDEXED" if condition == EVERYTHING else "heading h"
    # As one text they are there sooner than row by row.
    query = f"SELECT json_group_array(h.id) FROM {source} WHERE {condition.sql}"
    text = stored.connection.execute(query, condition.values).fetchone()[0]
    ids = _compact(sorted(map(int, filter(None, text[1:-1].split(",")))))
    is_all = condition == EVERYTHING
    files = stored.numbers() if is_all else stored.in_order({id_ >> PLACE_BITS for id_ in ids})
    if files == sorted(files):
        return ids
    from bisect import bisect_left  # most often the first files have the first numbers

    ordered = ids[:0]
    for number in files:
        first, last = (bisect_left(ids, edge << PLACE_BITS) for edge in (number, number + 1))
        ordered += ids[first:last]
    return ordered


def _compact(ids: Iterable[int]) -> MutableSequence[int]:
    """The ids as a sequence that needs little memory."""
    given = iter(ids)
    few = list(islice(given, _BATCH))
    if len(few) < _BATCH:
        return few
    from array import array

    return array("q", chain(few, given))


class ShortIds(Mapping[str, str]):
    """Each entry's id as a person types it; in a large index the ids are looked up one by one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def _known(self) -> dict[str, str]:
        query = "SELECT DISTINCT hash FROM heading ORDER BY hash LIMIT ?"
        first = [row[0] for row in self._connection.execute(query, (_FEW_IDS + 1,))]
        with corrupt_rows_as_errors():
            return {} if len(first) > _FEW_IDS else shortest(first)

    def __getitem__(self, id_: str) -> str:
        if id_ in self._known:
            return self._known[id_]
        if len(self._known) == _MANY_IDS:
            return self._among_all(id_)
        return self._known.setdefault(id_, self._short(id_))

    @cached_property
    def _among_all(self) -> Callable[[str], str]:
        """Shortens any id: all of them are at hand in order, as numbers to save memory."""
        from array import array
        from bisect import bisect_left

        numbers, lengths, shared = array("Q"), array("B"), 0
        with corrupt_rows_as_errors():
            for id_, after in pairwise(chain(self, ("",))):
                before, shared = shared, common_length(id_, after)
                numbers.append(int(id_, 16))
                lengths.append(max(LEAST_ID, before + 1, shared + 1))
        return lambda id_: id_[: lengths[bisect_left(numbers, int(id_, 16))]]

    def _short(self, id_: str) -> str:
        row = self._connection.execute(
            "SELECT (SELECT max(hash) FROM heading WHERE hash < ?),"
            " (SELECT min(hash) FROM heading WHERE hash > ?)",
            (id_, id_),
        ).fetchone()
        return prefix(id_, [other for other in row if other is not None])

    def __len__(self) -> int:
        query = "SELECT count(DISTINCT hash) FROM heading"
        return int(self._connection.execute(query).fetchone()[0])

    def __iter__(self) -> Iterator[str]:
        rows = self._connection.execute("SELECT DISTINCT hash FROM heading ORDER BY hash")
        return (row[0] for row in rows)


def prefix(id_: str, neighbours: Sequence[str]) -> str:
    """The shortest beginning of an id that the ids before and after it do not have."""
    common = (common_length(id_, other) for other in neighbours)
    return id_[: max(LEAST_ID, *(length + 1 for length in common), 0)]


@dataclass(frozen=True, slots=True, eq=False)
class WholeFile:
    """One file in the same version twice; of each entry there is one, made when it is wanted."""

    stored: "Document"
    document: "Document"
    _made: dict[int, Entry] = field(default_factory=dict)

    def entry(self, stored: Entry) -> Entry:
        """An entry of the index with its heading in the file that is read whole."""
        if stored.document is self.document:
            return stored
        for known in (*reversed([*stored.ancestors]), stored):
            if known.index not in self._made:
                self._made[known.index] = self._with_heading(known)
        return self._made[stored.index]

    def _with_heading(self, known: Entry) -> Entry:
        """The same entry; what is above it has been made."""
        from orgshelf.org.document import heading_at  # which listings do without

        parent, work = known.parent, known.owning_work
        return replace(
            known,
            document=self.document,
            heading=heading_at(self.document, known.index),
            parent=None if parent is None else self._made[parent.index],
            owning_work=None if work is None else self._made[work.index],
        )

    def entries(self, start: int, stop: int) -> list[Entry]:
        """The entries from one place up to another."""
        assert isinstance(self.stored, StoredDocument)  # what is read whole is read once
        return [self.entry(known) for known in self.stored.entries(start, stop)]
