"""The only module that reads and writes notes."""

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from orgshelf.errors import ConflictError, FileChangedError, OrgshelfError
from orgshelf.storage.regular import read_regular

#: How the name of a file ends while it is being written; no note ends so.
_TEMPORARY = ".orgshelf"
_LONGEST = 200  # bytes of a target's name in a temporary file's, whose limit is 255


class NoteFile(NamedTuple):
    """A file as it was read; ``name`` is relative to the notes root, with ``/``.

    ``data`` is None for a file that was not there.
    """

    path: Path
    name: str
    data: bytes | None

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


def read(path: Path, root: Path) -> NoteFile:
    """Read one file.

    Raises:
        OSError: it cannot be read, or is a pipe or a device, which could be read for ever.
    """
    return NoteFile(path, path.relative_to(root).as_posix(), read_regular(path))


def read_setup(root: Path, file: str) -> bytes | None:
    """A ``#+SETUPFILE``, relative to the notes; None where it cannot be read."""
    try:
        return read_regular(root / Path(file).expanduser())
    except (OSError, ValueError, RuntimeError):
        return None


def check_unlocked(path: Path) -> None:
    """Refuse a file that Emacs has unsaved changes of: its lock is the symlink ``.#name``.

    Raises:
        ConflictError: it has.
    """
    target = path.resolve()
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


def commit(file: NoteFile, data: bytes | None) -> None:
    """Replace, make or (``data`` None) remove a file, all or nothing.

    A crash leaves the old file or the new one. A symlink stays one: what it points to is
    replaced. Mode, owner and group are kept. The caller holds the lock, so a temporary
    file found here is a dead writer's.

    Raises:
        FileChangedError: somebody wrote to the file since it was read; nothing is written.
        OrgshelfError: the disk refuses; nothing is written.
    """
    if data == file.data:
        return
    target = file.path.resolve()
    check_unlocked(target)
    _sweep(target)

    def still_as_read() -> None:
        found = read_if_there(target)
        if (None if found is None else digest(found)) != file.digest:
            raise FileChangedError(file.name)

    if data is None:
        _remove(target, still_as_read)
    else:
        _replace(target, data, still_as_read)


def _sweep(target: Path) -> None:
    """Remove what writers that died have left beside the target."""
    import glob  # which reading does without

    for leftover in target.parent.glob(f"{glob.escape(_prefix(target))}*{_TEMPORARY}"):
        writer = leftover.name.removeprefix(_prefix(target)).partition("-")[0]
        if not (writer.isdecimal() and _is_alive(int(writer))):
            leftover.unlink(missing_ok=True)


def _prefix(target: Path) -> str:
    """How the names of a target's temporary files begin: hidden, and never too long."""
    return f".{os.fsdecode(os.fsencode(target.name)[:_LONGEST])}."


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _remove(target: Path, check: Callable[[], None]) -> None:
    check()
    try:
        target.unlink()
        _sync_folder(target.parent)
    except OSError as error:
        raise OrgshelfError(f"{target} was not removed: {error.strerror or error}.") from error


def create_note(path: Path, data: bytes) -> bool:
    """Make a new file and the folders above it; False where there is one already.

    Raises:
        OrgshelfError: the disk refuses.
    """
    if path.exists():
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
    except OSError as error:
        raise OrgshelfError(f"{path} was not made: {error.strerror or error}.") from error
    return True


def write_report(path: Path, data: bytes, *, folders: bool = False) -> None:
    """Write a file that is no note: the whole new one, or the old one stays.

    One that holds just that is left alone. What is no regular file, such as /dev/stdout, is
    written to as it is. ``folders`` makes those above it where they are missing.

    Raises:
        OrgshelfError: the disk refuses.
    """
    target = path.resolve()
    if folders:
        _make_folder(target.parent)
    if not target.exists() or target.is_file():
        if not _holds(target, data):
            _replace(target, data, lambda: None)
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


def _replace(target: Path, data: bytes, check: Callable[[], None]) -> None:
    """Write beside the target, make it durable, check once more, rename over it."""
    import tempfile  # most commands write nothing

    try:
        handle, name = tempfile.mkstemp(
            _TEMPORARY, f"{_prefix(target)}{os.getpid()}-", target.parent
        )
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                _copy_owner(target, stream.fileno())
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            check()
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise OrgshelfError(f"{target} was not written: {error.strerror or error}.") from error


def _copy_owner(target: Path, handle: int) -> None:
    """Give the open file the target's owner, group and mode; a new one gets the usual mode."""
    try:
        status = target.stat()
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        os.fchmod(handle, 0o666 & ~umask)
        return
    with contextlib.suppress(PermissionError):
        os.fchown(handle, status.st_uid, status.st_gid)
    os.fchmod(handle, stat.S_IMODE(status.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; some file systems cannot, which is no failure."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
