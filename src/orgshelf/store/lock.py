"""One writer at a time, by a lock file outside the notes.

A writer puts the folders that it writes in into that file, and empties it at the end: those that
the next one finds there may hold what a writer that died has left.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from orgshelf.errors import ConflictError, OrgshelfError
from orgshelf.store.file_access import make_folder, open_file
from orgshelf.store.paths import state_dir
from orgshelf.store.state_files import LOCK

_PATIENCE = 60.0  # seconds: forty writers on a slow disk are done by then
_PAUSE = 0.02
_MOST = 1 << 20  # bytes that are read of the folders
_END = b"\0"  # of each of them


class Held(NamedTuple):
    """The lock while it is held; ``handle`` is the open file."""

    handle: int

    def writes_in(self, folders: Iterable[Path]) -> None:
        """Say where the holder writes from now on, for the one who comes after its death."""
        told = dict.fromkeys(os.fsencode(os.path.realpath(path)) for path in folders)
        with contextlib.suppress(OSError):  # then nobody tidies up
            os.pwrite(self.handle, b"".join(path + _END for path in told), 0)


@contextlib.contextmanager
def exclusive_lock() -> Iterator[Held]:
    """Hold the user's lock; the kernel lets go of it when the process ends, however it ends.

    There is one for all trees, since two of them may share files.

    Raises:
        ConflictError: another orgshelf did not finish in time.
        NotPrivateError: others can write to the folder of the lock.
        OrgshelfError: there is no place for the lock, or its disk has none.
    """
    with _opened() as handle:
        _acquire(handle)
        with _tidied(handle) as held:
            yield held


@contextlib.contextmanager
def exclusive_lock_if_free() -> Iterator[Held | None]:
    """The same without waiting: None where another orgshelf has the lock.

    Raises:
        OrgshelfError: there is no place for the lock, or its disk has none.
    """
    with _opened() as handle:
        if not _try(handle):
            yield None
            return
        with _tidied(handle) as held:
            yield held


@contextlib.contextmanager
def _tidied(handle: int) -> Iterator[Held]:
    """The lock that was just got, when nothing is left of writers that died."""
    if found := os.pread(handle, _MOST, 0):
        from orgshelf.store import replacement  # few die

        for path in found.split(_END)[:-1]:
            replacement.sweep(Path(os.fsdecode(path)))
    try:
        yield Held(handle)
    finally:
        with contextlib.suppress(OSError):
            if os.fstat(handle).st_size:
                os.ftruncate(handle, 0)


@contextlib.contextmanager
def _opened() -> Iterator[int]:
    path = state_dir() / LOCK
    try:
        make_folder(path.parent)
        handle = open_file(path, os.O_CREAT | os.O_RDWR)
    except OSError as error:
        raise OrgshelfError(
            f"{path} cannot be made ({error.strerror}): set XDG_STATE_HOME to a folder of yours."
        ) from error
    try:
        yield handle
    finally:
        os.close(handle)


def _acquire(handle: int) -> None:
    limit = time.monotonic() + _PATIENCE
    while not _try(handle):
        if time.monotonic() > limit:
            raise ConflictError(
                "Another orgshelf is writing to these notes: try again when it is done."
            )
        time.sleep(_PAUSE)


def _try(handle: int) -> bool:
    """Take the lock if nobody has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise OrgshelfError(
            f"{state_dir() / LOCK} cannot be locked ({error.strerror}): set XDG_STATE_HOME to a"
            " folder on a disk that can."
        ) from error
    return True
