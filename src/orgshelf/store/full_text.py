"""The full-text tables, and the trigrams that texts are found by.

An index that is not kept does without as long as it can. A trigram that most entries have is kept
once for some that follow one another. An entry is then looked at which has only neighbours with
the letters that are looked for; few are.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from orgshelf.query.sql import BLOCK, trigrams
from orgshelf.shelf.spelling import folded
from orgshelf.store.tables import TRIGRAMS, WORDS, decoded, searchable

#: The number of a block of entries, and its trigrams with blanks between.
Row = tuple[int, str]
#: An entry's id, that of its heading, and its text.
Entry = tuple[int, int, str | bytes]

_ENTRIES = "SELECT id, heading, text FROM entry WHERE id BETWEEN ? AND ? ORDER BY id"


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


def blocks_of(entries: Iterable[Entry]) -> list[int]:
    """The blocks that some entries are in."""
    return sorted({id_ // BLOCK for id_, _, _ in entries})


def rows_of_blocks(connection: sqlite3.Connection, blocks: Iterable[int]) -> Iterator[Row]:
    """What is kept of some blocks, as far as any of their entries is there."""
    for block in blocks:
        first = block * BLOCK
        yield from rows_of(connection.execute(_ENTRIES, (first, first + BLOCK - 1)).fetchall())


def rows_of(entries: Iterable[Entry]) -> Iterator[Row]:
    """What is kept of the blocks of some entries, given in their order and all of each block."""
    for block, group in groupby(entries, lambda entry: entry[0] // BLOCK):
        yield block, _trigrams([decoded(text) for _, _, text in group])


def _trigrams(texts: Sequence[str]) -> str:
    """The trigrams of the words of some texts."""
    return " ".join(map(_of_word, set(searchable(folded("\n".join(texts))).split())))


@lru_cache(1 << 16)  # the same words come again and again
def _of_word(word: str) -> str:
    return " ".join(trigrams(word))
