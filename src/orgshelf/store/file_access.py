"""Opening files: only regular ones, and our own so that they are for this user alone.

Any other file could be read for ever. What another user could have written is not used, since a
journal says what to put into the notes, and an index what they say.
"""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import IO

from orgshelf.errors import NotPrivateError, TooManyFilesError
from orgshelf.store.paths import cache_dir

_FOLDER = 0o700
_FILE = 0o600
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
#: A pipe is opened at once, be there somebody at its other end or not.
_AT_ONCE = os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_MOST = 512 << 20  # bytes of one file
_PIECE = 1 << 16
#: Up to so many bytes stay in memory.
_SMALL = 1 << 20


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


def read_regular(path: Path, most: int = _MOST) -> bytes:
    """All bytes of a regular file, which is never waited for; symlinks are followed.

    Raises:
        TooManyFilesError: this process may open no more; that says nothing of the file.
        OSError: it cannot be read, is a pipe, a device or a folder, or has more than ``most``
            bytes.
    """
    try:
        handle = open_regular(path, os.O_RDONLY)
    except OSError as error:
        if error.errno in (errno.EMFILE, errno.ENFILE):
            raise TooManyFilesError from error
        raise
    try:
        size = os.fstat(handle).st_size
        pieces: list[bytes] = []
        left = most + 1 if size <= most else 0
        # What the system makes up, as in /proc, may say that it is empty, or have no end.
        while left and (piece := os.read(handle, min(left, max(size, _PIECE)))):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(handle)
    if not left:
        raise OSError(errno.EFBIG, f"it has more than {most >> 20} MiB", str(path))
    return b"".join(pieces)


def open_regular(path: str | Path, flags: int, mode: int = 0o600) -> int:
    """``os.open`` for a regular file, or for one that this makes; it never waits.

    Raises:
        OSError: it cannot be opened, or is a pipe, a device or a folder.
    """
    with suppress(FileNotFoundError):  # opening it makes it, or says so
        # Some devices do something by being opened.
        _check_regular(path, os.stat(path))  # noqa: PTH116 - what opens a file may name it by a text
    handle = os.open(path, flags | _AT_ONCE, mode)
    try:
        _check_regular(path, os.fstat(handle))
    except OSError:
        os.close(handle)
        raise
    return handle


def _check_regular(path: str | Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))


def spool(pieces: Iterable[bytes]) -> IO[bytes]:
    """The pieces one after another as a file, which is gone when it is closed.

    Raises:
        OSError: there is no room for them.
    """
    left = iter(pieces)
    small = BytesIO()
    for piece in left:
        small.write(piece)
        if small.tell() > _SMALL:
            return _on_disk(chain([small.getvalue()], left))
    small.seek(0)
    return small


def _on_disk(pieces: Iterable[bytes]) -> IO[bytes]:
    from tempfile import TemporaryFile  # most answers are short

    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    try:
        file.writelines(pieces)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
