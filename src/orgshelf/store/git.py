"""Git: earlier versions of a file, and a repository told to merge by this program."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from orgshelf.errors import UsageError
from orgshelf.store.file_access import read_regular
from orgshelf.store.files import digest, read_if_there, write_report
from orgshelf.store.hunks import apply
from orgshelf.store.journal import Journal, Mark, Record

_MOST = 100  # versions of each source
_MOST_FOLDERS = 30  # above a note, to look for those of Syncthing and git in
_SECONDS = 20  # for git
_VERSION = re.compile(r"(?P<stem>.+)~(?P<when>\d{8}-\d{6})(?P<ending>\.[^.~]*)")
_GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
#: A repository of somebody else may name programs to get what it lacks.
_NO_PROGRAMS = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
#: What `.gitattributes` says of the files, and what the configuration says of the driver.
ATTRIBUTES = ("*.org merge=orgshelf", "*.org_archive merge=orgshelf")
SETTINGS = {
    "merge.orgshelf.name": "Org files, heading by heading",
    "merge.orgshelf.driver": "orgshelf merge --driver %O %A %B %L %P",
}


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


def set_merge_driver(folder: Path) -> Path:
    """Make both, for the repository that a folder is in; gives the file of the attributes.

    What stands there already stays.

    Raises:
        UsageError: there is no repository, or no git.
        OrgshelfError: the disk refuses.
    """
    for name, value in SETTINGS.items():
        _set(folder, ("config", "--local", name, value))
    path = folder / ".gitattributes"
    text = (read_if_there(path) or b"").decode("utf-8", "surrogateescape")
    missing = [line for line in ATTRIBUTES if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        whole = start + "".join(f"{line}\n" for line in missing)
        write_report(path, whole.encode("utf-8", "surrogateescape"))
    return path


def _set(folder: Path, arguments: Sequence[str]) -> None:
    try:
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)
    except FileNotFoundError as error:
        raise UsageError("git is not installed: install it first.") from error
    except subprocess.SubprocessError as error:
        raise UsageError(f"{folder} is in no git repository: make one with `git init`.") from error
