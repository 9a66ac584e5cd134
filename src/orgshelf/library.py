"""Assembly: a tree of notes loaded, its headings found, and changes carried out."""

import gc
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from orgshelf.org import reader
from orgshelf.org.lines import Lines
from orgshelf.org.reader import Document
from orgshelf.shelf import entries as shelf_entries
from orgshelf.shelf import refs
from orgshelf.shelf.entries import Entry
from orgshelf.storage import files
from orgshelf.storage.config import Config

#: Told the number of files read and of all files, once for each file.
Ticker = Callable[[int, int], None]


@dataclass(frozen=True)
class Library:
    """A tree of notes as it was when it was loaded.

    ``unreadable`` are (file, reason) pairs of what could not be read and is missing here.
    """

    root: Path
    config: Config
    now: datetime
    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    unreadable: tuple[tuple[str, str], ...] = ()

    @cached_property
    def short_ids(self) -> Mapping[str, str]:
        """Each entry's id as a person types it."""
        return shelf_entries.short_ids(self.entries)

    def find(self, ref: str) -> list[Entry]:
        """The headings a REF can mean (see ``shelf.refs``); more than one is ambiguous.

        Raises:
            NotFoundError: none.
        """
        return refs.resolve(self.entries, ref, self._names)

    def _names(self, file: str) -> list[str]:
        """A file as seen from the working directory, then as seen from the notes root."""
        names = [posixpath.normpath(file)]
        with suppress(ValueError, OSError):
            # The note itself may be a symlink out of the tree.
            folder = Path(file).parent.resolve().relative_to(self.root.resolve())
            names.insert(0, (folder / Path(file).name).as_posix())
        return list(dict.fromkeys(names))

    def document_entries(self, entry: Entry) -> Sequence[Entry]:
        """All entries of the file that the entry is in."""
        start = self._starts[entry.file]
        return self.entries[start : start + len(entry.document.headings)]

    def below(self, entry: Entry) -> Sequence[Entry]:
        """The entries under this one, itself left out."""
        return self.document_entries(entry)[entry.place + 1 : entry.stop]

    @cached_property
    def _starts(self) -> Mapping[str, int]:
        starts, count = {}, 0
        for document in self.documents:
            starts[document.file] = count
            count += len(document.headings)
        return starts


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """All that is read stays alive, so looking for garbage meanwhile is time lost."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load(root: Path, config: Config, now: datetime, tick: Ticker | None = None) -> Library:
    """Read every note below ``root``; what cannot be read is named, not fatal."""
    unreadable: list[tuple[str, str]] = []

    def skip(path: Path, error: OSError) -> None:
        unreadable.append((path.relative_to(root).as_posix(), error.strerror or str(error)))

    paths = list(files.walk(root, lambda error: skip(Path(error.filename), error)))
    documents: list[Document] = []
    with _no_garbage_collection():
        for count, path in enumerate(paths, 1):
            try:
                note = files.read(path, root)
                documents.append(parse(Lines.from_bytes(note.content), note.name, root, config))
            except OSError as error:
                skip(path, error)
            if tick:
                tick(count, len(paths))
        entries = tuple(entry for document in documents for entry in place(document, config))
    return Library(root, config, now, tuple(documents), entries, tuple(unreadable))


def parse(lines: Lines, file: str, root: Path, config: Config) -> Document:
    """A file's headings, with the setup files it names."""

    def setup(path: str) -> Lines | None:
        data = files.read_setup(root, path)
        return None if data is None else Lines.from_bytes(data)

    return reader.read(lines, file, org=config.org, setup=setup)


def place(document: Document, config: Config) -> tuple[Entry, ...]:
    """A document's headings on their shelves."""
    return shelf_entries.place(document, config.kinds, config.dropped)
