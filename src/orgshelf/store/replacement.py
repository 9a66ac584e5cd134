"""One file put in another's place: the whole new one is there, or the old one stays."""

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from orgshelf.errors import OrgshelfError
from orgshelf.store import permissions

#: How the name of a file ends while it is being written; no note ends so.
_TEMPORARY = ".orgshelf"
#: The process that writes it, before what makes the name unlike others.
_WRITER = re.compile(rf"\.(\d{{1,20}})-\w+{re.escape(_TEMPORARY)}\Z", re.ASCII)
_LONGEST = 200  # bytes of a target's name in a temporary file's, whose limit is 255


def replace(target: Path, data: bytes, like: Iterable[Path] = ()) -> None:
    """Write beside the target, make it durable, rename over it.

    Raises:
        NotEditableError: the target is read-only.
        OrgshelfError: the disk refuses; nothing is written.
    """
    permissions.check_not_read_only(target, target.name)
    temporary = write_beside(target, data, like)
    try:
        move(temporary, target)
    finally:
        discard(temporary)


def create(target: Path, data: bytes) -> bool:
    """Write a file that is not there yet, whole or not at all; false where there is one now.

    Raises:
        OrgshelfError: the disk refuses.
    """
    temporary = write_beside(target, data)
    try:
        os.link(temporary, target)  # which, unlike a rename, replaces nothing
    except FileExistsError:
        return False
    except OSError:  # this file system has no hard links
        if os.path.lexists(target):
            return False
        move(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return True


def write_beside(target: Path, data: bytes, like: Iterable[Path] = ()) -> Path:
    """A temporary file in the target's folder, its content on disk for good.

    It has the target's mode, owner, group and attributes; where there is no target it is no
    more open than all of ``like``.

    Raises:
        OrgshelfError: the disk refuses.
    """
    import tempfile  # most commands write nothing

    try:
        sweep(target.parent)
        handle, name = tempfile.mkstemp(
            _TEMPORARY, f"{_prefix(target)}{os.getpid()}-", target.parent
        )
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                _permit(target, stream.fileno(), like)  # to write takes a setuid bit away
                os.fsync(stream.fileno())
        except BaseException:
            discard(Path(name))
            raise
    except OSError as error:
        raise _not_written(target, error) from error
    return Path(name)


def move(temporary: Path, target: Path) -> None:
    """Give a file that has been written beside it the target's name.

    Raises:
        OrgshelfError: the disk refuses.
    """
    try:
        temporary.replace(target)
    except OSError as error:
        raise _not_written(target, error) from error
    _sync_folder(target.parent)


def discard(temporary: Path) -> None:
    """Remove a file that has not taken another's place; what fails here undoes nothing."""
    with contextlib.suppress(OSError):
        temporary.unlink()


def _not_written(target: Path, error: OSError) -> OrgshelfError:
    return OrgshelfError(f"{target} was not written: {error.strerror or error}.")


def _permit(target: Path, handle: int, like: Iterable[Path]) -> None:
    try:
        permissions.keep(target, handle)
    except FileNotFoundError:
        permissions.open_up(handle, like)


def remove(target: Path) -> None:
    """Remove a file.

    Raises:
        OrgshelfError: the disk refuses.
    """
    try:
        target.unlink()
        _sync_folder(target.parent)
    except OSError as error:
        raise OrgshelfError(f"{target} was not removed: {error.strerror or error}.") from error


def sweep(folder: Path) -> None:
    """Remove what writers that died have left in a folder."""
    with contextlib.suppress(OSError):  # a folder that cannot be listed is left as it is
        for leftover in folder.glob(f".*{_TEMPORARY}"):
            writer = _WRITER.search(leftover.name)
            if writer and not _is_alive(int(writer[1])):
                discard(leftover)


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


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; some file systems cannot, which is no failure."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
