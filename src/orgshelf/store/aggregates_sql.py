"""The numbers of a report and the counts of tags, gathered by SQL."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from orgshelf.model import Progress, Status
from orgshelf.progress.aggregates import Aggregates, Count, Sums, Work, recent_from, summed
from orgshelf.progress.counts import STATUSES, rank
from orgshelf.progress.facts import STALE_DAYS, day_and_minute
from orgshelf.query.sql import EVERYTHING, Condition
from orgshelf.store.conditions import COUNTED
from orgshelf.store.stored import Stored
from orgshelf.store.tables import PLACE_BITS, corrupt_rows_as_errors, decoded

Row = tuple[Any, ...]

_UNTIL_NOW = "(f.day, f.minute) <= (?, ?)"
#: The columns of a ``Count``; the marks are for now, and for now and the beginning of lately.
_COUNT = (
    f"f.sort, f.day, sum(f.amount * ({_UNTIL_NOW})),"
    f" sum(f.amount * ({_UNTIL_NOW} AND (f.day, f.minute) > (?, ?))), sum(f.amount)"
)
_FACTS = f"SELECT f.kind, {_COUNT} FROM fact f {{}} GROUP BY f.kind, f.sort, f.day"
_FACTS_THAT = _FACTS.format("CROSS JOIN heading h ON h.id = f.heading WHERE {}")
_KINDS = "SELECT name, first, items, done, dropped FROM kind"
_KINDS_THAT = (
    "SELECT h.kind, min(h.id), count(h.keyword), sum(h.done), sum(h.dropped) FROM heading h"
    f" WHERE {COUNTED} AND ({{}}) GROUP BY h.kind, h.id >> {PLACE_BITS}"
)
_WORKS_THAT = f"w.id IN (SELECT h.work FROM heading h WHERE {COUNTED} AND ({{}}))"
_IN_ORDER = f"JOIN file ON file.id = w.id >> {PLACE_BITS}"
#: The headings of some works that meet a condition.
_OF_WORKS = (
    "FROM json_each(?) j CROSS JOIN heading w ON w.id = j.value"
    " CROSS JOIN heading h ON h.id >= w.id AND h.id < w.last AND h.work = w.id AND ({})"
)


@corrupt_rows_as_errors()
def aggregates(
    stored: Stored, condition: Condition, now: datetime, works: int | None
) -> Aggregates:
    """The sums of the headings that meet a condition, with at most so many works."""
    facts = _facts(stored, condition, now)
    kinds = _kinds(stored, condition)
    all_facts = (count for counts in facts.values() for count in counts)
    listed, unlisted = _works(stored, condition, "w.rank, w.touched DESC", works)
    last = now.toordinal() - STALE_DAYS
    is_stale = f"w.rank = {rank(Status.IN_PROGRESS)} AND w.touched <= {last}"
    stale, left_out = _works(stored, condition, "w.touched", works, is_stale)
    return Aggregates(
        summed(sum(kinds.values(), Progress()), all_facts),
        [(decoded(kind), summed(items, facts.get(kind, ()))) for kind, items in kinds.items()],
        _with_sums(stored, condition, listed, now),
        list(stale.values()),
        unlisted,
        left_out,
    )


@corrupt_rows_as_errors()
def finished(stored: Stored, condition: Condition, now: datetime) -> dict[date, int]:
    """How many times an item that meets a condition was finished on each day."""
    counts = _facts(stored, condition, now).values()
    return dict(summed(Progress(), (c for of_kind in counts for c in of_kind)).finished)


def _moments(now: datetime) -> tuple[int, ...]:
    """The values of the marks of a count."""
    return (*day_and_minute(now), *day_and_minute(now), *recent_from(now))


def _facts(stored: Stored, condition: Condition, now: datetime) -> dict[str | bytes, list[Count]]:
    """The counts of each kind."""
    sql = _FACTS.format("") if condition == EVERYTHING else _FACTS_THAT.format(condition.sql)
    rows = stored.connection.execute(sql, (*_moments(now), *condition.values))
    return _grouped(rows)


def _grouped(rows: Iterable[Row]) -> dict[Any, list[Count]]:
    """Counts by what stands before them."""
    groups: dict[Any, list[Count]] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row[1:])
    return groups


def _kinds(stored: Stored, condition: Condition) -> dict[str | bytes, Progress]:
    """The items of each kind, in the order in which the kinds first appear."""
    sql = _KINDS if condition == EVERYTHING else _KINDS_THAT.format(condition.sql)
    ranks = {number: place for place, number in enumerate(stored.numbers())}
    rows = stored.connection.execute(sql, condition.values).fetchall()
    kinds: dict[str | bytes, Progress] = {}
    for kind, _, items, done, dropped in sorted(
        rows, key=lambda r: (ranks[r[1] >> PLACE_BITS], r[1])
    ):
        kinds[kind] = kinds.get(kind, Progress()) + Progress(done or 0, items, dropped or 0)
    return kinds


def _works(
    stored: Stored, condition: Condition, order: str, most: int | None, test: str = "1"
) -> tuple[dict[int, Work], int]:
    """By their ids the first works with headings that meet a condition, and how many more."""
    values: tuple[Any, ...] = ()
    if condition != EVERYTHING:
        test, values = f"{test} AND {_WORKS_THAT.format(condition.sql)}", condition.values
    rows = stored.connection.execute(
        f"SELECT w.id, w.rank, w.touched FROM work w {_IN_ORDER} WHERE {test}"
        f" ORDER BY {order}, file.key, w.id LIMIT ?",
        (*values, -1 if most is None else most),
    ).fetchall()
    count = len(rows)
    if count == most:
        sql = f"SELECT count(*) FROM work w WHERE {test}"
        (count,) = stored.connection.execute(sql, values).fetchone()
    entries = stored.entries([row[0] for row in rows])
    works = {
        id_: Work(entry, STATUSES[place], None if day is None else date.fromordinal(day))
        for entry, (id_, place, day) in zip(entries, rows, strict=True)
    }
    return works, count - len(rows)


def _with_sums(
    stored: Stored, condition: Condition, works: Mapping[int, Work], now: datetime
) -> list[tuple[Work, Sums, bool]]:
    """Works with the sums of their headings that meet a condition."""
    # Whole numbers in a list are written in JSON as they are in Python.
    source, asked = _OF_WORKS.format(condition.sql), str(list(works))
    execute = stored.connection.execute
    counts = _grouped(
        execute(
            f"SELECT w.id, {_COUNT} {source} CROSS JOIN fact f ON f.heading = h.id"
            " GROUP BY w.id, f.sort, f.day",
            (*_moments(now), asked, *condition.values),
        )
    )
    items: Mapping[int, Row] = {
        row[0]: row[1:]
        for row in execute(
            "SELECT w.id, sum(h.done), count(h.keyword), sum(h.dropped), max(h.id = w.id)"
            f" {source} GROUP BY w.id",
            (asked, *condition.values),
        )
    }
    return [
        (work, summed(Progress(*items[id_][:3]), counts.get(id_, ())), bool(items[id_][3]))
        for id_, work in works.items()
    ]


def tag_counts(connection: sqlite3.Connection, condition: Condition) -> dict[str, int]:
    """How many headings that meet a condition have each tag, their own or an inherited one."""
    within = "tag t CROSS JOIN heading h ON h.id >= t.first AND h.id < t.last"
    these = f"+h.id IN (SELECT h.id FROM heading h WHERE {condition.sql})"
    query = f"SELECT t.tag, count(DISTINCT h.id) FROM {within} WHERE {these} GROUP BY t.tag"
    counts = {decoded(tag): number for tag, number in connection.execute(query, condition.values)}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
