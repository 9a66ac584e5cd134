"""What to take up next, found by SQL."""

from datetime import date

from orgshelf.model import Status
from orgshelf.progress.counts import rank
from orgshelf.query.sql import PENDING, Condition
from orgshelf.shelf.entries import Entry
from orgshelf.store.stored import Stored
from orgshelf.store.tables import PLACE_BITS

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
    query = (
        f"SELECT h.id FROM heading h JOIN file f ON f.id = h.id >> {PLACE_BITS}"
        f" WHERE {PENDING} AND ({condition.sql}) ORDER BY {_URGENCY}, f.key, h.id LIMIT ?"
    )
    day = today.isoformat()
    rows = stored.connection.execute(query, (*condition.values, day, day, most))
    return stored.entries([row[0] for row in rows])
