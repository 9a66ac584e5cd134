"""The only module that reads and writes notes."""

import contextlib
import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from orgshelf.errors import ConflictError, FileChangedError, OrgshelfError
from orgshelf.store import replacement
from orgshelf.store.file_access import read_regular


class FileSnapshot(NamedTuple):
    """A file as it was read; ``name`` is relative to the notes root, with ``/``.

    ``data`` is None for a file that was not there. ``writable`` are the folders outside the
    notes that a link in them may lead to. ``like`` are the notes that a new file gets text of.
    """

    path: Path
    name: str
    data: bytes | None
    writable: Sequence[Path] = ()
    like: frozenset[Path] = frozenset()

    @property
    def root(self) -> Path:
        """The notes root."""
        return self.path.parents[len(PurePosixPath(self.name).parts) - 1]

    @property
    def content(self) -> bytes:
        """The bytes; none for a file that was not there."""
        return self.data or b""

    @property
    def digest(self) -> str | None:
        """SHA-256 of the bytes, by which a later commit knows that nobody wrote since."""
        return None if self.data is None else digest(self.data)


def digest(data: bytes) -> str:
    """SHA-256, in hex."""
    import hashlib  # most commands read no file

    return hashlib.sha256(data).hexdigest()


#: Bytes of a note: to read one takes thirty times as much memory.
_MOST_OF_NOTE = 64 << 20


def read(path: Path, root: Path, writable: Sequence[Path] = ()) -> FileSnapshot:
    """Read one file.

    Raises:
        OSError: it cannot be read, is larger than memory may be, or is a pipe or a device, which
            could be read for ever.
    """
    return FileSnapshot(
        path, path.relative_to(root).as_posix(), read_regular(path, _MOST_OF_NOTE), writable
    )


#: Bytes of a file that another one includes.
_MOST_INCLUDED = 16 << 20


def read_setup(root: Path, file: str) -> bytes | None:
    """A ``#+SETUPFILE``, relative to the notes; None where it cannot be read."""
    try:
        return read_regular(root / Path(file).expanduser())
    except (OSError, ValueError, RuntimeError):
        return None


def read_inside(root: Path, file: str) -> bytes | None:
    """A file in the notes folder; None where it is not there, is too large, or leads outside."""
    try:
        path = (root / file).resolve(strict=True)
        return read_regular(path, _MOST_INCLUDED) if path.is_relative_to(root.resolve()) else None
    except (OSError, ValueError, RuntimeError):
        return None


def find(root: Path, name: str, writable: Sequence[Path]) -> FileSnapshot:
    """A file to be written, as it is now, be it there or not.

    Raises:
        NotEditableError: it cannot be among the notes.
        ConflictError: Emacs has unsaved changes of it.
        OrgshelfError: it is there and cannot be read.
    """
    from orgshelf.store.permissions import check_name

    check_name(name)
    path = root / name
    check_unlocked(path)
    return FileSnapshot(path, name, read_if_there(path), writable)


def check_unlocked(path: Path) -> None:
    """Refuse a file that Emacs has unsaved changes of: its lock is the symlink ``.#name``.

    Raises:
        ConflictError: it has.
    """
    target = Path(os.path.realpath(path))
    lock = target.with_name(f".#{target.name}")
    with contextlib.suppress(OSError):  # no such file, or a name too long for one
        owner = lock.readlink()
        raise ConflictError(f"{path} has unsaved changes in Emacs ({owner}): save first.")


