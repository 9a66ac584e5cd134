"""What the letters of texts are found by: the trigrams of some entries that follow one another.

A trigram that most entries have is kept once for so many of them. An entry is then looked at
which has only neighbours with the letters that are looked for; few are.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from orgshelf.query.sql import BLOCK, trigrams
from orgshelf.shelf.spelling import folded
from orgshelf.store.tables import decoded, searchable

#: The number of a block of entries, and its trigrams with blanks between.
Row = tuple[int, str]
#: An entry's id, that of its heading, and its text.
Entry = tuple[int, int, str | bytes]

_ENTRIES = "SELECT id, heading, text FROM entry WHERE id BETWEEN ? AND ? ORDER BY id"


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
