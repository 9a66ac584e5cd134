"""Rows of files written into the index, and taken out of it."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from orgshelf.query.sql import BLOCK
from orgshelf.store import full_text
from orgshelf.store.affected import Stretch
from orgshelf.store.full_text import blocks_of, rows_of, rows_of_blocks
from orgshelf.store.rows import FileRows, Row, words_row
from orgshelf.store.tables import decoded, path_key, span

if TYPE_CHECKING:
    from orgshelf.store.readers import Result
    from orgshelf.store.versions import KnownFile

#: The tables that tell of the headings of a file: the column that says of which one, its place
#: among the columns, and what ``FileRows`` calls the rows.
_OF_HEADINGS = (
    ("heading", "id", 0, "headings"),
    ("tag", "first", 1, "tags"),
    ("property", "heading", 1, "properties"),
    ("fact", "heading", 0, "facts"),
    ("work", "id", 0, "works"),
)
#: The columns of the full-text tables.
_COLUMNS = {"trigram": "rowid, trigrams", "words": "rowid, text, title"}
_NO_ROWS = FileRows(0, (), *([] for _ in FileRows._fields[2:]))
_SHIFT = "UPDATE heading SET line = line + ?, place = place + ? WHERE id BETWEEN ? AND ?"
#: The entries of some headings.
_ENTRIES = (
    "SELECT e.id, e.heading, e.text, coalesce(h.title, h.text)"
    " FROM heading h CROSS JOIN entry e ON e.id = h.entry WHERE h.id BETWEEN ? AND ?"
)
#: One file's items of each kind, with the works that are listed.
_KINDS = (
    "SELECT min(id), kind, sum(keyword NOT NULL), sum(done), sum(dropped)"
    " FROM heading WHERE id BETWEEN ? AND ?"
    " AND (keyword NOT NULL OR role = 'work' AND NOT hidden) GROUP BY kind"
)


def write(connection: sqlite3.Connection, result: "Result", read: int, *, anew: bool) -> None:
    """Put in what was read of a file at a time; ``anew``: the index has had nothing of it.

    A file that could not be read is taken out.
    """
    job, rows, update = result.job, result.rows, result.update
    if rows is None or update is None or job.note.stamp is None:
        if not anew:
            forget(connection, job.number)
        return
    if anew:
        _insert(connection, _with_entries(connection, rows, {}))
    else:
        first, _ = span(job.number)
        _replace(connection, [_further(one, first) for one in update.replaced], rows)
        moved = ((s.lines, s.places, *_further(s.stretch, first)) for s in update.shifts)
        connection.executemany(_SHIFT, moved)
        _forget_file(connection, job.number)
    of_file = (job.number, path_key(job.note.name), *job.note.stamp, read, result.digest)
    _add(connection, "file", [(*of_file, rows.total, *rows.of_file)])
    _add(connection, "setup", [(job.number, path, digest) for path, digest in result.setups])
    # To insert what is selected, in one statement, would make the full-text tables write out
    # what they have gathered, file after file.
    _add(connection, "kind", connection.execute(_KINDS, span(job.number)).fetchall())


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Take a file out."""
    _replace(connection, [span(number)], _NO_ROWS)
    _forget_file(connection, number)


def known_file(connection: sqlite3.Connection, number: int) -> "KnownFile | None":
    """What the index has of a file."""
    query = "SELECT stray, tags, pairs, properties, category FROM file WHERE id = ?"
    itself = connection.execute(query, (number,)).fetchone()
    if itself is None:
        return None
    from orgshelf.store.versions import KnownFile

    first, last = span(number)
    rows = connection.execute(
        "SELECT h.id - ?, h.hash, h.line, h.kind, h.role, e.text"
        " FROM heading h CROSS JOIN entry e ON e.id = h.entry"
        " WHERE h.id > ? AND h.id <= ? ORDER BY h.id",
        (first, first, last),
    ).fetchall()
    itself_too = connection.execute("SELECT 1 FROM heading WHERE id = ?", (first,)).fetchone()
    return KnownFile(
        itself,
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] for row in rows],
        [row[3:5] for row in rows],
        [decoded(row[5]) for row in rows],
        itself_too is not None,
    )


def _further(stretch: Stretch, first: int) -> Stretch:
    """Ids of the ordinals that a file has."""
    return first + stretch[0], first + stretch[1]


