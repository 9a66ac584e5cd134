"""One writer at a time for a notes tree, by a lock file outside of it."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from orgshelf.errors import ConflictError
from orgshelf.storage.files import digest
from orgshelf.storage.places import state_dir

_PATIENCE = 60.0  # seconds: forty writers on a slow disk are done by then
_PAUSE = 0.02


@contextlib.contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold the tree's lock; the kernel lets go of it when the process ends, however it ends.

    Raises:
        ConflictError: another orgshelf did not finish in time.
    """
    folder = state_dir() / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(
        folder / f"{digest(os.fsencode(root.resolve()))[:32]}.lock", os.O_CREAT | os.O_RDWR
    )
    try:
        _acquire(handle)
        yield
    finally:
        os.close(handle)


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
