"""Lists of entries that are made from the index in batches, and only when they are read."""

from collections.abc import Callable, Iterable, Iterator, MutableSequence, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar, overload

from orgshelf.query.sql import EVERYTHING, Condition
from orgshelf.shelf.entries import Entry
from orgshelf.store.stored import Stored
from orgshelf.store.tables import PLACE_BITS

if TYPE_CHECKING:
    from orgshelf.store.candidates import Label

T = TypeVar("T")

#: Every heading meets it.
_BATCH = 1_000


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
        return self._picked(_compact(self.ids[place] for place in places))

    def labels(self) -> "Iterator[Label]":
        """What a list to choose from says of each, which takes no entries to be made."""
        from orgshelf.store.candidates import labels

        return labels(self._stored.connection, self.ids)

    def _picked(self, ids: Sequence[int]) -> "EntryList":
        return EntryList(self._stored, lambda: ids)

    def _batches(self) -> Iterator[Sequence[int]]:
        return (self.ids[at : at + _BATCH] for at in range(0, len(self.ids), _BATCH))

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Entry]:
        return chain.from_iterable(map(self._stored.entries, self._batches()))

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> "EntryList": ...
    def __getitem__(self, index: int | slice) -> "Entry | EntryList":
        if isinstance(index, slice):
            return self._picked(self.ids[index])
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
