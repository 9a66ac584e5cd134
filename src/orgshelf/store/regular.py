"""Opening files, of which only regular ones have an end: the others could be read for ever."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from orgshelf.errors import TooManyFilesError

#: A pipe is opened at once, be there somebody at its other end or not.
_AT_ONCE = os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_MOST = 512 << 20  # bytes of one file
_PIECE = 1 << 16


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
        _check(path, os.stat(path))  # noqa: PTH116 - what opens a file may name it by a text
    handle = os.open(path, flags | _AT_ONCE, mode)
    try:
        _check(path, os.fstat(handle))
    except OSError:
        os.close(handle)
        raise
    return handle


def _check(path: str | Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
