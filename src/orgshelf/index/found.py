"""Headings that a condition finds, made into entries as far as they are looked at."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TypeVar, overload

from orgshelf.index.conditions import Condition
from orgshelf.index.schema import PLACE_BITS
from orgshelf.index.stored import COLUMNS, Stored
from orgshelf.shelf.entries import Entry

T = TypeVar("T")

_COLUMNS = ", ".join(f"h.{column.strip()}" for column in COLUMNS.split(","))
#: Few headings are looked up and then put in order; many are met in order, file by file.
_FEW = (
    f"SELECT {_COLUMNS} FROM json_each(?) j CROSS JOIN heading h ON h.id = j.value"
    f" JOIN file f ON f.id = h.id >> {PLACE_BITS} WHERE 1"
)
_MANY = (
    f"SELECT {_COLUMNS} FROM file f CROSS JOIN heading h"
    f" ON h.id > f.id << {PLACE_BITS} AND h.id < (f.id + 1) << {PLACE_BITS}"
)
_LIMIT_OF_FEW = 2_000
_BATCH = 5_000


class Lazy(Sequence[T]):
    """A sequence that is made when it is first looked at."""

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


class Found(Lazy[Entry]):
    """The entries that meet a condition, in the order of the notes."""

    def __init__(self, stored: Stored, condition: Condition) -> None:
        super().__init__(self._all)
        self._stored = stored
        self._condition = condition

    def __len__(self) -> int:
        query = f"SELECT count(*) FROM heading h WHERE {self._condition.sql}"
        return int(self._stored.connection.execute(query, self._condition.values).fetchone()[0])

    def __bool__(self) -> bool:
        return bool(self[:1])

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, int) or "made" in self.__dict__ or index.stop is None:
            return self.made[index]
        if index.stop < 0 or index.start or index.step:
            return self.made[index]
        return self._stored.make(self._rows(index.stop))

    def tested(self, test: Callable[[Sequence[Entry]], list[Entry]]) -> Sequence[Entry]:
        """Those that pass a test; the others are not kept."""
        rows, passed = self._rows(None), list[Entry]()
        while batch := list(islice(rows, _BATCH)):
            passed += test(self._stored.make(batch))
            self._stored.forget_all_but(passed)
        return passed

    def _all(self) -> Sequence[Entry]:
        if self._condition.sql == "1":
            self._stored.keep_all()
        return self._stored.make(self._rows(None))

    def _rows(self, limit: int | None) -> Iterator[Sequence[object]]:
        condition, execute = self._condition, self._stored.connection.execute
        order, most = "ORDER BY f.key, h.id LIMIT ?", -1 if limit is None else limit
        some = f"SELECT h.id FROM heading h WHERE {condition.sql} LIMIT {_LIMIT_OF_FEW}"
        # Whole numbers in a list are written in JSON as they are in Python.
        ids = [row[0] for row in execute(some, condition.values)]
        if len(ids) < _LIMIT_OF_FEW:
            return execute(f"{_FEW} {order}", (str(ids), most))
        if condition.sql == "1":
            return execute(f"{_MANY} {order}", (most,))
        # The plus keeps SQLite from going through all that is asked for with each file.
        these = f"+h.id IN (SELECT h.id FROM heading h WHERE {condition.sql})"
        return execute(f"{_MANY} WHERE {these} {order}", (*condition.values, most))
