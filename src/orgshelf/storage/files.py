"""The only module that touches the notes: walk, read, commit."""

import contextlib
import glob
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from orgshelf.errors import ConflictError, FileChangedError, OrgshelfError

#: How the name of a file ends while it is being written; no note ends so.
_TEMPORARY = ".orgshelf"


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A file as it was read; ``name`` is relative to the notes root, with ``/``."""

    path: Path
    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, by which a later commit knows that nobody wrote since."""
        return digest(self.data)


def digest(data: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(data).hexdigest()


def walk(root: Path) -> Iterator[Path]:
    """Every Org file below the root, sorted by path.

    Hidden files and folders, editors' locks and backups, and archives are left out. A
    folder that a symlink leads to is entered once, so that loops end.
    """
    seen = {os.path.realpath(root)}
    found: list[Path] = []
    for folder, folders, files in os.walk(root, followlinks=True):
        folders[:] = [name for name in folders if _enter(Path(folder, name), seen)]
        found += [Path(folder, name) for name in files if _is_note(name)]
    yield from sorted(found, key=lambda path: path.relative_to(root).parts)


def _enter(folder: Path, seen: set[str]) -> bool:
    real = os.path.realpath(folder)
    if folder.name.startswith(".") or real in seen:
        return False
    seen.add(real)
    return True


def _is_note(name: str) -> bool:
    return name.endswith(".org") and not name.startswith(".")


def read(path: Path, root: Path) -> NoteFile:
    """Read one file.

    Raises:
        OSError: it cannot be read.
    """
    return NoteFile(path, path.relative_to(root).as_posix(), path.read_bytes())


def check_unlocked(path: Path) -> None:
    """Refuse a file that Emacs has unsaved changes of: its lock is the symlink ``.#name``.

    Raises:
        ConflictError: it has.
    """
    target = path.resolve()
    lock = target.with_name(f".#{target.name}")
    if lock.is_symlink():
        raise ConflictError(f"{path} has unsaved changes in Emacs ({lock.readlink()}): save first.")


def commit(file: NoteFile, data: bytes) -> None:
    """Replace a file's bytes, all or nothing; a crash leaves the old file or the new one.

    A symlink stays one: what it points to is replaced. Mode, owner and group are kept. The
    caller holds the tree's lock, so a temporary file found here is a dead writer's.

    Raises:
        FileChangedError: somebody wrote to the file since it was read; nothing is written.
        OrgshelfError: the disk refuses; nothing is written.
    """
    if data == file.data:
        return
    target = file.path.resolve()
    check_unlocked(target)
    for leftover in target.parent.glob(f".{glob.escape(target.name)}.*{_TEMPORARY}"):
        leftover.unlink(missing_ok=True)

    def still_as_read() -> None:
        if digest(target.read_bytes()) != file.digest:
            raise FileChangedError(file.name)

    _replace(target, data, still_as_read)


def create_note(path: Path, data: bytes) -> bool:
    """Make a new file and the folders above it; False where there is one already.

    Raises:
        OrgshelfError: the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        return False
    except OSError as error:
        raise OrgshelfError(f"{path} was not made: {error.strerror or error}.") from error
    return True


def write_report(path: Path, data: bytes) -> None:
    """Write a file that is no note: the whole new one, or the old one stays.

    Raises:
        OrgshelfError: the disk refuses.
    """
    _replace(path.resolve(), data, lambda: None)


def _replace(target: Path, data: bytes, check: Callable[[], None]) -> None:
    """Write beside the target, make it durable, check once more, rename over it."""
    try:
        handle, name = tempfile.mkstemp(_TEMPORARY, f".{target.name}.", target.parent)
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
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