def _with_entries(
    connection: sqlite3.Connection, rows: FileRows, known: Mapping[int, int]
) -> FileRows:
    """The rows with the ids of entries, which some headings have already."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()
    # A file begins a block, whose trigrams are not to be written file after file.
    new = count(last + 1 if known else BLOCK * (last // BLOCK + 1))
    of = {row[0]: known.get(row[0]) or next(new) for row in rows.headings}
    return rows._replace(
        headings=[(id_, of[id_], *row) for id_, *row in rows.headings],
        texts=[(of[id_], id_, text) for id_, text in rows.texts],
        words=[(of[id_], text, title) for id_, text, title in rows.words],
    )


def _forget_file(connection: sqlite3.Connection, number: int) -> None:
    """Take out what is known of a file beside its headings."""
    connection.execute("DELETE FROM file WHERE id = ?", (number,))
    connection.execute("DELETE FROM setup WHERE file = ?", (number,))
    connection.execute("DELETE FROM kind WHERE first BETWEEN ? AND ?", span(number))


def _replace(connection: sqlite3.Connection, stretches: Sequence[Stretch], made: FileRows) -> None:
    """Put rows in the place of those of some headings; what is the same stays untouched."""
    entries = {row for ids in stretches for row in connection.execute(_ENTRIES, ids)}
    rows = _with_entries(connection, made, {heading: id_ for id_, heading, _, _ in entries})
    _replace_entries(connection, entries, rows)
    for table, column, place, name in _OF_HEADINGS:
        query = f"SELECT {_columns(connection, table)} FROM {table} WHERE {column} BETWEEN ? AND ?"
        old = {row for ids in stretches for row in connection.execute(query, ids)}
        if changed := {row[place] for row in old.symmetric_difference(getattr(rows, name))}:
            gone = [(heading,) for heading in changed]
            connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)
            _add(connection, table, [row for row in getattr(rows, name) if row[place] in changed])


def _columns(connection: sqlite3.Connection, table: str) -> str:
    """The columns that are written; SQLite computes others from them."""
    return ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info ({table})"))


def _replace_entries(
    connection: sqlite3.Connection, entries: Collection[Row], rows: FileRows
) -> None:
    """The same for texts, and in the full-text tables, which want to be told what stood there."""
    gone, added = _difference({row[:3] for row in entries}, rows.texts)
    with_words = full_text.is_kept(connection)
    blocks = blocks_of((*gone, *added)) if with_words else []
    before = set(rows_of_blocks(connection, blocks))
    connection.executemany("DELETE FROM entry WHERE id = ?", [row[:1] for row in gone])
    _add(connection, "entry", added)
    if not with_words:
        full_text.drop_words(connection)
        return
    _replace_words(connection, "trigram", before, [*rows_of_blocks(connection, blocks)])
    old = {words_row(id_, decoded(title), decoded(text)) for id_, _, text, title in entries}
    _replace_words(connection, "words", old, rows.words)


def _replace_words(
    connection: sqlite3.Connection, table: str, old: set[Row], new: Sequence[Row]
) -> None:
    """Put rows into a full-text table in the place of others."""
    gone, added = _difference(old, new)
    columns = _COLUMNS[table]
    marks = ", ".join("?" * columns.count(","))
    deleting = f"INSERT INTO {table} ({table}, {columns}) VALUES ('delete', ?, {marks})"
    connection.executemany(deleting, sorted(gone))
    _add(connection, f"{table} ({columns})", added)


def _difference(old: set[Row], new: Sequence[Row]) -> tuple[set[Row], list[Row]]:
    """The rows that are gone, and those that are added."""
    return old.difference(new), [row for row in new if row not in old]


def _insert(connection: sqlite3.Connection, rows: FileRows) -> None:
    """Put the rows of a file in that was not there."""
    for table, _, _, name in _OF_HEADINGS:
        _add(connection, table, getattr(rows, name))
    _add(connection, "entry", rows.texts)
    if full_text.is_kept(connection):
        _add(connection, f"trigram ({_COLUMNS['trigram']})", [*rows_of(rows.texts)])
        _add(connection, f"words ({_COLUMNS['words']})", rows.words)


def _add(connection: sqlite3.Connection, table: str, rows: "Sequence[Row]") -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
