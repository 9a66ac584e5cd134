"""The index as a database: its file, the functions that SQL calls, statements with row tests."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from orgshelf.store.file_access import make_folder, open_file, remove_foreign
from orgshelf.store.paths import cache_dir, tree_name
from orgshelf.store.tables import decoded, encoded, path_name

_PATIENCE = 2.0  # seconds: whoever waits longer reads the notes themselves

#: What SQLite says when the file may be sound, but cannot be used now or here.
_PASSING = frozenset(
    (
        *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL),
    )
)


class Connection(sqlite3.Connection):
    """A connection that is closed when nobody has it any more."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it was never opened
            self.close()


def connect_in_memory() -> Connection:
    """An empty database for this run alone."""
    return sqlite3.connect(":memory:", isolation_level=None, factory=Connection)


def index_path(root: Path) -> Path:
    """Where the index of these notes is."""
    return cache_dir() / f"{tree_name(root)}.sqlite"


def connect(root: Path) -> sqlite3.Connection:
    """Open the index, an empty one where there is none; only its owner may read it.

    What is in its place and is no file of ours is removed.

    Raises:
        NotPrivateError: others can write to the cache folder.
        OSError: there is no place for it.
        sqlite3.Error: what is there is no database.
    """
    path = index_path(root)
    make_folder(path.parent)
    for name in _names(path):
        remove_foreign(name)
    os.close(open_file(path, os.O_CREAT | os.O_RDWR))
    return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, factory=Connection)


def is_damage(error: Exception) -> bool:
    """Whether an error means that the index must be made anew, and not only waited for.

    To remove one that others are using would make their next write fail.
    """
    if not isinstance(error, sqlite3.Error):
        return isinstance(error, UnicodeDecodeError)  # where SQLite cites broken bytes
    if not hasattr(error, "sqlite_errorcode"):  # raised by our own checks
        return not isinstance(error, sqlite3.OperationalError)
    return error.sqlite_errorcode & 0xFF not in _PASSING


def discard(root: Path) -> None:
    """Remove the index; it is made again by the next run."""
    for name in _names(index_path(root)):
        with contextlib.suppress(OSError):
            name.unlink()


def _names(path: Path) -> list[Path]:
    """The file of the index, and those that SQLite may have beside it."""
    return [path.with_name(f"{path.name}{end}") for end in ("", "-journal", "-wal", "-shm")]


def prepare(connection: sqlite3.Connection) -> None:
    """Set up a connection for an index: its settings and its functions."""
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA synchronous = NORMAL")  # enough for what can be made again
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.create_function("has", 2, _has, deterministic=True)
    connection.create_function("casefold", 1, _casefold, deterministic=True)
    connection.create_function("path_name", 1, _path_name, deterministic=True)
    connection.create_function("passes", -1, _passes, deterministic=True)


def _has(text: str | bytes | None, word: str | bytes) -> bool:
    """Return whether a text has a word, which is folded, however its letters are written."""
    if text is None:
        return False
    if isinstance(text, str) and text.isascii():
        return decoded(word) in text.lower()
    from orgshelf.shelf.spelling import folded  # most texts have no need of it

    return decoded(word) in folded(decoded(text))


def _casefold(text: str | bytes) -> str | bytes | None:
    return encoded(decoded(text).casefold())


def _path_name(key: bytes) -> str | bytes | None:
    return encoded(path_name(key))


class _Running:
    """A row test of a statement that is running, and what it raised."""

    def __init__(self, test: Callable[..., bool]) -> None:
        self.test = test
        self.raised: BaseException | None = None


#: Row tests by the numbers that stand for them in SQL.
_RUNNING: dict[int, _Running] = {}
_NUMBERS = count()


def _passes(number: int, *values: Any) -> bool:  # noqa: ANN401 - whatever the columns hold
    running = _RUNNING[number]
    try:
        return running.test(*[decoded(v) if isinstance(v, bytes) else v for v in values])
    except (AttributeError, LookupError, TypeError, ValueError, OverflowError) as error:
        running.raised = sqlite3.DatabaseError("what the index holds makes no sense")
        raise running.raised from error
    except BaseException as error:
        running.raised = error
        raise


def fetch(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> list[Any]:
    """Fetch the rows of a statement; a value that is a function is a row test for ``passes``.

    What a row test raises is raised here as it is; SQLite alone says only that a function failed.
    """
    tests = {next(_NUMBERS): _Running(value) for value in values if callable(value)}
    numbers = iter(tests)
    bound = [next(numbers) if callable(value) else value for value in values]
    _RUNNING.update(tests)
    try:
        return connection.execute(sql, bound).fetchall()
    except Exception:
        for running in tests.values():
            if running.raised is not None:
                raise running.raised from None
        raise
    finally:
        for number in tests:
            del _RUNNING[number]
