"""What tells that notes have changed: watching their files, and states of the index compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from orgshelf.errors import MissingExtraError
from orgshelf.store.library import Library
from orgshelf.store.walk import FileStat, stat_of, walk

if TYPE_CHECKING:
    from orgshelf.store.config import Config


_SETUP = ".setup"
_SETTLED = 200  # milliseconds without another change, after which a burst is over
_LOOK = 2_000  # milliseconds after which to look for what the system does not tell of

_POLL = 0.5  # seconds between two looks where the system does not tell of changes

_Looks = Mapping[str, FileStat | None]
_FILES = "SELECT id, digest FROM file"
_SETUPS = "SELECT group_concat(path || ':' || coalesce(digest, ''), ' ') FROM setup"


def changes(root: Path, others: Sequence[Path], stopped: Event) -> Iterator[None]:
    """Yields at once, and then each time that a note or one of the other files has changed.

    It ends when ``stopped`` is set. The system's word is not all that counts: what is on
    another machine's disk, behind a symlink or outside the notes is looked for every two
    seconds. A file below the root that is neither a note nor a setup file (``.setup``) is none
    of it, such as a report.

    Raises:
        MissingExtraError: watchfiles is not installed.
    """
    try:
        from watchfiles import watch
    except ModuleNotFoundError as error:
        raise MissingExtraError("--watch", "watch") from error

    before = _looks(root, others)
    yield
    for told in watch(
        root,
        watch_filter=None,
        stop_event=stopped,
        step=_SETTLED,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        after = _looks(root, others)
        if after != before or any(path.endswith(_SETUP) for _, path in told):
            before = after
            yield


def _looks(root: Path, others: Sequence[Path]) -> _Looks:
    """How each file looks from outside."""
    notes = {str(root / note.name): note.stamp for note in walk(root, lambda _: None)}
    return notes | {str(path): stat_of(path) for path in others}


def followed(root: Path, others: Sequence[Path], stopped: Event) -> Iterator[None]:
    """The same as ``changes``, but by looking again and again where watchfiles is missing."""
    try:
        yield from changes(root, others, stopped)
    except MissingExtraError:
        yield from _polled(root, others, stopped)


def _polled(root: Path, others: Sequence[Path], stopped: Event) -> Iterator[None]:
    before = _looks(root, others)
    yield
    while not stopped.wait(_POLL):
        if (after := _looks(root, others)) != before:
            before = after
            yield


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
