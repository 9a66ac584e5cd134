"""What tells one state of the notes from another, by the index that was brought to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgshelf.store.library import Library

if TYPE_CHECKING:
    from orgshelf.store.config import Config

_FILES = "SELECT id, digest FROM file"
_SETUPS = "SELECT group_concat(path || ':' || coalesce(digest, ''), ' ') FROM setup"


@dataclass(frozen=True, slots=True)
class IndexState:
    """The digests of the files by their numbers, those of setup files, and the configuration.

    It is another one after each change of any of them.
    """

    files: Mapping[int, str | None]
    setups: str | None
    config: "Config"

    def changed_since(self, before: "IndexState") -> frozenset[int] | None:
        """The numbers of the files that are others now; None where all may be."""
        if (self.setups, self.config) != (before.setups, before.config):
            return None
        return frozenset(number for number, _ in self.files.items() ^ before.files.items())


def index_state(library: Library) -> IndexState:
    """The state of the notes as a library has them."""
    files = dict(library.connection.execute(_FILES).fetchall())
    setups = library.connection.execute(_SETUPS).fetchone()[0]
    return IndexState(files, setups, library.config)
