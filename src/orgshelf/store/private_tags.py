"""What the notes keep out of all that is written for others, by its tags."""

import sqlite3

from orgshelf.org.export_options import export_options
from orgshelf.query.sql import NOTHING, Condition, among, both, passing, tagged_with
from orgshelf.store.tables import parted

#: The settings of the file that a row of ``tag`` is of.
_SETTINGS = "(SELECT pairs FROM file WHERE file.id = t.first >> 32)"


def private(connection: sqlite3.Connection) -> Condition:
    """What is at or below a heading with a tag that its file excludes from every export."""
    rows = connection.execute("SELECT DISTINCT pairs FROM file")
    excluded = {tag for (pairs,) in rows for tag in _excluded(pairs)}
    known = [tag for (tag,) in connection.execute("SELECT DISTINCT tag FROM tag")]
    if excluded.isdisjoint(known):
        return NOTHING

    def test(tag: str, pairs: str | None) -> bool:
        return tag in _excluded(pairs)

    return tagged_with(both((among("t.tag", sorted(excluded)), passing(test, "t.tag", _SETTINGS))))


def _excluded(pairs: str | bytes | None) -> frozenset[str]:
    return export_options(tuple(parted(pairs)) if pairs else ()).excluded
