"""The few headings among which a REF's are; ``shelf.refs`` then says which they are."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence

from orgshelf.index.conditions import bindable
from orgshelf.index.schema import PLACE_BITS, decoded, encoded, path_key
from orgshelf.shelf.query.sql import PENDING, titled

_FILE_LINE = re.compile(r"(.+\.org):([0-9]{1,9})(?::.*)?")
_SHORT_ID = re.compile(r"[0-9a-f]{4,16}")


def candidates(
    connection: sqlite3.Connection, ref: str, names: Callable[[str], Sequence[str]]
) -> list[int] | None:
    """The ids of the headings to look at; None where all of them are."""
    ref = ref.strip()
    if match := _FILE_LINE.fullmatch(ref):
        return [id_ for file in names(match[1]) for id_ in _of_file(connection, file)] or None
    if ref.startswith(("id:", "#")):
        return _with_id(connection) or None
    if _SHORT_ID.fullmatch(ref):
        query = "SELECT id FROM heading WHERE hash BETWEEN ? AND ?"
        if found := _ids(connection, query, ref, f"{ref}g"):
            return found
    return _in_titles(connection, ref.casefold().split())


def _ids(connection: sqlite3.Connection, query: str, *values: object) -> list[int]:
    return [row[0] for row in connection.execute(query, values)]


def _of_file(connection: sqlite3.Connection, name: str) -> list[int]:
    query = (
        "SELECT h.id FROM file f CROSS JOIN heading h"
        f" ON h.id > f.id << {PLACE_BITS} AND h.id < (f.id + 1) << {PLACE_BITS} WHERE f.key = ?"
    )
    return _ids(connection, query, path_key(name))


def _with_id(connection: sqlite3.Connection) -> list[int]:
    names = "name IN ('ID', 'CUSTOM_ID')"
    query = f"SELECT DISTINCT heading FROM property WHERE {names} AND value NOT NULL"
    return _ids(connection, query)


def _in_titles(connection: sqlite3.Connection, words: Sequence[str]) -> list[int] | None:
    """Headings with all words in their title; none of them: all must be looked at."""
    if not words:
        return None
    condition = bindable(titled(words), connection)
    query = f"SELECT h.id FROM heading h WHERE {condition.sql}"
    return _ids(connection, query, *condition.values) or None


def pending(connection: sqlite3.Connection, start: str) -> Iterator[tuple[str, str]]:
    """The ids of pending items that begin so, each with the title, in the order of the notes."""
    query = (
        "SELECT h.hash, coalesce(h.title, h.text) FROM heading h"
        f" JOIN file f ON f.id = h.id >> {PLACE_BITS}"
        f" WHERE {PENDING} AND h.hash BETWEEN ? AND ? ORDER BY f.key, h.id"
    )
    rows = connection.execute(query, (encoded(start), encoded(f"{start}g")))
    return ((id_, decoded(title)) for id_, title in rows)
