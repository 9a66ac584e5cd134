"""Rows of files written into the index, and taken out of it."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from orgshelf.store import full_text
from orgshelf.store.affected import Affected, KnownFile
from orgshelf.store.rows import FileRows, Row, trigram_row, words_row
from orgshelf.store.tables import decoded, path_key, span

if TYPE_CHECKING:
    from orgshelf.store.readers import Result

#: The tables that tell of the headings of a file: the column that says of which one, its place
#: among the columns, and what ``FileRows`` calls the rows.
_OF_HEADINGS = (
    ("heading", "id", 0, "headings"),
    ("entry", "id", 0, "texts"),
    ("tag", "first", 1, "tags"),
    ("property", "heading", 1, "properties"),
    ("fact", "heading", 0, "facts"),
    ("work", "id", 0, "works"),
)
_NO_ROWS = FileRows(0, (), *([] for _ in FileRows._fields[2:]))
_SHIFT = (
    "UPDATE heading SET line = line + ?1, ended = ended + ?1, body = body + ?1"
    " WHERE id >= ?2 AND id < ?3"
)
#: One file's items of each kind, with the works that are listed.
_KINDS = (
    "INSERT INTO kind SELECT min(id), kind, sum(keyword NOT NULL), sum(done), sum(dropped)"
    " FROM heading WHERE id BETWEEN ? AND ?"
    " AND (keyword NOT NULL OR role = 'work' AND NOT hidden) GROUP BY kind"
)

#: The first and the last of some ids that follow one another.
Ids = tuple[int, int]


def write(connection: sqlite3.Connection, result: "Result", read: int, *, anew: bool) -> None:
    """Put in what was read of a file at a time; ``anew``: the index has had nothing of it.

    A file that could not be read is taken out.
    """
    job, rows, found = result.job, result.rows, result.affected
    if rows is None or found is None or job.note.stamp is None:
        if not anew:
            forget(connection, job.number)
        return
    if anew:
        _insert(connection, rows)
    else:
        _replace(connection, list(_ids(job.number, found, rows.total)), rows)
        _shift(connection, job.number, found)
        _forget_file(connection, job.number)
    of_file = (job.number, path_key(job.note.name), *job.note.stamp, read, result.digest)
    _add(connection, "file", [(*of_file, rows.total, *rows.of_file)])
    _add(connection, "setup", [(job.number, path, digest) for path, digest in result.setups])
    connection.execute(_KINDS, span(job.number))


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Take a file out."""
    _replace(connection, [span(number)], _NO_ROWS)
    _forget_file(connection, number)


def known_file(connection: sqlite3.Connection, number: int) -> KnownFile | None:
    """What the index has of a file."""
    query = "SELECT stray, tags, pairs, properties, category FROM file WHERE id = ?"
    itself = connection.execute(query, (number,)).fetchone()
    if itself is None:
        return None
    rows = connection.execute(
        "SELECT hash, line, entry.text, level FROM heading JOIN entry USING (id)"
        " WHERE id BETWEEN ? AND ? ORDER BY id",
        span(number),
    ).fetchall()
    is_work = bool(rows) and rows[0][3] == 0
    rows = rows[is_work:]
    texts = [decoded(row[2]) for row in rows]
    ids, lines = [row[0] for row in rows], [row[1] for row in rows]
    return KnownFile(itself, ids, lines, texts, is_work)


def _ids(number: int, found: Affected, count: int) -> Iterator[Ids]:
    """The ids of headings whose rows are made anew, and of those that are gone."""
    first, last = span(number)
    if len(found.places) == count:
        yield first, last
        return
    yield first, first  # the file itself
    for start, stop in found.stretches:
        yield first + 1 + start, first + stop
    if found.before > count:
        yield first + 1 + count, last


def _shift(connection: sqlite3.Connection, number: int, found: Affected) -> None:
    """Have the headings that stay tell of the lines they are on now."""
    first, _ = span(number)
    moved = ((one.by, first + 1 + one.start, first + 1 + one.stop) for one in found.shifts)
    connection.executemany(_SHIFT, moved)


def _forget_file(connection: sqlite3.Connection, number: int) -> None:
    """Take out what is known of a file beside its headings."""
    connection.execute("DELETE FROM file WHERE id = ?", (number,))
    connection.execute("DELETE FROM setup WHERE file = ?", (number,))
    connection.execute("DELETE FROM kind WHERE first BETWEEN ? AND ?", span(number))


def _replace(connection: sqlite3.Connection, stretches: Sequence[Ids], rows: FileRows) -> None:
    """Put rows in the place of those of some headings; what is the same stays untouched."""
    changed: dict[str, set[int]] = {}
    for table, column, place, name in _OF_HEADINGS:
        query = f"SELECT * FROM {table} WHERE {column} BETWEEN ? AND ?"
        old = {row for ids in stretches for row in connection.execute(query, ids)}
        changed[table] = {row[place] for row in old.symmetric_difference(getattr(rows, name))}
    # The full-text tables want to be told what stood in them: while the others still have it.
    _replace_words(connection, changed["heading"] | changed["entry"], rows)
    for table, column, place, name in _OF_HEADINGS:
        if headings := changed[table]:
            gone = [(heading,) for heading in headings]
            connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)
            _add(connection, table, [row for row in getattr(rows, name) if row[place] in headings])


def _replace_words(connection: sqlite3.Connection, ids: set[int], rows: FileRows) -> None:
    """The same in the full-text tables, for these headings."""
    if not full_text.is_kept(connection):
        full_text.drop_words(connection)
        return
    texts = connection.execute(
        "SELECT id, coalesce(title, heading.text), entry.text FROM heading JOIN entry USING (id)"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (str(list(ids)),),  # JSON, of whole numbers
    ).fetchall()
    old = [(id_, decoded(title), decoded(text)) for id_, title, text in texts]
    trigrams, words = {trigram_row(*text) for text in old}, {words_row(*text) for text in old}
    connection.executemany(
        "INSERT INTO trigram (trigram, rowid, text) VALUES ('delete', ?, ?)",
        sorted(trigrams.difference(rows.trigrams)),
    )
    connection.executemany(
        "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        sorted(words.difference(rows.words)),
    )
    _add_words(
        connection,
        [row for row in rows.trigrams if row[0] in ids and row not in trigrams],
        [row for row in rows.words if row[0] in ids and row not in words],
    )


def _insert(connection: sqlite3.Connection, rows: FileRows) -> None:
    """Put the rows of a file in that was not there."""
    for table, _, _, name in _OF_HEADINGS:
        _add(connection, table, getattr(rows, name))
    _add_words(connection, rows.trigrams, rows.words)


def _add_words(
    connection: sqlite3.Connection, trigrams: "Sequence[Row]", words: "Sequence[Row]"
) -> None:
    _add(connection, "trigram (rowid, text)", trigrams)
    _add(connection, "words (rowid, title, text)", words)


def _add(connection: sqlite3.Connection, table: str, rows: "Sequence[Row]") -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
