"""The file that the index of a notes root is in."""

import contextlib
import os
import sqlite3
from pathlib import Path

from orgshelf.store import private
from orgshelf.store.paths import cache_dir, tree_name

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
    private.make_folder(path.parent)
    for name in _names(path):
        private.remove_foreign(name)
    os.close(private.open_file(path, os.O_CREAT | os.O_RDWR))
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
