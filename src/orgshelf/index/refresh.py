"""Holding the index current: what changed is read again, what is gone is left out."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgshelf import __version__
from orgshelf.index.schema import INDEXES, TABLES, VERSION, decoded, path_key
from orgshelf.storage.config import Config
from orgshelf.storage.walk import Found, walk

if TYPE_CHECKING:
    from orgshelf.index.reading import Job
    from orgshelf.library import Ticker

#: A file that was written so shortly before it was read may have been written again since with
#: the same time on it, in nanoseconds.
_DOUBT = 2_000_000_000

_NEEDED = (
    *("meta", "file", "setup", "heading", "entry", "tag", "property", "trigram", "words"),
    *("fact", "work", "kind", "kept"),
)
_KNOWN = "SELECT key, id, size, mtime, ctime, inode, read FROM file"
_STAMPS = "SELECT key, size, mtime, ctime, inode FROM file ORDER BY key"
_DOUBTFUL = "SELECT 1 FROM file WHERE max(mtime, ctime) > read - ? LIMIT 1"

Skip = Callable[[str, str], None]
Known = Mapping[bytes, Sequence[Any]]


def refresh(
    connection: sqlite3.Connection, root: Path, config: Config, skip: Skip, tick: "Ticker | None"
) -> None:
    """Bring the index to what the notes are now; ``skip`` is told of each unreadable file.

    Raises:
        sqlite3.Error: the index cannot be read or written.
    """
    found = walk(root, lambda error: skip(_relative(error, root), error.strerror or str(error)))
    fingerprint = _fingerprint(root, config)
    if _stale(connection, fingerprint):
        with writing(connection):
            _create(connection, fingerprint, config)
            _update(connection, root, config, found, skip, tick)
            _run(connection, INDEXES)
            connection.execute("ANALYZE")
        return
    if _differs(connection, root, found):
        with writing(connection):
            _update(connection, root, config, found, skip, tick)


def _relative(error: OSError, root: Path) -> str:
    path = Path(error.filename)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _fingerprint(root: Path, config: Config) -> str:
    """Everything beside the notes that the rows are made from."""
    kinds = sorted(config.kinds.by_title.items())
    return repr(
        (VERSION, __version__, str(root.resolve()), kinds, sorted(config.dropped), config.org)
    )


def _stale(connection: sqlite3.Connection, fingerprint: str) -> bool:
    """Whether there is no index yet, or one made otherwise."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not tables.issuperset(_NEEDED):
        return True
    row = connection.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone()
    return row is None or row[0] != fingerprint


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction; a process that dies in it leaves the index as it was."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _create(connection: sqlite3.Connection, fingerprint: str, config: Config) -> None:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT NULL"
        " ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC"
    ).fetchall()
    for (name,) in names:
        if not name.startswith("sqlite_"):
            connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    _run(connection, TABLES)
    days = str(config.org.deadline_warning_days)
    for pair in (("fingerprint", fingerprint), ("warning", days)):
        connection.execute("INSERT INTO meta VALUES (?, ?)", pair)


def _run(connection: sqlite3.Connection, statements: str) -> None:
    """One statement after the other: ``executescript`` would end the transaction."""
    for statement in statements.split(";\n"):
        connection.execute(statement)


def _differs(connection: sqlite3.Connection, root: Path, found: Sequence[Found]) -> bool:
    """Whether anything has changed, or may have; told at once for all files."""
    kept = connection.execute(_STAMPS).fetchall()
    now = [(path_key(note.name), *(note.stamp or ())) for note in found]
    return (
        sorted(now) != kept
        or connection.execute(_DOUBTFUL, (_DOUBT,)).fetchone() is not None
        or bool(_changed_setups(connection, root))
    )


def _unchanged(note: Found, row: Sequence[Any] | None, *, certain: bool) -> bool:
    """Whether a file is as it was; ``certain``: without a doubt."""
    if row is None or note.stamp is None or tuple(row[1:5]) != note.stamp:
        return False
    doubtful = max(note.stamp.mtime, note.stamp.ctime) > row[5] - _DOUBT
    return not (certain and doubtful)


def _changed_setups(connection: sqlite3.Connection, root: Path) -> set[int]:
    """The numbers of files that name a setup file which is no longer what it was."""
    rows = connection.execute("SELECT path, digest, file FROM setup").fetchall()
    if not rows:
        return set()
    from orgshelf.storage import files

    now: dict[str, str | None] = {}
    for path in {decoded(path) for path, _, _ in rows}:
        data = files.read_setup(root, path)
        now[path] = None if data is None else files.digest(data)
    return {number for path, digest, number in rows if now[decoded(path)] != digest}


def _update(
    connection: sqlite3.Connection,
    root: Path,
    config: Config,
    found: Sequence[Found],
    skip: Skip,
    tick: "Ticker | None",
) -> None:
    """Read again what changed since; what another process did meanwhile counts."""
    known = {row[0]: row[1:] for row in connection.execute(_KNOWN)}
    gone = known.keys() - {path_key(note.name) for note in found}
    changed = _changed_setups(connection, root)
    jobs = list(_jobs(connection, root, known, found, changed))
    if not (gone or jobs):
        return
    from orgshelf.index import reading, writing

    for key in gone:
        writing.forget(connection, known[key][0])
    numbers = {row[0] for row in known.values()}
    now, headings = time.time_ns(), 0
    for count, result in enumerate(reading.read_all(root, config, jobs), 1):
        writing.write(connection, result, now, anew=result.job.number not in numbers)
        if result.rows is None:
            skip(result.job.note.name, result.error)
        else:
            headings += len(result.rows.headings)
        if tick:
            tick(count, len(jobs), headings)


def _jobs(
    connection: sqlite3.Connection,
    root: Path,
    known: Known,
    found: Iterable[Found],
    changed: set[int],
) -> "Iterator[Job]":
    """What must be read; a file in doubt whose bytes are the same is from now on beyond it."""
    from orgshelf.index.reading import Job

    free = max((row[0] for row in known.values()), default=0)
    for note in found:
        row = known.get(path_key(note.name))
        if row is None:
            free += 1
            yield Job(free, note)
        elif row[0] in changed or not (
            _unchanged(note, row, certain=True)
            or (
                _unchanged(note, row, certain=False) and _same_bytes(connection, root, note, row[0])
            )
        ):
            yield Job(row[0], note)


def _same_bytes(connection: sqlite3.Connection, root: Path, note: Found, number: int) -> bool:
    from orgshelf.storage import files

    now = time.time_ns()
    try:
        digest = files.read(root / note.name, root).digest
    except OSError:
        return False
    query = "UPDATE file SET read = ? WHERE id = ? AND digest = ?"
    return connection.execute(query, (now, number, digest)).rowcount == 1
