"""Holding the index current: what changed is read again, what is gone is left out."""

import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from orgshelf.store import full_text
from orgshelf.store.config import Config
from orgshelf.store.fingerprint import Fingerprint, fingerprint
from orgshelf.store.tables import (
    FULL_TEXT_NAMES,
    INDEXES,
    NAMES,
    TABLES,
    data_version,
    decoded,
    path_key,
    span,
)
from orgshelf.store.walk import NoteFile, walk

if TYPE_CHECKING:
    from orgshelf.store.notes import Ticker
    from orgshelf.store.readers import Job

#: A file that was written so shortly before it was read may have been written again since with
#: the same time on it, in nanoseconds.
_DOUBT = 2_000_000_000

#: So many seconds are no wait for an index that another process has.
_AT_ONCE = 0.05

#: Headings that are searched fast enough without indexes.
_FEW = 500

_STAMP = "key, size, mtime, ctime, inode"
_DOUBTFUL = "SELECT key FROM file WHERE max(mtime, ctime) > read - ?"

#: A file's key, and what changes when the file does.
Version = tuple[Any, ...]
#: The notes by that, in their order.
Versions = Mapping[Version, NoteFile]


class LeftOut(NamedTuple):
    """What is not in the index: what could not be read, with the reason, and conflict copies."""

    unreadable: tuple[tuple[str, str], ...]
    conflict_copies: tuple[str, ...]


def refresh(
    connection: sqlite3.Connection,
    root: Path,
    config: Config,
    tick: "Ticker | None",
    *,
    with_full_text: bool = True,
) -> LeftOut:
    """Bring the index to what the notes are now.

    A new index gets its full-text tables only ``with_full_text``: they take time to fill. One
    that goes without has SQL indexes only where it is large.

    Raises:
        sqlite3.Error: the index cannot be read or written.
    """
    version = data_version(connection)
    notes = _Notes.of(root, config.ignore)
    if _is_made_from(connection, root, config, with_full_text) and not _differs(
        connection, root, notes.now
    ):
        return notes.left_out()
    asked = monotonic()
    with transaction(connection):
        has_waited = monotonic() - asked > _AT_ONCE
        if has_waited or data_version(connection) != version:
            # Somebody may have written a newer state than was seen: what counts is now.
            notes = _Notes.of(root, config.ignore)
        is_new = not _is_made_from(connection, root, config, with_full_text)
        if is_new:
            _create(connection, config)
            full_text.create(connection) if with_full_text else full_text.omit(connection)
        _keep(connection, fingerprint(root, config, _meta(connection)))
        unreadable = _update(connection, root, config, notes.now, tick)
        if is_new and (with_full_text or _is_large(connection)):
            _run(connection, INDEXES)
            connection.execute("ANALYZE")
    return notes.left_out(unreadable)


class _Notes(NamedTuple):
    """The files as they are at one moment, and the folders that could not be looked into."""

    root: Path
    now: Versions
    errors: Sequence[OSError]
    copies: Sequence[str]

    @classmethod
    def of(cls, root: Path, ignore: Sequence[str]) -> "_Notes":
        errors: list[OSError] = []
        copies: list[str] = []
        found = walk(root, errors.append, ignore, copies.append)
        versions = {(path_key(n.name), *(n.stamp or ())): n for n in found}
        return cls(root, versions, errors, copies)

    def left_out(self, unreadable: Iterable[tuple[str, str]] = ()) -> LeftOut:
        """The folders and these files, and the conflict copies."""
        folders = ((_relative(e, self.root), e.strerror or str(e)) for e in self.errors)
        return LeftOut(tuple(sorted((*unreadable, *folders))), tuple(self.copies))


def _is_made_from(
    connection: sqlite3.Connection, root: Path, config: Config, with_full_text: bool
) -> bool:
    """Whether the rows that are there would be made in the same way now."""
    kept = _meta(connection, FULL_TEXT_NAMES if with_full_text else ())
    return kept.get("whole") == fingerprint(root, config, kept).whole


