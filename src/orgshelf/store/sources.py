"""The files that a package's code is in: which they are now, and a digest of what they hold."""

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from orgshelf.store.regular import read_regular

_SUFFIXES = (".py", ".pyc", ".so", ".pyd")


def source_files(package: str, without: Collection[str] = ()) -> dict[str, str]:
    """The files of a package by path, each with its size, times and inode as one text.

    Of a package in a zip file that is the zip file; of one that is nowhere it is none.
    ``without`` names folders right below the package that are left out.
    """
    files = {
        path: f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
        for folder in _folders(package)
        for path, stat in _stats(folder, without)
    }
    return {path: files[path] for path in sorted(files)}


def digest(paths: Iterable[str]) -> str:
    """A digest of the files' names and of what they hold, in whatever folder they are."""
    from orgshelf.digest import sha1_hex  # which loads OpenSSL, and is seldom needed

    parts = ((path.name.encode(), _content(path)) for path in map(Path, paths))
    return sha1_hex(b"\0".join(chain.from_iterable(parts)))


def _folders(package: str) -> list[str]:
    """Where a package is; to ask for that does not import it."""
    found = (finder.find_spec(package, None) for finder in sys.meta_path)
    spec = next(filter(None, found), None)
    return list(spec.submodule_search_locations or ()) if spec else []


def _stats(folder: str, without: Collection[str] = ()) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except NotADirectoryError:
        archive = next((path for path in Path(folder).parents if path.is_file()), None)
        if archive:
            yield str(archive), archive.stat()
        return
    except OSError:
        return
    for entry in entries:
        if entry.name.endswith(_SUFFIXES):
            with suppress(OSError):  # the lock of an editor leads nowhere
                yield entry.path, entry.stat()
        elif entry.name not in ("__pycache__", *without) and entry.is_dir():
            yield from _stats(entry.path)


def _content(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError:
        return b""
