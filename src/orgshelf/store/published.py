"""What the notes keep out of what is written for others, as conditions on a heading ``h``."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from orgshelf.org.export_options import ExportOptions, export_options
from orgshelf.query.sql import (
    FILE_NUMBER,
    NOTHING,
    Condition,
    among,
    both,
    either,
    negated,
    nested,
    passing,
    tagged_with,
)
from orgshelf.store.tables import PLACE_BITS, parted

#: The settings of the file that a row of ``tag`` is of, and of that of a heading ``t``.
_OF_TAG = f"(SELECT pairs FROM file WHERE file.id = t.first >> {PLACE_BITS})"
_OF_HEADING = f"(SELECT pairs FROM file WHERE file.id = t.id >> {PLACE_BITS})"
_KEPT = 10_000  # settings of files
_COMMENTED = Condition("h.commented")
_IN_NO_COMMENT = Condition(
    "NOT EXISTS (SELECT 1 FROM heading c WHERE c.id = t.first AND c.commented)"
)


def private(connection: sqlite3.Connection) -> Condition:
    """What is at or below a heading with a tag that its file excludes from every export."""
    return tagged_with(excluding) if (excluding := _tagged(connection, "excluded")) else NOTHING


def unexported(connection: sqlite3.Connection) -> Condition:
    """What else Org exports nothing of (see ``export.exported``)."""
    parts = [_COMMENTED]
    if selecting := _tagged(connection, "selected"):
        parts.append(_unselected(both((selecting, _IN_NO_COMMENT))))
    options = list(_options(connection))
    if any(one.archived is False for one in options):
        test = _test(lambda tag, one: tag == "ARCHIVE" and one.archived is False)
        parts.append(tagged_with(passing(test, "t.tag", _OF_TAG)))
    if any(one.tasks is not True for one in options):
        parts.append(_other_tasks())
    return either(parts)


def _tagged(connection: sqlite3.Connection, field: str) -> Condition | None:
    """The rows of ``tag`` whose tag is among those of a field of its file's options."""
    wanted = {tag for one in _options(connection) for tag in getattr(one, field)}
    known = [tag for (tag,) in connection.execute("SELECT DISTINCT tag FROM tag")]
    if wanted.isdisjoint(known):
        return None
    test = _test(lambda tag, one: tag in getattr(one, field))
    return both((among("t.tag", sorted(wanted)), passing(test, "t.tag", _OF_TAG)))


def _unselected(selecting: Condition) -> Condition:
    """What is neither in nor above a selected tree, in a file that selects any."""
    in_such_a_file = nested(
        f"{FILE_NUMBER} IN (SELECT t.first >> {PLACE_BITS} FROM tag t WHERE {{}})", selecting
    )
    above = nested(
        "h.id IN (SELECT a.id FROM tag t CROSS JOIN heading a"
        f" ON a.id >= t.first >> {PLACE_BITS} << {PLACE_BITS} AND a.id <= t.first"
        " AND t.first < a.last WHERE {})",
        selecting,
    )
    return both((in_such_a_file, negated(either((tagged_with(selecting), above)))))


def _other_tasks() -> Condition:
    """What is at or below a task of a sort that its file does not export."""

    def test(keyword: str | None, done: int, pairs: str | None) -> bool:
        return keyword is not None and not _of(pairs).exports_task(keyword, done=bool(done))

    return nested(
        "h.id IN (SELECT d.id FROM heading t CROSS JOIN heading d"
        " ON d.id >= t.id AND d.id < t.last WHERE {})",
        passing(test, "t.keyword", "t.done", _OF_HEADING),
    )


def _test(fits: Callable[[str, ExportOptions], bool]) -> Callable[[str, str | None], bool]:
    return lambda tag, pairs: fits(tag, _of(pairs))


def _options(connection: sqlite3.Connection) -> Iterator[ExportOptions]:
    """The options of all files; most have the same."""
    rows: Iterable[tuple[str | None]] = connection.execute("SELECT DISTINCT pairs FROM file")
    return (_of(pairs) for (pairs,) in rows)


@lru_cache(maxsize=_KEPT)
def _of(pairs: str | bytes | None) -> ExportOptions:
    """What the settings of a file say; of few files they are new when notes are looked at again."""
    return export_options(tuple(parted(pairs)) if pairs else ())