def read_if_there(path: Path) -> bytes | None:
    """A file's bytes; None where there is none.

    Raises:
        OrgshelfError: it is there and cannot be read.
    """
    try:
        return read_regular(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OrgshelfError(f"{path} cannot be read: {error.strerror or error}.") from error


def check_writable(file: FileSnapshot) -> Path:
    """Refuse a file that must not be written, else find the one that is: links are followed.

    Raises:
        NotEditableError: it is read-only, or not among the notes.
    """
    from orgshelf.store.permissions import (
        check_not_read_only,
        real_place,  # which reading does without
    )

    target = real_place(file.root, file.name, file.writable)
    check_not_read_only(target, file.name)
    return target


class Staged:
    """A file's next version on disk beside it, ready to take its place; a context manager.

    What has not taken its place at the end of the context is removed.
    """

    def __init__(self, file: FileSnapshot, data: bytes | None) -> None:
        """Write the next version; ``data`` is None where the file is to be removed.

        A symlink stays one: what it points to is replaced. Mode, owner, group and attributes are
        kept.

        Raises:
            NotEditableError: as ``check_writable``.
            ConflictError: Emacs has unsaved changes of the file.
            OrgshelfError: the disk refuses.
        """
        self._file = file
        self._target = check_writable(file)
        check_unlocked(self._target)
        self._temporary = None
        if data is not None:
            self._temporary = replacement.write_beside(self._target, data, file.like)

    def __enter__(self) -> "Staged":
        return self

    def __exit__(self, *_: object) -> None:
        if self._temporary is not None:
            replacement.discard(self._temporary)

    def check(self) -> None:
        """See that the file is still as it was read.

        Raises:
            FileChangedError: somebody wrote to it since.
        """
        if read_if_there(self._target) != self._file.data:
            raise FileChangedError(self._file.name)

    def replace(self) -> None:
        """Take the file's place, all or nothing: a crash leaves the old file or the new one.

        Raises:
            FileChangedError: somebody wrote to the file since it was read.
            OrgshelfError: the disk refuses.
        """
        self.check()
        if self._temporary is None:
            replacement.remove(self._target)
        else:
            replacement.move(self._temporary, self._target)


def commit(file: FileSnapshot, data: bytes | None) -> None:
    """Replace, make or (``data`` None) remove a file, all or nothing.

    Raises:
        FileChangedError: somebody wrote to the file since it was read; nothing is written.
        NotEditableError: as ``check_writable``.
        OrgshelfError: the disk refuses; nothing is written.
    """
    if data != file.data:
        with Staged(file, data) as staged:
            staged.replace()


def create_note(path: Path, data: bytes) -> bool:
    """Make a new file and the folders above it; False where there is one already.

    Raises:
        OrgshelfError: the disk refuses.
    """
    if path.exists():
        return False
    _make_folder(path.parent)
    if path.is_symlink():
        raise OrgshelfError(f"{path} was not made: it is a link to a file that is not there.")
    return replacement.create(path, data)


def write_report(
    path: Path, data: bytes, *, folders: bool = False, like: Iterable[Path] = ()
) -> None:
    """Write a file that is no note: the whole new one, or the old one stays.

    One that holds just that is left alone. What is no regular file, such as /dev/stdout, is
    written to as it is. ``folders`` makes those above it where they are missing. A new one is
    no more open than all of ``like``.

    Raises:
        NotEditableError: it is read-only.
        OrgshelfError: the disk refuses.
    """
    target = Path(os.path.realpath(path))
    if folders:
        _make_folder(target.parent)
    if not target.exists() or target.is_file():
        if not _holds(target, data):
            replacement.replace(target, data, like)
        return
    try:
        target.write_bytes(data)
    except OSError as error:
        raise OrgshelfError(f"{path} was not written: {error.strerror or error}.") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OrgshelfError(f"{folder} was not made: {error.strerror or error}.") from error


def _holds(target: Path, data: bytes) -> bool:
    """Whether a file holds exactly that."""
    try:
        return target.stat().st_size == len(data) and read_regular(target, len(data)) == data
    except OSError:
        return False


@cache
def is_there(root: Path, file: str, path: str) -> bool:
    """Whether there is what a file of the notes calls by a path, relative to its own folder."""
    try:
        return (root / file).parent.joinpath(Path(path).expanduser()).exists()
    except (OSError, ValueError, RuntimeError):  # no path that a system could have
        return False
