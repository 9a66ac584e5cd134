"""One writer at a time, by a lock file outside the notes."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from orgshelf.errors import ConflictError, OrgshelfError
from orgshelf.store.file_access import make_folder, open_file
from orgshelf.store.paths import state_dir

_PATIENCE = 60.0  # seconds: forty writers on a slow disk are done by then
_PAUSE = 0.02


@contextlib.contextmanager
def exclusive_lock() -> Iterator[None]:
    """Hold the user's lock; the kernel lets go of it when the process ends, however it ends.

    There is one for all trees, since two of them may share files.

    Raises:
        ConflictError: another orgshelf did not finish in time.
        NotPrivateError: others can write to the folder of the lock.
        OrgshelfError: there is no place for the lock, or its disk has none.
    """
    with _opened() as handle:
        _acquire(handle)
        yield


@contextlib.contextmanager
def exclusive_lock_if_free() -> Iterator[bool]:
    """The same without waiting: false where another orgshelf has the lock.

    Raises:
        OrgshelfError: there is no place for the lock, or its disk has none.
    """
    with _opened() as handle:
        yield _try(handle)


@contextlib.contextmanager
def _opened() -> Iterator[int]:
    path = _path()
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


def _path() -> Path:
    return state_dir() / "lock"


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
            f"{_path()} cannot be locked ({error.strerror}): set XDG_STATE_HOME to a folder on a"
            " disk that can."
        ) from error
    return True
