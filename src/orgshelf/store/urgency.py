"""What to take up next, found by SQL."""

from datetime import date

from orgshelf.model import Status
from orgshelf.progress.counts import rank
from orgshelf.query.sql import EVERYTHING, PENDING, Condition, both, either
from orgshelf.shelf.entries import Entry
from orgshelf.store.stored import Stored
from orgshelf.store.tables import PLACE_BITS

_END_OF_DAY = "U"  # comes behind the T of a time
#: As ``query.order.urgency`` has it; both gaps are today.
_URGENCY = (
    "min(coalesce(nullif(substr(h.deadline, 1, 10), ''), '9999-12-31'), CASE WHEN h.scheduled > ''"
    " AND substr(h.scheduled, 1, 10) <= ? THEN ? ELSE '9999-12-31' END), "
    "CASE WHEN h.priority GLOB '[0-9]*' THEN CAST(h.priority AS INTEGER)"
    " ELSE unicode(coalesce(h.priority, 'B')) END,"
    f" h.status <> {rank(Status.IN_PROGRESS)}"
)


def next_up(stored: Stored, condition: Condition, most: int, today: date) -> list[Entry]:
    """The most urgent pending headings that meet a condition (see ``query.order.urgency``)."""
    asked = both((Condition(PENDING), Condition(f"({condition.sql})", condition.values)))
    asked = both((asked, _pressing(stored, asked, most, today.isoformat())))
    query = (
        f"SELECT h.id FROM heading h JOIN file f ON f.id = h.id >> {PLACE_BITS}"
        f" WHERE {asked.sql} ORDER BY {_URGENCY}, f.key, h.id LIMIT ?"
    )
    day = today.isoformat()
    rows = stored.connection.execute(query, (*asked.values, day, day, most))
    return stored.entries([row[0] for row in rows])


def _pressing(stored: Stored, asked: Condition, most: int, today: str) -> Condition:
    """What has a deadline as early as that of the last wanted, or presses as much today.

    An index has the deadlines in order, so that what is later need not be looked at.
    """
    query = (
        f"SELECT substr(h.deadline, 1, 10) FROM heading h WHERE {asked.sql}"
        " AND h.deadline > '' ORDER BY h.deadline LIMIT 1 OFFSET ?"
    )
    last = stored.connection.execute(query, (*asked.values, max(most - 1, 0))).fetchone()
    if last is None:
        return EVERYTHING
    early = Condition("h.deadline > '' AND h.deadline < ?", (last[0] + _END_OF_DAY,))
    if last[0] < today:
        return early
    begun = Condition("h.scheduled > '' AND h.scheduled < ?", (today + _END_OF_DAY,))
    return either((early, begun))
