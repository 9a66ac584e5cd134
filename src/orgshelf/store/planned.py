"""What an agenda from a day on can show, without most of what is long past."""

from collections.abc import Sequence
from datetime import date

from orgshelf.query import Query
from orgshelf.query.sql import Condition, both, negated
from orgshelf.store.conditions import conditions_of
from orgshelf.store.entry_list import EntryList, matching_ids
from orgshelf.store.library import Library
from orgshelf.store.tables import PLACE_BITS

_TEXT = "(SELECT text FROM entry WHERE entry.id = h.entry)"
_STAMPED = Condition(f"(h.deadline > '' OR h.scheduled > '' OR instr({_TEXT}, '<') > 0)")


def planned_from(library: Library, query: Query, first: date, most: int) -> EntryList:
    """The entries of a query that an agenda from a day on can show.

    Of those whose dates are all past, and never come again, there are only so many as have
    waited longest for their deadlines, and as many that were to be begun first.
    """
    stored, past = library.stored, _past(first)
    asked = both((conditions_of(query, library.connection, listing=False), _STAMPED))
    waiting = both((asked, past, Condition("NOT h.done AND NOT h.hidden")))

    def ids() -> Sequence[int]:
        still = matching_ids(stored, both((asked, negated(past))))
        late = (_earliest(library, waiting, of, most) for of in ("deadline", "scheduled"))
        return stored.sorted_ids({*still, *(id_ for found in late for id_ in found)})

    return EntryList(stored, ids)


def _past(first: date) -> Condition:
    """Its dates are before a day, none of them repeats, and no other stamp stands in it."""
    others = _count(_TEXT), _count("h.planning")
    return Condition(
        "(coalesce(h.deadline, '') < ? AND coalesce(h.scheduled, '') < ?"
        " AND h.planning NOT NULL AND instr(h.planning, '+') = 0"
        f" AND {others[0]} = {others[1]})",
        (first.isoformat(), first.isoformat()),
    )


def _count(text: str) -> str:
    """How often a stamp may begin in a text."""
    return f"length({text}) - length(replace({text}, '<', ''))"


def _earliest(library: Library, condition: Condition, of: str, most: int) -> list[int]:
    """Those with the earliest dates of a sort, in the order of the agenda."""
    day = f"substr(h.{of}, 1, 10)"
    query = (
        f"SELECT h.id FROM heading h JOIN file f ON f.id = h.id >> {PLACE_BITS}"
        f" WHERE {condition.sql} AND h.{of} > ''"
        f" ORDER BY {day}, length(h.{of}) <= 10, h.{of}, f.key, h.id LIMIT ?"
    )
    rows = library.connection.execute(query, (*condition.values, most))
    return [row[0] for row in rows]
