"""A request for entries as a condition: what the options and the words of a listing say."""

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from orgshelf.index.conditions import (
    PENDING,
    Condition,
    among,
    both,
    either,
    tagged_with,
    work_with,
)
from orgshelf.index.schema import decoded
from orgshelf.shelf.query import Query

if TYPE_CHECKING:
    from orgshelf.shelf.query.spec import Scope

_STATES = {
    "pending": Condition(PENDING),
    "done": Condition("h.done"),
    "none": Condition("h.keyword IS NULL"),
}


def conditions_of(
    query: Query, connection: sqlite3.Connection, scope: "Callable[[], Scope]", *, listing: bool
) -> Condition | None:
    """What every heading meets that a query asks for; ``listing``: as ``select`` asks."""
    return both(_parts(query, connection, scope, listing))


def _parts(
    query: Query, connection: sqlite3.Connection, scope: "Callable[[], Scope]", listing: bool
) -> Iterator[Condition | None]:
    if listing and not query.speaks_of_state:
        yield Condition(f"{PENDING} AND NOT h.hidden")
    if query.kinds:
        yield among("h.kind", map(str.casefold, query.kinds))
    if query.states:
        yield either(_STATES.get(s) or among("h.keyword", [s]) for s in query.states)
    for tag in query.tags:
        known = connection.execute("SELECT DISTINCT tag FROM tag").fetchall()
        yield tagged_with(
            name for row in known if (name := decoded(row[0])).casefold() == tag.casefold()
        )
    if query.works:
        yield either(work_with([word.casefold()]) for word in query.works)
    if query.expression is not None:
        from orgshelf.index.narrow import narrow

        for part in query.expression.parts or (query.expression,):
            yield narrow(part.node, scope(), part.text)
