"""The notes read from their files, and queries answered by a plain look at every entry."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from oracle import query as plain
from orgshelf.library import Library, load
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query import Query
from orgshelf.storage.config import Config


class PlainLibrary(Library):
    """A library without SQL."""

    def select(self, query: Query) -> Sequence[Entry]:
        return plain.select(self.entries, query, self.scope())

    def matching(self, query: Query) -> Sequence[Entry]:
        return plain.matching(self.entries, query, self.scope())


def read(root: Path, config: Config, now: datetime) -> PlainLibrary:
    """Every note below ``root``."""
    found = load(root, config, now)
    return PlainLibrary(root, config, now, found.documents, found.entries, found.unreadable)