def _is_large(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM heading LIMIT 1 OFFSET ?"
    return connection.execute(query, (_FEW,)).fetchone() is not None


def _relative(error: OSError, root: Path) -> str:
    path = Path(error.filename)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _meta(connection: sqlite3.Connection, also: Iterable[str] = ()) -> dict[str, str]:
    """What the index says of itself; nothing where a table of it, or of ``also``, is missing."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not tables.issuperset(NAMES.union(also)):
        return {}
    return dict(connection.execute("SELECT name, value FROM meta").fetchall())


def _keep(connection: sqlite3.Connection, made_from: Fingerprint) -> None:
    """Write down what the rows are made from."""
    connection.executemany("REPLACE INTO meta VALUES (?, ?)", made_from._asdict().items())


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction; a process that dies in it leaves the index as it was."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _create(connection: sqlite3.Connection, config: Config) -> None:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT NULL"
        " ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC"
    ).fetchall()
    for (name,) in names:
        if not name.startswith("sqlite_"):
            connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    _run(connection, TABLES)
    days = str(config.org.deadline_warning_days)
    connection.execute("INSERT INTO meta VALUES ('warning', ?)", (days,))


def _run(connection: sqlite3.Connection, statements: str) -> None:
    """One statement after the other: ``executescript`` would end the transaction."""
    for statement in statements.split(";\n"):
        connection.execute(statement)


def _differs(connection: sqlite3.Connection, root: Path, now: Versions) -> bool:
    """Whether anything has changed, or may have; told at once for all files."""
    return (
        set(connection.execute(f"SELECT {_STAMP} FROM file")) != now.keys()
        or connection.execute(f"{_DOUBTFUL} LIMIT 1", (_DOUBT,)).fetchone() is not None
        or bool(_changed_setups(connection, root))
    )


def _changed_setups(connection: sqlite3.Connection, root: Path) -> set[int]:
    """The numbers of files that name a setup file which is no longer what it was."""
    rows = connection.execute("SELECT path, digest, file FROM setup").fetchall()
    if not rows:
        return set()
    from orgshelf.digest import sha1_hex
    from orgshelf.store import files

    now: dict[str, str | None] = {}
    for path in {decoded(path) for path, _, _ in rows}:
        data = files.read_setup(root, path)
        now[path] = None if data is None else sha1_hex(data)
    return {number for path, digest, number in rows if now[decoded(path)] != digest}


def _update(
    connection: sqlite3.Connection,
    root: Path,
    config: Config,
    now: Versions,
    tick: "Ticker | None",
) -> list[tuple[str, str]]:
    """Read again what changed since; give what cannot be read, with the reason."""
    stamps = connection.execute(f"SELECT {_STAMP}, id FROM file").fetchall()
    numbers = {key: number for key, *_, number in stamps}
    gone = numbers.keys() - {key for key, *_ in now}
    changed = now.keys() - {stamp[:-1] for stamp in stamps}
    jobs = list(_jobs(connection, root, numbers, changed, now))
    if not (gone or jobs):
        return []
    from orgshelf.store import readers, writing

    for key in gone:
        writing.forget(connection, numbers[key])
    known = set(numbers.values())
    moment, headings, unreadable = time.time_ns(), 0, list[tuple[str, str]]()
    known_file = partial(writing.known_file, connection)
    for count, result in enumerate(readers.read_all(root, config, jobs, known_file), 1):
        writing.write(connection, result, moment, anew=result.job.number not in known)
        if result.error:
            unreadable.append((result.job.note.name, result.error))
        headings += result.rows.total if result.rows else 0
        if tick:
            tick(count, len(jobs), headings)
    return unreadable


def _jobs(
    connection: sqlite3.Connection,
    root: Path,
    numbers: Mapping[bytes, int],
    changed: Collection[Version],
    now: Versions,
) -> "Iterator[Job]":
    """What must be read; a file in doubt whose bytes are the same is from now on beyond it."""
    from orgshelf.store.readers import Job

    free = max(numbers.values(), default=0)
    with_words = full_text.is_kept(connection)
    setups = _changed_setups(connection, root)
    doubtful = {key for (key,) in connection.execute(_DOUBTFUL, (_DOUBT,))}
    for stamp, note in now.items():
        number = numbers.get(stamp[0])
        if number is None:
            free += 1
            yield Job(free, note, full_text=with_words)
        elif (
            stamp in changed
            or number in setups
            or (stamp[0] in doubtful and not _same_bytes(connection, root, note, number))
        ):
            yield Job(number, note, _levels(connection, number), with_words)


def _levels(connection: sqlite3.Connection, number: int) -> list[int]:
    query = "SELECT DISTINCT level FROM heading WHERE level > 0 AND id BETWEEN ? AND ?"
    return [row[0] for row in connection.execute(query, span(number))]


def _same_bytes(connection: sqlite3.Connection, root: Path, note: NoteFile, number: int) -> bool:
    from orgshelf.digest import sha1_hex
    from orgshelf.store import files

    now = time.time_ns()
    try:
        digest = sha1_hex(files.read(root / note.name, root).content)
    except OSError:
        return False
    query = "UPDATE file SET read = ? WHERE id = ? AND digest = ?"
    return connection.execute(query, (now, number, digest)).rowcount == 1
