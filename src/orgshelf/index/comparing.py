"""Numbers and moments compared in SQL as the predicates compare them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from orgshelf.index.conditions import Condition, either, joined
from orgshelf.shelf.query.compare import COMPARATORS, whole
from orgshelf.shelf.query.spec import Call

if TYPE_CHECKING:
    from orgshelf.shelf.query.dates import Moments


def compared(column: str, call: Call, read: Callable[[str], int | None] = whole) -> Condition:
    """A whole number as ``shelf.query.compare`` has it; the arguments are known to be right."""
    if not call.values:
        return Condition(f"{column} IS NOT NULL")
    if call.values[0] in COMPARATORS:
        return Condition(f"{column} {call.values[0]} ?", (read(call.values[1]),))
    return Condition(f"{column} BETWEEN ? AND ?", (read(call.values[0]), read(call.values[-1])))


def year(call: Call) -> Condition:
    """Of a work of that year."""
    fits = compared("year", call)
    source = f"SELECT id FROM heading WHERE role = 'work' AND {fits.sql}"
    return Condition(f"h.work IN ({source})", fits.values)


def dated(column: str, *, past: bool = False) -> Callable[[Call], Condition]:
    """A moment in the time that is asked for; ``past``: a number of days is counted back."""

    def build(call: Call) -> Condition:
        if call.values[:1] == ("auto",):
            return _planned(Condition(f"{column} > ''"), call)
        from orgshelf.shelf.query.dates import moments_of

        between = _between(column, moments_of(call, past=past))
        return between if call.flag("with-time") is None else _planned(between, call)

    return build


def _planned(near: Condition, call: Call) -> Condition:
    """What passes its test among what meets a condition."""
    from orgshelf.index.tested import planned

    return joined(" AND ", [near, planned(call)], exact=True)


def _between(column: str, moments: "Moments") -> Condition:
    if moments.open:
        return Condition(f"{column} IS NOT NULL")
    edges = ((">=", moments.first), ("<=", moments.last))
    given = [(sign, edge.isoformat()) for sign, edge in edges if edge is not None]
    sql = " AND ".join([f"{column} > ''", *(f"{column} {sign} ?" for sign, _ in given)])
    return Condition(sql, tuple(value for _, value in given))


def planning(call: Call) -> Condition | None:
    """Any of the three moments of a planning line."""
    return either(dated(column)(call) for column in ("h.deadline", "h.scheduled", "h.closed"))
