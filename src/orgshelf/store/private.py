"""Folders and files that are for this user alone: nobody else makes, changes or reads them.

What another user could have written is not used, since a journal says what to put into the
notes, and an index what they say.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from orgshelf.errors import NotPrivateError
from orgshelf.store.paths import cache_dir
from orgshelf.store.regular import open_regular

_FOLDER = 0o700
_FILE = 0o600
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def make_folder(folder: Path) -> None:
    """Make a folder, or take one that is there already; only its owner may enter it.

    Raises:
        NotPrivateError: it is another user's, or others can write to it.
        OSError: it cannot be made.
    """
    missing = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    for path in reversed(missing):
        with suppress(FileExistsError):  # another run has made it meanwhile
            path.mkdir(mode=_FOLDER)
            path.chmod(_FOLDER)  # whatever the umask has taken away
    _check_folder(folder)


def open_file(file: str | os.PathLike[str], flags: int) -> int:
    """Open a file as ``os.open`` does; only its owner may read it.

    Raises:
        NotPrivateError: it or its folder is another user's, or others can write to that.
        OSError: it cannot be opened.
    """
    path = Path(file)
    _check_folder(path.parent)
    if os.path.lexists(path) and not _is_own_file(path.lstat()):
        raise _not_private(path, "is no regular file of yours")
    handle = open_regular(path, flags | os.O_NOFOLLOW, _FILE)
    if stat.S_IMODE(os.fstat(handle).st_mode) != _FILE:
        os.fchmod(handle, _FILE)
    return handle


def remove_foreign(path: Path) -> None:
    """Remove what is at the place of a file of ours and is none.

    Raises:
        OSError: it cannot be removed.
    """
    with suppress(FileNotFoundError):
        if not _is_own_file(path.lstat()):
            path.unlink()


def _is_own_file(status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()


def _check_folder(folder: Path) -> None:
    status = folder.stat()
    if {status.st_uid, folder.lstat().st_uid} != {os.geteuid()}:  # a symlink has an owner too
        raise _not_private(folder, "belongs to another user")
    if status.st_mode & _WRITABLE_BY_OTHERS:
        raise _not_private(folder, "can be written to by others", f"`chmod 700 {folder}`, or ")
    if stat.S_IMODE(status.st_mode) & ~_FOLDER:
        folder.chmod(stat.S_IMODE(status.st_mode) & _FOLDER)


def _not_private(path: Path, problem: str, remedy: str = "") -> NotPrivateError:
    of_cache = path.is_relative_to(cache_dir())
    variable = "XDG_CACHE_HOME" if of_cache else "XDG_STATE_HOME"
    return NotPrivateError(str(path), problem, f"{remedy}set {variable} to a folder of yours")
