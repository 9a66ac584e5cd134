"""Opening the library of some notes: its index connected, made, brought to what they are now."""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from orgshelf.store.conditions import passes
from orgshelf.store.file_access import make_folder, open_file, remove_foreign
from orgshelf.store.library import Library
from orgshelf.store.paths import cache_dir, tree_name
from orgshelf.store.refresh import refresh
from orgshelf.store.stored import Stored
from orgshelf.store.tables import decoded, encoded, path_name

if TYPE_CHECKING:
    from datetime import datetime

    from orgshelf.store.config import Config
    from orgshelf.store.notes import Ticker


_PATIENCE = 2.0  # seconds: whoever waits longer reads the notes themselves

#: What SQLite says when the file may be sound, but cannot be used now or here.
_PASSING = frozenset(
    (
        *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL),
    )
)


def open_library(
    root: Path, config: "Config", now: "datetime", tick: "Ticker | None" = None
) -> Library:
    """The notes by the index in the cache; by one in memory where the cache cannot be used.

    An index that is broken is made again once.
    """
    for _ in range(2):
        try:
            return _filled(connect(root), root, config, now, tick, is_cached=True)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if not is_damage(error):
                break
            discard(root)
        except OSError:
            break
    return library_in_memory(root, config, now, tick)


def library_in_memory(
    root: Path, config: "Config", now: "datetime", tick: "Ticker | None" = None
) -> Library:
    """The notes by an index in memory, which is gone with the library."""
    return _filled(connect_in_memory(), root, config, now, tick, is_cached=False)


def _filled(
    connection: sqlite3.Connection,
    root: Path,
    config: "Config",
    now: "datetime",
    tick: "Ticker | None",
    *,
    is_cached: bool,
) -> Library:
    """The library by an index that is brought to what the notes are now."""
    left_out = refresh(connection, root, config, tick, with_full_text=is_cached)
    stored = Stored(connection, root, config)
    return Library(root, config, now, stored, is_cached=is_cached, **left_out._asdict())


def reopened(library: Library) -> Library:
    """The notes as they are now, for who holds the lock; by an index in memory if need be."""
    try:
        return _filled(
            library.connection,
            library.root,
            library.config,
            library.now,
            None,
            is_cached=library.is_cached,
        )
    except (sqlite3.Error, UnicodeDecodeError):
        return library_in_memory(library.root, library.config, library.now)


class Connection(sqlite3.Connection):
    """A connection that is closed when nobody has it any more."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it was never opened
            self.close()


def connect_in_memory() -> Connection:
    """An empty database for this run alone."""
    return _connected(":memory:")


def connect(root: Path) -> Connection:
    """Open the index, an empty one where there is none; only its owner may read it.

    What is in its place and is no file of ours is removed.

    Raises:
        NotPrivateError: others can write to the cache folder.
        OSError: there is no place for it.
        sqlite3.Error: what is there is no database.
    """
    make_folder(cache_dir())
    files = _index_files(root)
    for path in files:
        remove_foreign(path)
    os.close(open_file(files[0], os.O_CREAT | os.O_RDWR))
    return _connected(files[0])


def _connected(path: str | Path) -> Connection:
    """A connection with the settings of an index, and with the functions that SQL calls."""
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, factory=Connection)
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA synchronous = NORMAL")  # enough for what can be made again
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.create_function("has", 2, _has, deterministic=True)
    connection.create_function("casefold", 1, _casefold, deterministic=True)
    connection.create_function("path_name", 1, _path_name, deterministic=True)
    connection.create_function("passes", -1, passes, deterministic=True)
    return connection


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
    for path in _index_files(root):
        with contextlib.suppress(OSError):
            path.unlink()


def _index_files(root: Path) -> list[Path]:
    """The file of the index of these notes, and those that SQLite may have beside it."""
    name = f"{tree_name(root)}.sqlite"
    return [cache_dir() / f"{name}{end}" for end in ("", "-journal", "-wal", "-shm")]


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
