"""One writer at a time, by a lock file outside the notes."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from orgshelf.errors import ConflictError, OrgshelfError
from orgshelf.storage.places import state_dir

_PATIENCE = 60.0  # seconds: forty writers on a slow disk are done by then
_PAUSE = 0.02


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Hold the user's lock; the kernel lets go of it when the process ends, however it ends.

    There is one for all trees, since two of them may share files.

    Raises:
        ConflictError: another orgshelf did not finish in time.
        OrgshelfError: there is no place for the lock.
    """
    path = state_dir() / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise OrgshelfError(
            f"{path} cannot be made ({error.strerror}): set XDG_STATE_HOME to a folder of yours."
        ) from error
    try:
        _take(handle, path)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path) -> None:
    """Acquire the lock.

    Raises:
        ConflictError: another orgshelf did not finish in time.
        OrgshelfError: the disk that the file is on has no locks.
    """
    try:
        _acquire(handle)
    except OSError as error:
        raise OrgshelfError(
            f"{path} cannot be locked ({error.strerror}): set XDG_STATE_HOME to a folder on a disk"
            " that can."
        ) from error


def _acquire(handle: int) -> None:
    limit = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > limit:
                raise ConflictError(
                    "Another orgshelf is writing to these notes: try again when it is done."
                ) from None
            time.sleep(_PAUSE)
        else:
            return
