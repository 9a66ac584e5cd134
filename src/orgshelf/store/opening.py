"""Opening the library of some notes: its index made, or brought to what the notes are now."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from orgshelf.errors import FileChangedError
from orgshelf.store import database
from orgshelf.store.database import prepare
from orgshelf.store.library import Library
from orgshelf.store.refresh import refresh
from orgshelf.store.stored import Reread, Stored
from orgshelf.store.tables import path_key

if TYPE_CHECKING:
    from datetime import datetime

    from orgshelf.org.document import Document
    from orgshelf.store.config import Config
    from orgshelf.store.notes import Ticker


def open_library(
    root: Path, config: "Config", now: "datetime", tick: "Ticker | None" = None
) -> Library:
    """The notes by the index in the cache; by one in memory where the cache cannot be used.

    An index that is broken is made again once.
    """
    for _ in range(2):
        try:
            return _opened(database.connect(root), root, config, now, tick, is_cached=True)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if not database.is_damage(error):
                break
            database.discard(root)
        except OSError:
            break
    return library_in_memory(root, config, now, tick)


def library_in_memory(
    root: Path, config: "Config", now: "datetime", tick: "Ticker | None" = None
) -> Library:
    """The notes by an index in memory, which is gone with the library."""
    return _opened(database.connect_in_memory(), root, config, now, tick, is_cached=False)


def _opened(
    connection: sqlite3.Connection,
    root: Path,
    config: "Config",
    now: "datetime",
    tick: "Ticker | None",
    *,
    is_cached: bool,
) -> Library:
    try:
        prepare(connection)
        return _filled(connection, root, config, now, tick, is_cached=is_cached)
    except BaseException:
        connection.close()
        raise


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
    stored = Stored(connection, config.org, _rereader(connection, root, config))
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


def _rereader(connection: sqlite3.Connection, root: Path, config: "Config") -> Reread:
    def reread(name: str) -> "Document":
        from orgshelf.digest import sha1_hex
        from orgshelf.org.lines import Lines
        from orgshelf.store import files
        from orgshelf.store.notes import parse

        note = files.read(root / name, root)
        query = "SELECT digest FROM file WHERE key = ?"
        known = connection.execute(query, (path_key(name),)).fetchone()
        if known is None or known[0] != sha1_hex(note.content):
            raise FileChangedError(name)
        return parse(Lines.from_bytes(note.content), name, root, config)

    return reread
