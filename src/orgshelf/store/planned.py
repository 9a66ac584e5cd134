"""What an agenda from today on can show, of each day no more than is wanted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from heapq import nsmallest

from orgshelf.query import Query
from orgshelf.query.sql import Condition, both
from orgshelf.shelf.day_plan import (
    AgendaItem,
    Order,
    Span,
    dated_slots,
    in_order,
    planned,
    slots_of,
)
from orgshelf.store.conditions import conditions_of
from orgshelf.store.entry_list import matching_ids
from orgshelf.store.library import Library
from orgshelf.store.tables import PLACE_BITS, planning_of

_SHOWN = Condition("NOT h.hidden")
_STAMPED = Condition("h.stamped")
_REPEATS = "instr(h.planning, '+') > 0"
#: So many planning lines are not read again.
_KNOWN = 1 << 15


def agenda_in(library: Library, query: Query, span: Span, most: int) -> list[AgendaItem]:
    """The agenda of some days, the first of them today, for the entries of a query.

    Of each day there are as many items as are wanted, those that come first; perhaps some more.
    """
    asked = both((conditions_of(query, library.connection, listing=False), _SHOWN))
    stamped = set(matching_ids(library.stored, both((asked, _STAMPED))))
    found = {*stamped, *_first_of_each_day(library, asked, span, most)}
    for of in ("deadline", "scheduled"):
        found.update(_late(library, asked, span.today, of, most))
    ids = library.stored.sorted_ids(found)
    pairs = zip(ids, library.stored.entries(ids), strict=True)
    return in_order(
        slot.of(entry)
        for id_, entry in pairs
        # The texts of most need not be read: their dates say all.
        for slot in (slots_of(entry, span) if id_ in stamped else dated_slots(entry, span))
    )


def _late(library: Library, asked: Condition, today: date, of: str, most: int) -> Iterator[int]:
    """Those that have waited longest since a date, in the order of the agenda."""
    until = _last_late(library, asked, today, of, most)
    query = (
        f"SELECT h.id FROM heading h JOIN file f ON f.id = h.id >> {PLACE_BITS}"
        f" WHERE {_is_late(asked, of)}"
        f" ORDER BY substr(h.{of}, 1, 10), length(h.{of}) <= 10, h.{of}, f.key, h.id LIMIT ?"
    )
    rows = library.connection.execute(query, (*asked.values, until.isoformat(), most))
    return (row[0] for row in rows)


def _last_late(library: Library, asked: Condition, today: date, of: str, most: int) -> date:
    """The day before which as many are late as are wanted; the index has them in that order."""
    query = (
        f"SELECT h.{of} FROM heading h WHERE {_is_late(asked, of)} ORDER BY h.{of} LIMIT 1 OFFSET ?"
    )
    values = (*asked.values, today.isoformat(), most - 1)
    row = library.connection.execute(query, values).fetchone()
    return date.fromisoformat(row[0][:10]) + timedelta(days=1) if row else today


def _is_late(asked: Condition, of: str) -> str:
    return f"{asked.sql} AND NOT h.done AND h.{of} > '' AND h.{of} < ?"


def _first_of_each_day(library: Library, asked: Condition, span: Span, most: int) -> Iterator[int]:
    """Those that come first on each day, without what has only waited since a date."""
    ranks = {number: rank for rank, number in enumerate(library.stored.numbers())}
    of_days = defaultdict[date, list[tuple[Order, int, int]]](list)
    for id_, planning, done in _coming(library, asked, span):
        for order in _orders(planning, bool(done), span):
            of_days[order[0]].append((order, ranks[id_ >> PLACE_BITS], id_))
    for of_day in of_days.values():
        yield from (id_ for _, _, id_ in nsmallest(most, of_day))


def _coming(
    library: Library, asked: Condition, span: Span
) -> Iterable[tuple[int, str | bytes, int]]:
    """What may stand on the days otherwise: its id, its planning line, whether it is done."""
    today, last = span.today, span.days[-1]
    warned = max(last, _later(today, span.warning_days))
    # What repeats comes again on days to come; today it is late since the first time.
    or_again = f" OR {_REPEATS} AND (h.deadline > '' OR h.scheduled > '')" if last > today else ""
    query = (
        f"SELECT h.id, h.planning, h.done FROM heading h WHERE {asked.sql}"
        f" AND (h.deadline BETWEEN ? AND ? OR h.scheduled BETWEEN ? AND ?{or_again})"
    )
    begin, *ends = (day.isoformat() for day in (today, _later(warned, 1), _later(last, 1)))
    values = (begin, ends[0], begin, ends[1])
    return library.connection.execute(query, (*asked.values, *values))


def _later(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


@lru_cache(_KNOWN)
def _orders(planning: str | bytes, done: bool, span: Span) -> tuple[Order, ...]:
    """Where a heading with this planning line stands."""
    return tuple(slot.order for slot in planned(planning_of(planning), span, done=done))
