"""Ids as a person types them, found in the index one by one."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise

from orgshelf.shelf.entries import LEAST_ID, common_length, shortest
from orgshelf.store.tables import corrupt_rows_as_errors

#: So many are read at once, where there are no more.
_FEW = 500
#: Who asks for more than so many is likely to want them all.
_MANY = 1_000


class ShortIds(Mapping[str, str]):
    """Each entry's id as a person types it; in a large index the ids are looked up one by one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def _known(self) -> dict[str, str]:
        query = "SELECT DISTINCT hash FROM heading ORDER BY hash LIMIT ?"
        first = [row[0] for row in self._connection.execute(query, (_FEW + 1,))]
        with corrupt_rows_as_errors():
            return {} if len(first) > _FEW else shortest(first)

    def __getitem__(self, id_: str) -> str:
        if id_ in self._known:
            return self._known[id_]
        if len(self._known) == _MANY:
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
