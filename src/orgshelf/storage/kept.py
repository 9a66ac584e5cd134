"""Small things that are slow to make, kept in the cache folder from one run to the next."""

import contextlib
import os
from pathlib import Path

from orgshelf.storage.places import cache_dir
from orgshelf.storage.regular import open_regular, read_regular


def kept(name: str) -> bytes | None:
    """What was kept under that name; None where nothing was, or cannot be had."""
    with contextlib.suppress(OSError):
        return read_regular(cache_dir() / name)
    return None


def keep(name: str, data: bytes) -> None:
    """Keep it for the next run, whole or not at all; only its owner may read it."""
    with contextlib.suppress(OSError):
        path = cache_dir() / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = Path(f"{path}.{os.getpid()}")
        try:
            with os.fdopen(open_regular(temporary, os.O_CREAT | os.O_WRONLY), "wb") as stream:
                stream.write(data)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
