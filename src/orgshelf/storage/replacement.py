"""One file put in another's place: the whole new one is there, or the old one stays."""

import contextlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from orgshelf.errors import OrgshelfError
from orgshelf.storage import permissions

#: How the name of a file ends while it is being written; no note ends so.
_TEMPORARY = ".orgshelf"
_LONGEST = 200  # bytes of a target's name in a temporary file's, whose limit is 255


def replace(
    target: Path, data: bytes, check: Callable[[], None], like: Iterable[Path] = ()
) -> None:
    """Write beside the target, make it durable, check once more, rename over it.

    Mode, owner, group and attributes are kept; a new file is no more open than all of ``like``.

    Raises:
        NotEditableError: the target is read-only.
        OrgshelfError: the disk refuses; nothing is written.
    """
    import tempfile  # most commands write nothing

    permissions.check_not_read_only(target, target.name)
    try:
        handle, name = tempfile.mkstemp(
            _TEMPORARY, f"{_prefix(target)}{os.getpid()}-", target.parent
        )
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                _permit(target, stream.fileno(), like)  # to write takes a setuid bit away
                os.fsync(stream.fileno())
            check()
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise OrgshelfError(f"{target} was not written: {error.strerror or error}.") from error


def _permit(target: Path, handle: int, like: Iterable[Path]) -> None:
    try:
        permissions.keep(target, handle)
    except FileNotFoundError:
        permissions.open_up(handle, like)


def remove(target: Path, check: Callable[[], None]) -> None:
    """Check once more and remove the target.

    Raises:
        OrgshelfError: the disk refuses.
    """
    check()
    try:
        target.unlink()
        _sync_folder(target.parent)
    except OSError as error:
        raise OrgshelfError(f"{target} was not removed: {error.strerror or error}.") from error


def sweep(target: Path) -> None:
    """Remove what writers that died have left beside the target."""
    import glob  # which reading does without

    for leftover in target.parent.glob(f"{glob.escape(_prefix(target))}*{_TEMPORARY}"):
        writer = leftover.name.removeprefix(_prefix(target)).partition("-")[0]
        if not (writer.isdecimal() and _is_alive(int(writer))):
            with contextlib.suppress(OSError):  # what cannot be removed is in nobody's way
                leftover.unlink()


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
