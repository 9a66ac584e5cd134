"""Replies of the web, kept for some days in the cache folder so that nobody is asked twice.

A cache that cannot be used is none: nothing here fails.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from orgshelf.errors import OrgshelfError
from orgshelf.store import files
from orgshelf.store.file_access import make_folder, open_file
from orgshelf.store.paths import cache_dir

_DAYS = 30
_DAY = 86_400.0


def kept(address: str) -> bytes | None:
    """What was kept of an address, if it is not too old."""
    path = _path(address)
    with suppress(OSError, OrgshelfError):
        if _age(path) < _DAYS * _DAY:
            with open(path, "rb", opener=open_file) as stream:
                return stream.read()
    return None


def keep(address: str, data: bytes) -> None:
    """Keep what an address answered; what is too old is forgotten."""
    with suppress(OSError, OrgshelfError):
        make_folder(_folder())
        for old in _too_old():
            old.unlink(missing_ok=True)
        files.write_report(_path(address), data)


def seconds_since(host: str) -> float:
    """How long ago any run asked a host; very long where none did."""
    with suppress(OSError):
        return _age(_path(host))
    return _DAYS * _DAY


def note_asked(host: str) -> None:
    """Note that a host is asked now."""
    with suppress(OSError, OrgshelfError):
        make_folder(_folder())
        files.write_report(_path(host), f"{time.time()}".encode())


def _folder() -> Path:
    return cache_dir() / "replies"


def _path(name: str) -> Path:
    return _folder() / files.digest(name.encode("utf-8", "surrogateescape"))


def _age(path: Path) -> float:
    """Seconds since a file was written; none in the future, as a clock that was set has it."""
    return max(time.time() - path.stat().st_mtime, 0.0)


def _too_old() -> Iterator[Path]:
    return (path for path in _folder().iterdir() if _age(path) > _DAYS * _DAY)
