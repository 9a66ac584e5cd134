"""Small things that are slow to make, kept in the cache folder from one run to the next."""

import contextlib
import os
from pathlib import Path

from orgshelf.storage.places import cache_dir


def kept(name: str) -> bytes | None:
    """What was kept under that name; None where nothing was, or cannot be had."""
    with contextlib.suppress(OSError):
        return (cache_dir() / name).read_bytes()
    return None


def keep(name: str, data: bytes) -> None:
    """Keep it for the next run, whole or not at all; only its owner may read it."""
    with contextlib.suppress(OSError):
        path = cache_dir() / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = Path(f"{path}.{os.getpid()}")
        try:
            with os.fdopen(os.open(temporary, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as stream:
                stream.write(data)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
