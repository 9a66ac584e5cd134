"""All headings with the texts that are kept of them; what is missing is made and kept."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from orgshelf.index.refresh import writing
from orgshelf.index.schema import PLACE_BITS, decoded, sense
from orgshelf.index.stored import Stored
from orgshelf.shelf.kept import Brief, Tell, Texts

_ALL = (
    "SELECT h.id, CAST(h.hash AS TEXT), h.kind, h.work,"
    " h.keyword NOT NULL, h.done IS 1, h.dropped IS 1,"
    " CAST(k.item AS BLOB), CAST(k.finished AS BLOB), CAST(ifnull(k.moment, '') AS TEXT),"
    " CAST(k.work AS BLOB), CAST(k.pages AS BLOB)"
    " FROM file f CROSS JOIN heading h"
    f" ON h.id > f.id << {PLACE_BITS} AND h.id < (f.id + 1) << {PLACE_BITS}"
    " LEFT JOIN kept k ON k.id = h.id ORDER BY f.key, h.id"
)
_TEXTS = len(Texts._fields)
_BATCH = 5_000


@sense()
def briefs(stored: Stored, tell: Tell) -> list[Brief]:
    """All headings in the order of the notes; ``tell`` makes the texts of those without."""
    connection = stored.connection
    version = _version(connection)
    rows = connection.execute(_ALL).fetchall()
    missing = [row[0] for row in rows if row[-_TEXTS] is None]
    made = dict(_made(stored, missing, tell))
    if made:
        _keep(connection, version, made)
    return [_brief(row, made) for row in rows]


def _brief(row: Sequence[Any], made: Mapping[int, Texts]) -> Brief:
    number, hash_, kind, *rest = row
    if number in made:
        rest[-_TEXTS:] = made[number]
    return Brief(number, hash_, decoded(kind), *rest)


def _made(stored: Stored, numbers: Sequence[int], tell: Tell) -> Iterator[tuple[int, Texts]]:
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        yield from zip(batch, tell(stored.entries(batch)), strict=True)


def _version(connection: sqlite3.Connection) -> int:
    """Another one whenever another process has written to the index."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _keep(connection: sqlite3.Connection, version: int, made: Mapping[int, Texts]) -> None:
    """Keep texts, if they are still those of the headings; who cannot makes them again."""
    with suppress(sqlite3.Error), writing(connection):
        if _version(connection) == version:
            connection.executemany(
                "REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)",
                ((number, *texts) for number, texts in made.items()),
            )
