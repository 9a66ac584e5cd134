"""Which notes there are, which files are conflict copies, and how each looks from outside."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

#: Notes, and what `archive` moves out of them.
_ENDINGS = (".org", ".org_archive")
#: And what git leaves of one that was merged, which is told of.
_WALKED = (*_ENDINGS, *(f"{ending}.orig" for ending in _ENDINGS))
#: What Syncthing, ownCloud, Nextcloud and Dropbox put between a name and its ending.
_MARK = (
    r"(?:\.sync-conflict-\d{8}-\d{6}-\w+| \((?:[^()]* )?conflicted copy(?: [^()]*)?\)"
    r"| \(case clash from [^()]*\)|_conflict-\d{8}-\d{6})"
)
_COPY = rf"(?P<stem>.*?){_MARK}(?:{_MARK}| \([^()]*\))*(?P<ending>\.org(?:_archive)?)"
#: What git's mergetool and patch put behind a name.
_BEHIND = ".orig"
_WHEN = r"\.sync-conflict-(\d{8}-\d{6})-"


class FileStat(NamedTuple):
    """What changes when a file does: bytes, nanoseconds, and which file it is.

    Each number is one that SQLite can hold: of 64 bits, one of which is the sign.
    """

    size: int
    mtime: int
    ctime: int
    inode: int


class NoteFile(NamedTuple):
    """A note; ``name`` is relative to the root, with ``/``, ``stamp`` None if there is none."""

    name: str
    stamp: FileStat | None


def walk(
    root: Path,
    skip: Callable[[OSError], None],
    ignore: Sequence[str] = (),
    copies: Callable[[str], None] = lambda _: None,
) -> list[NoteFile]:
    """Every Org file below the root, sorted by path; ``skip`` is told of unreadable folders.

    Archives are among them. Hidden files and folders, editors' locks and backups are left out, and
    what ``ignore`` has a pattern for, of its path or its name. So are conflict copies, which
    ``copies`` is told of. A folder that a symlink leads to is entered once, so that loops end.
    """
    found = _walked(root, skip)
    if ignore:
        found = [note for note in found if not _is_ignored(note.name, ignore)]
    notes: list[NoteFile] = []
    for note in found:
        if original_name(note.name):
            copies(note.name)
        else:
            notes.append(note)
    return notes


def conflict_copies(root: Path, ignore: Sequence[str] = ()) -> list[str]:
    """The conflict copies among the notes, also those of git and patch, sorted by path."""
    found: list[str] = []
    walk(root, lambda _: None, ignore, found.append)
    return found


def _is_ignored(path: str, patterns: Sequence[str]) -> bool:
    """Whether a pattern fits the path, or the name of the file or of a folder it is in."""
    from fnmatch import fnmatchcase  # few ignore any

    names = (path, *path.split("/"))
    return any(fnmatchcase(name, pattern.rstrip("/")) for name in names for pattern in patterns)


def _walked(root: Path, skip: Callable[[OSError], None]) -> list[NoteFile]:
    found: list[NoteFile] = []
    seen: set[tuple[int, int]] = set()
    stack = [(os.fspath(root), "")] if _enter(root, seen) else []
    while stack:
        folder, prefix = stack.pop()
        folders: list[os.DirEntry[str]] = []
        for entry in _listed(folder, skip):
            name = entry.name
            if name.startswith("."):
                continue
            if _is_folder(entry):
                folders.append(entry)
            elif name.endswith(_WALKED):
                stat = stat_of(entry)
                if stat or name.endswith(".org"):  # an archive's link may lead to none yet
                    found.append(NoteFile(prefix + name, stat))
        # Of a folder and a symlink to it the folder itself counts, whatever the disk's order.
        folders.sort(key=lambda entry: (entry.is_symlink(), entry.name))
        entered = [entry for entry in folders if _enter(entry, seen)]
        stack += [(entry.path, f"{prefix}{entry.name}/") for entry in reversed(entered)]
    return sorted(found, key=lambda note: note.name.split("/"))


def note_paths(root: Path) -> Iterator[Path]:
    """The folder of the notes and every note that is there."""
    yield root
    yield from (root / note.name for note in walk(root, lambda _: None) if note.stamp)


def _listed(folder: str, skip: Callable[[OSError], None]) -> list[os.DirEntry[str]]:
    found: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as entries:
            found.extend(entries)  # which keeps those before an error
    except OSError as error:
        skip(error)
    return found


def _enter(folder: "os.PathLike[str]", seen: set[tuple[int, int]]) -> bool:
    """Whether the folder was not entered before, by whatever name."""
    try:
        status = os.stat(folder)  # noqa: PTH116 - thousands of paths would take longer
    except OSError:
        return True  # listing it says what is wrong
    which = status.st_dev, status.st_ino
    if which in seen:
        return False
    seen.add(which)
    return True


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a symlink to itself


def stat_of(entry: os.DirEntry[str] | Path) -> FileStat | None:
    """How a file looks from outside; None where there is none."""
    try:
        status = entry.stat()
    except OSError:
        return None
    return FileStat(
        status.st_size, *map(_signed, (status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    )


def _signed(number: int) -> int:
    """The number's last 64 bits: times before 1678 and after 2262 have more, in nanoseconds."""
    return (number + 2**63) % 2**64 - 2**63


def original_name(name: str) -> str | None:
    """The file that a conflict copy is of, in the same folder; None for a file that is none."""
    if name.endswith((f".org{_BEHIND}", f".org_archive{_BEHIND}")):
        return name.removesuffix(_BEHIND)
    if "conflict" not in name and "case clash" not in name:
        return None
    copy = re.fullmatch(_COPY, name)  # which most runs need not compile
    return copy["stem"] + copy["ending"] if copy else None


def when_made(name: str) -> datetime | None:
    """The local time that the name of a copy tells, the last one if it is a copy of a copy."""
    stamps = re.findall(_WHEN, name)
    try:
        return datetime.strptime(stamps[-1], "%Y%m%d-%H%M%S") if stamps else None
    except ValueError:
        return None
