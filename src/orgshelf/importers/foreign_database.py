"""SQLite databases of other programs, read from memory: nothing of them is written or locked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from orgshelf.errors import ImportFormatError

_MARK = b"SQLite format 3\x00"


def is_database(data: bytes, *names: bytes) -> bool:
    """Whether it is a database in which these words stand, such as the names of its tables."""
    return data.startswith(_MARK) and all(name in data for name in names)


@contextmanager
def opened_database(data: bytes, what: str) -> Iterator[sqlite3.Connection]:
    """The database in a file; ``what`` names the format for the error.

    Raises:
        ImportFormatError: it is no database, is damaged, or lacks what is asked of it.
    """
    if not data.startswith(_MARK):
        raise ImportFormatError(what, "it is not an SQLite database")
    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = lambda text: text.decode(errors="replace")
        try:
            # A database in WAL mode is opened from memory only without that mark.
            database.deserialize(data[:18] + b"\x01\x01" + data[20:])
            database.execute("PRAGMA query_only = 1")
            yield database
        # A Python whose SQLite cannot do this has no such method.
        except (sqlite3.Error, OverflowError, AttributeError) as error:
            raise ImportFormatError(what, f"SQLite says: {error}") from error
