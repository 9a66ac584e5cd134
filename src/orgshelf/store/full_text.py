"""The full-text tables, which an index that is not kept does without as long as it can."""

import sqlite3

from orgshelf.query.sql import BLOCK
from orgshelf.store.tables import TRIGRAMS, WORDS, decoded


def create(connection: sqlite3.Connection) -> None:
    """Make both tables, empty ones."""
    connection.execute(TRIGRAMS)
    connection.execute(WORDS)


def omit(connection: sqlite3.Connection) -> None:
    """Do without: each entry is one that can have the letters that are looked for."""
    connection.create_function("match", 2, lambda *_: True, deterministic=True)
    connection.execute(
        f"CREATE VIEW trigram AS SELECT DISTINCT id / {BLOCK} AS rowid, NULL AS trigram FROM entry"
    )


def is_kept(connection: sqlite3.Connection) -> bool:
    """Whether the tables are there, to be filled with all that is read."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'trigram'"
    return connection.execute(query).fetchone() is not None


def need_words(connection: sqlite3.Connection) -> None:
    """Make and fill the table of words where there is none yet."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone():
        return
    from orgshelf.store.rows import words_row

    connection.execute(WORDS)
    texts = connection.execute(
        "SELECT e.id, coalesce(h.title, h.text), e.text"
        " FROM entry e JOIN heading h ON h.id = e.heading"
    )
    connection.executemany(
        "INSERT INTO words (rowid, text, title) VALUES (?, ?, ?)",
        (words_row(id_, decoded(title), decoded(text)) for id_, title, text in texts),
    )


def drop_words(connection: sqlite3.Connection) -> None:
    """Leave out the table of words, whose texts have changed; it is made when it is needed."""
    connection.execute("DROP TABLE IF EXISTS words")
