"""The file that the index of a notes root is in."""

import contextlib
import os
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from orgshelf.storage.places import cache_dir
from orgshelf.storage.regular import open_regular

T = TypeVar("T")

_PATIENCE = 2.0  # seconds: whoever waits longer reads the notes themselves


class RowTest:
    """A test that a statement makes of its rows; its first value for SQL's ``passes``."""

    def __init__(self, test: Callable[..., bool]) -> None:
        self.test = test
        self.raised: BaseException | None = None
        _TESTS[id(self)] = self

    def __conform__(self, _protocol: object) -> int:
        """The number that stands for it in a statement."""
        return id(self)


_TESTS = WeakValueDictionary[int, RowTest]()


def _passes(number: int, *values: object) -> bool:
    asked = _TESTS[number]
    try:
        return asked.test(*values)
    except BaseException as error:
        asked.raised = error
        raise


class _TestingCursor(sqlite3.Cursor):
    """A cursor that raises what a test raised: SQLite says only that there was something."""

    tests: Sequence[RowTest] = ()

    def __next__(self) -> Any:  # noqa: ANN401 - whatever is in a row
        return self._telling(super().__next__)

    def fetchone(self) -> Any:  # noqa: ANN401
        """The next row; None where there is none."""
        return next(self, None)

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return list(self)

    def asked(self, sql: str, values: Sequence[object]) -> "_TestingCursor":
        """Begin with a statement."""
        self.tests = [value for value in values if isinstance(value, RowTest)]
        return self._telling(lambda: self.execute(sql, values))

    def _telling(self, step: Callable[[], T]) -> T:
        try:
            return step()
        except sqlite3.OperationalError:
            for test in self.tests:
                if test.raised is not None:
                    raise test.raised from None
            raise


class Connection(sqlite3.Connection):
    """A connection that is closed when nobody has it any more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as SQLite has them
        super().__init__(*args, **kwargs)
        self.create_function("passes", -1, _passes, deterministic=True)

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it was never opened
            self.close()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:  # type: ignore[override]
        """As SQLite does; what a ``RowTest`` raises comes out as it is."""
        if any(isinstance(value, RowTest) for value in values):
            return self.cursor(_TestingCursor).asked(sql, values)
        return super().execute(sql, values)


def connect_in_memory() -> Connection:
    """An empty database for this run alone."""
    return sqlite3.connect(":memory:", isolation_level=None, factory=Connection)


def index_path(root: Path) -> Path:
    """Where the index of these notes is."""
    whole = root.resolve()
    return cache_dir() / f"{whole.name[:40]}-{zlib.crc32(os.fsencode(whole)):08x}.sqlite"


def connect(root: Path) -> sqlite3.Connection:
    """Open the index, an empty one where there is none; only its owner may read it.

    Raises:
        OSError: there is no place for it.
        sqlite3.Error: what is there is no database.
    """
    path = index_path(root)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(open_regular(path, os.O_CREAT | os.O_RDWR))
    with contextlib.suppress(FileNotFoundError):
        os.close(open_regular(f"{path}-journal", os.O_RDONLY))  # which SQLite reads first
    return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, factory=Connection)


def discard(root: Path) -> None:
    """Remove the index; it is made again by the next run."""
    path = index_path(root)
    for name in (path, path.with_name(f"{path.name}-journal")):
        with contextlib.suppress(OSError):
            name.unlink()
