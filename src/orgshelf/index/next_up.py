"""What to do next, found by SQL."""

from orgshelf.index.schema import PLACE_BITS
from orgshelf.index.stored import Stored
from orgshelf.model import Status
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.progress.counts import rank
from orgshelf.shelf.query.sql import PENDING, Condition

#: As ``shelf.order.urgency`` has it.
_URGENCY = (
    "coalesce(nullif(substr(h.deadline, 1, 10), ''), '9999-12-31'), coalesce(h.priority, 'B'),"
    f" h.status <> {rank(Status.IN_PROGRESS)}"
)


def next_up(stored: Stored, condition: Condition, most: int) -> list[Entry]:
    """The most urgent pending headings that meet a condition (see ``shelf.order.next_up``)."""
    query = (
        f"SELECT h.id FROM heading h JOIN file f ON f.id = h.id >> {PLACE_BITS}"
        f" WHERE {PENDING} AND ({condition.sql}) ORDER BY {_URGENCY}, f.key, h.id LIMIT ?"
    )
    rows = stored.connection.execute(query, (*condition.values, most))
    return stored.entries([row[0] for row in rows])
