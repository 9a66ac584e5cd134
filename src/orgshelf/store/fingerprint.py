"""What the rows of an index are made from beside the notes: code, root, settings, time zone.

An index made from anything else is made again. The code is known by a digest of its files, so
that nobody has to raise a number when a row changes. To hash them takes some milliseconds, so
the index also has the sizes and times that they had: while those are the same, so is the digest.
"""

import os
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from orgshelf import __version__
from orgshelf.store import sources
from orgshelf.store.config import Config

#: The folders of this package that use the index: no row is made by their code.
ABOVE = ("actions", "cli", "export", "importers", "lint", "lookup", "serve", "terminal", "tui")


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
    """The files as they were when this process, which goes on with that code, first looked."""
    return sources.source_files("orgshelf", ABOVE) | sources.source_files("orgparse")


@cache
def _digest() -> str:
    return sources.digest(_files())
