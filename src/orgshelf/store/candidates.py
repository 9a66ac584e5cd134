"""Headings found by SQL: those that a REF can mean, and what is told of them."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from orgshelf.query.sql import (
    EVERYTHING,
    PENDING,
    TITLE,
    Condition,
    being,
    both,
    containing_text,
    is_ascii,
    passing,
    titled,
)
from orgshelf.shelf.refs import FILE_LINE, SHORT_ID, is_file
from orgshelf.shelf.spelling import folded, spelled
from orgshelf.store.conditions import bindable
from orgshelf.store.tables import PLACE_BITS, decoded, encoded, path_key

#: A title that is not just as it is written may have words that no text has.
_TITLED = f"SELECT h.id, {TITLE} FROM heading h WHERE (h.title NOT NULL OR {{}}) AND {{}}"
#: In the title of a heading or of one above it.
_ON_PATH = (
    "SELECT d.id FROM heading a CROSS JOIN heading d ON d.id >= a.id AND d.id < a.last"
    " WHERE has(coalesce(a.title, a.text), ?)"
)


class Label(NamedTuple):
    """What tells a heading from others: its keyword and title, and the title of its work."""

    id: str
    title: str
    work: str | None


def candidates(
    connection: sqlite3.Connection, ref: str, names: Callable[[str], Sequence[str]]
) -> list[int]:
    """The ids of the headings that a REF can mean, perhaps of some more."""
    ref = ref.strip()
    if match := FILE_LINE.fullmatch(ref):
        line = int(match[2])
        return [id_ for file in names(match[1]) for id_ in _at_line(connection, file, line)]
    if ref.startswith(("id:", "#")):
        return _with_id(connection)
    return (
        (_file_works(connection, names(ref)) if is_file(ref) else [])
        or _with_short_id(connection, ref)
        or [*{*_with_this_id(connection, ref), *_with_title(connection, ref)}]
        or _with_path(connection, folded(ref).split())
    )


def _ids(connection: sqlite3.Connection, query: str, *values: object) -> list[int]:
    return [row[0] for row in connection.execute(query, values)]


def _with_short_id(connection: sqlite3.Connection, ref: str) -> list[int]:
    if not SHORT_ID.fullmatch(ref):
        return []
    return _ids(connection, "SELECT id FROM heading WHERE hash BETWEEN ? AND ?", ref, f"{ref}g")


def _at_line(connection: sqlite3.Connection, name: str, line: int) -> list[int]:
    """The last heading of a file that is on a line or above it."""
    query = (
        "SELECT h.id FROM file f CROSS JOIN heading h"
        f" ON h.id >= f.id << {PLACE_BITS} AND h.id < (f.id + 1) << {PLACE_BITS}"
        " WHERE f.key = ? AND h.line <= ? ORDER BY h.id DESC LIMIT 1"
    )
    return _ids(connection, query, path_key(name), line)


def _file_works(connection: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """Those of some files that are one work each."""
    query = f"SELECT h.id FROM file f JOIN heading h ON h.id = f.id << {PLACE_BITS} WHERE f.key = ?"
    return [id_ for name in names for id_ in _ids(connection, query, path_key(name))]


def _with_id(connection: sqlite3.Connection) -> list[int]:
    names = "name IN ('ID', 'CUSTOM_ID')"
    query = f"SELECT DISTINCT heading FROM property WHERE {names} AND value NOT NULL"
    return _ids(connection, query)


def _with_this_id(connection: sqlite3.Connection, ref: str) -> list[int]:
    """Those whose ID or CUSTOM_ID it is, in whatever case."""
    query = (
        "SELECT DISTINCT heading FROM property WHERE name IN ('ID', 'CUSTOM_ID')"
        " AND casefold(coalesce(value, '')) = ?"
    )
    return _ids(connection, query, encoded(ref.casefold())) if ref else []


def _with_title(connection: sqlite3.Connection, ref: str) -> list[int]:
    """The headings of that title; where there is none, those with all its words in theirs."""
    title, words = folded(ref), sorted(set(folded(ref).split()), key=len, reverse=True)
    if not words:
        return []
    written = containing_text(" ".join(words))
    whole = _titled(connection, written, being(TITLE, title))
    return [id_ for id_, found in whole if folded(found) == title] or [
        id_ for id_, _ in _titled(connection, written, titled(words))
    ]


def _titled(
    connection: sqlite3.Connection, written: Condition, title: Condition
) -> list[tuple[int, str]]:
    """The headings whose text meets a condition, and whose title another one."""
    written, title = (bindable(one, connection) for one in (written, title))
    values = *written.values, *title.values
    rows = connection.execute(_TITLED.format(written.sql, title.sql), values)
    return [(id_, decoded(found)) for id_, found in rows]


def _with_path(connection: sqlite3.Connection, words: Iterable[str]) -> list[int]:
    """The headings with all words in their title and in those above it."""
    found: set[int] | None = None
    for word in sorted(words, key=len, reverse=True):
        ids = set(_ids(connection, _ON_PATH, encoded(word)))
        found = ids if found is None else found & ids
        if not found:
            break
    return list(found or ())


def titles(connection: sqlite3.Connection) -> Iterator[str]:
    """The title of each heading."""
    rows = connection.execute("SELECT DISTINCT coalesce(title, text) FROM heading")
    return (decoded(row[0]) for row in rows)


def beginning(connection: sqlite3.Connection, start: str) -> Iterator[tuple[str, str]]:
    """The ids that begin so, each with the title, in the order of the notes.

    Without a start they are those of pending items and of files that are works.
    """
    query = (
        "SELECT h.hash, coalesce(h.title, h.text) FROM heading h"
        f" JOIN file f ON f.id = h.id >> {PLACE_BITS}"
        f" WHERE {'1' if start else f'({PENDING} OR h.level = 0)'}"
        " AND h.hash BETWEEN ? AND ? ORDER BY f.key, h.id"
    )
    rows = connection.execute(query, (encoded(start), encoded(f"{start}g")))
    return ((id_, decoded(title)) for id_, title in rows)


def labels(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[Label]:
    """What a list to choose from says of headings, in the order of their ids here."""
    works = "SELECT id, coalesce(title, text) FROM heading WHERE role = 'work'"
    titles = {id_: decoded(title) for id_, title in connection.execute(works)}
    query = (
        "SELECT h.hash, h.keyword, coalesce(h.title, h.text), nullif(h.work, h.id)"
        " FROM json_each(?) i CROSS JOIN heading h ON h.id = i.value ORDER BY i.key"
    )
    for id_, keyword, title, work in connection.execute(query, (json.dumps([*ids]),)):
        words = f"{decoded(keyword)} {decoded(title)}" if keyword else decoded(title)
        yield Label(id_, words, titles.get(work))


def similar_to(name: Sequence[str]) -> Condition:
    """Match the entries that can have a name (see ``shelf.identity.names_of``), and others.

    An identifier can be written in many ways, and anywhere; a title has all its words.
    """
    what, *_, text = name
    if what not in ("work", "part"):
        return EVERYTHING
    words = text.split()

    def has_all(title: str | None) -> bool:
        found = spelled(title or "")
        return all(word in found for word in words)

    return both((_may_have(max(words, key=len)), passing(has_all, TITLE)))


def _may_have(word: str) -> Condition:
    """Leave out what SQL sees not to have a word; what is spelled otherwise is not told."""
    plain = f"{is_ascii(TITLE)} AND instr({TITLE}, '+') = 0 AND instr({TITLE}, '#') = 0"
    return Condition(f"CASE WHEN {plain} THEN instr(lower({TITLE}), ?) > 0 ELSE 1 END", (word,))
