"""What the rows of an index are made from beside the notes: code, root, settings, time zone.

An index made from anything else is made again. The code is known by a digest of its files, so
that nobody has to raise a number when a row changes. To hash them takes some milliseconds, so
the index also has the sizes and times that they had: while those are the same, so is the digest.
"""

import os
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from orgshelf import __version__
from orgshelf.store.config import Config
from orgshelf.store.file_access import read_regular

#: The folders of this package that use the index: no row is made by their code.
ABOVE = ("actions", "cli", "export", "importers", "lint", "lookup", "serve", "terminal", "tui")
_SUFFIXES = (".py", ".pyc", ".so", ".pyd")


class Fingerprint(NamedTuple):
    """What is compared, and the parts of it that an index keeps to know the code again."""

    whole: str
    code: str
    code_files: str


def fingerprint(root: Path, config: Config, known: Mapping[str, str]) -> Fingerprint:
    """What rows would be made from now; ``known`` is what an index has kept of another."""
    code_files = "\n".join(map(" ".join, _files().items()))
    code = known.get("code") if known.get("code_files") == code_files else None
    code = code or _digest()
    made_by = code, __version__, sys.version_info[:2]
    kinds = [sorted(table.items()) for table in (config.kinds.by_title, config.kinds.by_tag)]
    words = [sorted(config.groups), sorted(config.dropped)]
    zone = os.environ.get("TZ"), time.tzname, time.timezone, time.altzone
    whole = repr((made_by, str(root.resolve()), kinds, words, config.org, zone))
    return Fingerprint(whole, code, code_files)


@cache
def _files() -> Mapping[str, str]:
    """The source files by path, each with its size, times and inode as one text.

    They are as they were when this process, which goes on with that code, first looked. Of a
    package in a zip file that is the zip file; of one that is nowhere it is none.
    """
    files = {
        path: f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
        for package, without in (("orgshelf", ABOVE), ("orgparse", ()))
        for folder in _folders(package)
        for path, stat in _stats(folder, without)
    }
    return {path: files[path] for path in sorted(files)}


@cache
def _digest() -> str:
    """A digest of their names and of what they hold, in whatever folder they are."""
    from orgshelf.digest import sha1_hex  # which loads OpenSSL, and is seldom needed

    parts = ((path.name.encode(), _content(path)) for path in map(Path, _files()))
    return sha1_hex(b"\0".join(chain.from_iterable(parts)))


def _folders(package: str) -> list[str]:
    """Where a package is; to ask for that does not import it."""
    found = (finder.find_spec(package, None) for finder in sys.meta_path)
    spec = next(filter(None, found), None)
    return list(spec.submodule_search_locations or ()) if spec else []


def _stats(folder: str, without: Collection[str] = ()) -> Iterator[tuple[str, os.stat_result]]:
    """The files below a folder but for those in folders ``without`` names, right below it."""
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
