"""Earlier versions of a note: in the journal, in Syncthing's folder of versions, in git."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from orgshelf.store.file_access import read_regular
from orgshelf.store.files import digest
from orgshelf.store.hunks import apply
from orgshelf.store.journal import Journal, Mark, Record

_MOST = 100  # versions of each source
_MOST_FOLDERS = 30  # above a note, to look for those of Syncthing and git in
_SECONDS = 20  # for git
_VERSION = re.compile(r"(?P<stem>.+)~(?P<when>\d{8}-\d{6})(?P<ending>\.[^.~]*)")
_GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
#: A repository of somebody else may name programs to get what it lacks.
_NO_PROGRAMS = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}


class Earlier(NamedTuple):
    """A version of a note, and where it is from.

    ``when`` is the time, in seconds, from which on it was there, or at which Syncthing put it
    aside; None where nobody knows it.
    """

    data: bytes
    source: str
    when: float | None


def earlier_versions(root: Path, name: str, data: bytes) -> Iterator[Earlier]:
    """All that can be found of a note which holds ``data`` now."""
    yield from _of_journal(root, name, data)
    yield from _of_syncthing(root / name)
    yield from _of_git(root / name)


def _of_journal(root: Path, name: str, data: bytes) -> Iterator[Earlier]:
    """What the note was before each change, as far as nothing else has changed it."""
    steps = islice(_steps(root, name), _MOST)
    found: list[tuple[bytes, Record]] = []
    for record, number in steps:
        part = record.files[number]
        if part.after != digest(data):
            continue
        before = apply(data, [hunk.reversed() for hunk in part.hunks])
        if before is None or digest(before) != part.before:
            break
        found.append((before, record))
        data = before
    times = [record.recorded for _, record in found[1:]]
    for (before, record), since in zip_longest(found, times):
        yield Earlier(before, f"the journal, before change {record.number}", since)


def _steps(root: Path, name: str) -> Iterator[tuple[Record, int]]:
    """The changes of a note that took effect, the newest first."""
    without_effect: set[int] = set()
    for line in Journal(root).newest_first():
        if isinstance(line, Mark):
            without_effect |= set() if line.took_effect else {line.number}
        elif line.number not in without_effect:
            yield from ((line, i) for i, part in enumerate(line.files) if part.file == name)


def _of_syncthing(path: Path) -> Iterator[Earlier]:
    """The versions that Syncthing has put aside, the newest first."""
    folder = next((f for f in _above(path) if (f / ".stversions").is_dir()), None)
    if folder is None:
        return
    kept = folder / ".stversions" / path.parent.resolve().relative_to(folder)
    with suppress(OSError):
        names = sorted((entry.name for entry in kept.iterdir()), reverse=True)
        for version in islice(filter(None, map(_VERSION.fullmatch, names)), _MOST):
            if version["stem"] + version["ending"] != path.name:
                continue
            with suppress(OSError, ValueError):
                when = datetime.strptime(version["when"], "%Y%m%d-%H%M%S").astimezone()
                data = read_regular(kept / version.string)
                yield Earlier(data, f".stversions, {when:%Y-%m-%d %H:%M}", when.timestamp())


def _above(path: Path) -> Sequence[Path]:
    return path.resolve().parents[:_MOST_FOLDERS]


def _of_git(path: Path) -> Iterator[Earlier]:
    """The versions that were committed, the newest first."""
    if not any((folder / ".git").exists() for folder in _above(path)):
        return
    listed = _git(path.parent, "log", f"-{_MOST}", "--format=%H %ct", "--", f"./{path.name}")
    for line in listed.decode("ascii", "replace").splitlines():
        commit, _, when = line.partition(" ")
        data = _git(path.parent, "cat-file", "blob", f"{commit}:./{path.name}")
        if data and when.isdecimal():
            yield Earlier(data, f"git, commit {commit[:8]}", float(when))


def _git(folder: Path, *arguments: str) -> bytes:
    """What git says; nothing where it is not there, or refuses."""
    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(
            [*_GIT, *arguments],
            cwd=folder,
            env={**os.environ, **_NO_PROGRAMS},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        ).stdout
    return b""
