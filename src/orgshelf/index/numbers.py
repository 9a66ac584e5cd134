"""Progress per kind and per work, counted by SQL."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from orgshelf.index.schema import PLACE_BITS, decoded, sense
from orgshelf.index.stored import Stored
from orgshelf.model import Progress
from orgshelf.shelf.progress.counts import Group, pages
from orgshelf.shelf.progress.facts import Sort, day_and_minute
from orgshelf.shelf.progress.sums import recent_from
from orgshelf.shelf.query.sql import Condition

#: What ``shelf.progress.counts.group`` counts: items, and works that are not hidden.
COUNTED = "(h.keyword IS NOT NULL OR (h.role = 'work' AND NOT h.hidden))"
_COUNTS = (
    "count(h.keyword), sum(h.done), sum(h.dropped),"
    f" sum(h.id IN (SELECT heading FROM fact WHERE sort = {Sort.DONE}"
    " AND (day, minute) > (?, ?) AND (day, minute) <= (?, ?))), min(h.id)"
)
_BY: Mapping[str, str] = {
    "kind": f"SELECT h.kind, h.kind, {_COUNTS} FROM heading h"
    f" WHERE {COUNTED} AND ({{}}) GROUP BY h.kind, h.id >> {PLACE_BITS}",
    "work": f"SELECT coalesce(w.title, w.text), h.kind, {_COUNTS}"
    " FROM heading h JOIN heading w ON w.id = h.work"
    f" WHERE {COUNTED} AND ({{}}) GROUP BY h.work, h.kind",
}
#: The same of all headings by kind, where each file's are counted already.
_ALL_BY_KIND = (
    "SELECT k.name, k.name, k.items, k.done, k.dropped,"
    f" (SELECT sum(amount) FROM fact WHERE heading >= k.first >> {PLACE_BITS} << {PLACE_BITS}"
    f" AND heading < (k.first >> {PLACE_BITS}) + 1 << {PLACE_BITS} AND kind = k.name"
    f" AND sort = {Sort.DONE} AND (day, minute) > (?, ?) AND (day, minute) <= (?, ?)), k.first"
    " FROM kind k"
)
#: The groupings that SQL can do.
GROUPINGS = frozenset(_BY)

Key = tuple[str | bytes, str | bytes]


class _Counts(NamedTuple):
    total: int
    done: int
    dropped: int
    recent: int
    first: tuple[int, int]  # where the first of them stands: rank of the file, id


def _sum(one: _Counts, other: _Counts) -> _Counts:
    return _Counts(
        one.total + other.total,
        one.done + other.done,
        one.dropped + other.dropped,
        one.recent + other.recent,
        min(one.first, other.first),
    )


@sense()
def groups(stored: Stored, condition: Condition, by: str, now: datetime) -> list[Group]:
    """The same as ``shelf.progress.counts.group`` of the headings that meet a condition."""
    values = (*recent_from(now), *day_and_minute(now), *condition.values)
    sql = _ALL_BY_KIND if (by, condition.sql) == ("kind", "1") else _BY[by].format(condition.sql)
    rows = stored.connection.execute(sql, values)
    counted: dict[Key, _Counts] = {}
    for key, counts in _ranked(stored, rows):
        counted[key] = _sum(counted[key], counts) if key in counted else counts
    read = _pages(stored, counted) if by == "work" else {}
    return [
        Group(
            decoded(name),
            decoded(kind) if by == "work" or kind else None,
            read.get((name, kind)) or Progress(counts.done, counts.total, counts.dropped),
            counts.recent,
        )
        for (name, kind), counts in sorted(counted.items(), key=lambda item: item[1].first)
    ]


def _ranked(stored: Stored, rows: sqlite3.Cursor) -> Iterator[tuple[Key, _Counts]]:
    ranks = {number: rank for rank, number in enumerate(stored.numbers())}
    for name, kind, total, done, dropped, recent, first in rows:
        place = ranks[first >> PLACE_BITS], first
        yield (name, kind), _Counts(total, done or 0, dropped or 0, recent or 0, place)


def _pages(stored: Stored, counted: Mapping[Key, _Counts]) -> dict[Key, Progress]:
    """Pages of the works that are read by pages."""
    query = "SELECT heading FROM property WHERE name = 'PAGES'"
    paged = {row[0] for row in stored.connection.execute(query)}
    keys: Sequence[tuple[Key, int]] = [
        (key, counts.first[1]) for key, counts in counted.items() if counts.first[1] in paged
    ]
    found: dict[Key, Any] = {}
    for (key, _), entry in zip(keys, stored.entries([id_ for _, id_ in keys]), strict=True):
        if progress := pages(entry):
            found[key] = progress
    return found
