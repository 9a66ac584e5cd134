"""The file that the index of a notes root is in."""

import contextlib
import os
import sqlite3
import zlib
from pathlib import Path

from orgshelf.storage.places import cache_dir

_PATIENCE = 2.0  # seconds: whoever waits longer reads the notes themselves


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
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, factory=Connection)


def discard(root: Path) -> None:
    """Remove the index; it is made again by the next run."""
    path = index_path(root)
    for name in (path, path.with_name(f"{path.name}-journal")):
        with contextlib.suppress(OSError):
            name.unlink()
