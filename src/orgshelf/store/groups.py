"""Progress per kind, work, tag, file, author, year, or value of a property, counted by SQL."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from orgshelf.model import Progress
from orgshelf.progress.aggregates import recent_from
from orgshelf.progress.counts import NO_GROUP, Group, one_spelling
from orgshelf.progress.facts import Sort, day_and_minute
from orgshelf.progress.reading import progress_read
from orgshelf.query.sql import EVERYTHING, Condition
from orgshelf.shelf.property_names import OTHER_NAMES
from orgshelf.store.conditions import COUNTED
from orgshelf.store.stored import Stored
from orgshelf.store.tables import PLACE_BITS, corrupt_rows_as_errors, decoded, encoded, path_name

_LATELY = f"sort = {Sort.DONE} AND (day, minute) > (?, ?) AND (day, minute) <= (?, ?)"
_COUNTS = (
    "count(h.keyword), sum(h.done), sum(h.dropped),"
    f" sum(h.id IN (SELECT heading FROM fact WHERE {_LATELY})), min(h.id)"
)
#: The items by kind of all headings, where each file's are counted already.
_ALL_BY_KIND = (
    "SELECT k.name, k.name, k.items, k.done, k.dropped,"
    f" (SELECT sum(amount) FROM fact WHERE heading >= k.first >> {PLACE_BITS} << {PLACE_BITS}"
    f" AND heading < (k.first >> {PLACE_BITS}) + 1 << {PLACE_BITS} AND kind = k.name"
    f" AND {_LATELY}), k.first FROM kind k"
)
_OF_WORK = "LEFT JOIN heading w ON w.id = h.work"
_TAGS = (
    "LEFT JOIN (SELECT DISTINCT d.id, t.tag FROM tag t"
    " CROSS JOIN heading d ON d.id >= t.first AND d.id < t.last) t ON t.id = h.id"
)
#: A heading's own property, or that of the nearest heading above it which has one.
_PROPERTY = (
    "LEFT JOIN (SELECT d.id, max(p.heading) AS nearest FROM property p"
    " CROSS JOIN heading d ON d.id >= p.heading AND d.id < p.last WHERE p.name = ?"
    " GROUP BY d.id) n ON n.id = h.id"
    " LEFT JOIN property p ON p.name = ? AND p.heading = n.nearest"
)

#: The name of a group, and the kind of its items where it is a group of one kind.
Key = tuple[str, str | None]


class _Grouping(NamedTuple):
    """How headings are grouped: a value that SQL groups by, and the group names it stands for.

    ``kind`` is that of the items, for groups of one kind each. ``by`` are the columns to group
    by where they are not the first two. ``is_sorted`` says whether groups come by their names,
    else they come in the order in which they first appear.
    """

    value: str
    names: Callable[[Any], Iterable[str]]
    kind: str = "NULL"
    join: str = ""
    by: str = "1, 2"
    is_sorted: bool = True


def _text(value: str | bytes | None) -> list[str]:
    return [NO_GROUP if value is None else decoded(value)]


def _property(value: str | bytes | None) -> list[str]:
    return [NO_GROUP] if value in (None, "", "nil") else _text(value)


def _authors(value: str | bytes | None) -> list[str]:
    return decoded(value).split("\n") if value else [NO_GROUP]


def _year(value: int | None) -> list[str]:
    from orgshelf.shelf.years import year_words  # few ask for years

    return [NO_GROUP if value is None else year_words(value)]


def _file(key: bytes) -> list[str]:
    return [path_name(key)]


_BY: Mapping[str, _Grouping] = {
    "kind": _Grouping("h.kind", _text, kind="h.kind", is_sorted=False),
    "work": _Grouping(
        "coalesce(w.title, w.text)",
        _text,
        kind="h.kind",
        join="JOIN heading w ON w.id = h.work",
        by="h.work, h.kind",
        is_sorted=False,
    ),
    "tag": _Grouping("t.tag", _text, join=_TAGS),
    "file": _Grouping(
        "f.key", _file, join=f"JOIN file f ON f.id = h.id >> {PLACE_BITS}", is_sorted=False
    ),
    "author": _Grouping("w.authors", _authors, join=_OF_WORK),
    "year": _Grouping("w.year", _year, join=_OF_WORK),
}


class _Counts(NamedTuple):
    """What a group counts; ``first`` is where its first heading stands: rank of the file, id."""

    total: int
    done: int
    dropped: int
    recent: int
    first: tuple[int, int]


def _sum(one: _Counts, other: _Counts) -> _Counts:
    return _Counts(
        one.total + other.total,
        one.done + other.done,
        one.dropped + other.dropped,
        one.recent + other.recent,
        min(one.first, other.first),
    )


@corrupt_rows_as_errors()
def groups(stored: Stored, condition: Condition, by: str, now: datetime) -> list[Group]:
    """The groups of the headings that meet a condition, by a word or the name of a property."""
    grouping = _BY.get(by) or _Grouping("coalesce(p.below, p.value)", _property, join=_PROPERTY)
    property_marks = () if by in _BY else (encoded(by), encoded(by))
    moments = (*recent_from(now), *day_and_minute(now))
    values = (*moments, *property_marks, *condition.values)
    sql = _ALL_BY_KIND if by == "kind" and condition == EVERYTHING else _sql(grouping, condition)
    rows = stored.connection.execute(sql, values)
    counted: dict[Key, _Counts] = {}
    for key, counts in _counted(stored, grouping, rows):
        counted[key] = _sum(counted[key], counts) if key in counted else counts
    if by == "author":
        counted = _with_one_spelling(counted)
    read = _pages(stored, counted) if by == "work" else {}
    return [
        Group(
            *key,
            read.get(key) or Progress(counts.done, counts.total, counts.dropped),
            counts.recent,
        )
        for key, counts in _ordered(counted, grouping)
    ]


def _with_one_spelling(counted: Mapping[Key, _Counts]) -> dict[Key, _Counts]:
    """The counts of names that differ only in how their letters are written as one."""
    names = one_spelling(name for name, _ in counted)
    found: dict[Key, _Counts] = {}
    for (name, kind), counts in counted.items():
        key = names[name], kind
        found[key] = _sum(found[key], counts) if key in found else counts
    return found


def _ordered(counted: Mapping[Key, _Counts], grouping: _Grouping) -> list[tuple[Key, _Counts]]:
    if grouping.is_sorted:
        return sorted(counted.items(), key=lambda item: item[0][0])
    return sorted(counted.items(), key=lambda item: item[1].first)


def _sql(grouping: _Grouping, condition: Condition) -> str:
    """Each file's headings are counted by themselves, since files have an order of their own."""
    return (
        f"SELECT {grouping.value}, {grouping.kind}, {_COUNTS} FROM heading h {grouping.join}"
        f" WHERE {COUNTED} AND ({condition.sql}) GROUP BY {grouping.by}, h.id >> {PLACE_BITS}"
    )


def _counted(
    stored: Stored, grouping: _Grouping, rows: sqlite3.Cursor
) -> Iterator[tuple[Key, _Counts]]:
    ranks = {number: rank for rank, number in enumerate(stored.numbers())}
    for value, kind, total, done, dropped, recent, first in rows:
        place = ranks[first >> PLACE_BITS], first
        counts = _Counts(total, done or 0, dropped or 0, recent or 0, place)
        for name in grouping.names(value):
            yield (name, None if kind is None else decoded(kind)), counts


def _pages(stored: Stored, counted: Mapping[Key, _Counts]) -> dict[Key, Progress]:
    """The pages of the works that are read by pages."""
    names = ("LENGTH", *(n for own in ("PAGES", "PAGE") for n in (own, *OTHER_NAMES[own])))
    marks = ", ".join("?" * len(names))
    query = f"SELECT DISTINCT heading FROM property WHERE name IN ({marks})"
    paged = {row[0] for row in stored.connection.execute(query, names)}
    firsts = {key: counts.first[1] for key, counts in counted.items() if counts.first[1] in paged}
    works = zip(firsts, stored.entries(list(firsts.values())), strict=True)
    return {key: progress for key, work in works if (progress := progress_read(work))}
