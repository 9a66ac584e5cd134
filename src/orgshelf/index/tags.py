"""Tags counted by SQL."""

import sqlite3

from orgshelf.index.schema import decoded
from orgshelf.shelf.query.sql import Condition


def tag_counts(connection: sqlite3.Connection, condition: Condition) -> dict[str, int]:
    """How many headings that meet a condition have each tag, their own or an inherited one."""
    within = "tag t CROSS JOIN heading h ON h.id >= t.first AND h.id < t.last"
    these = f"+h.id IN (SELECT h.id FROM heading h WHERE {condition.sql})"
    query = f"SELECT t.tag, count(DISTINCT h.id) FROM {within} WHERE {these} GROUP BY t.tag"
    counts = {decoded(tag): number for tag, number in connection.execute(query, condition.values)}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
