"""A file of the notes read: its headings, and what each of them means."""

import gc
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from orgshelf.store.config import Config

if TYPE_CHECKING:
    from orgshelf.org.document import Document
    from orgshelf.org.lines import Lines
    from orgshelf.org.reader import ReadDocument
    from orgshelf.shelf.classification import Classification

#: Called once per file with (files read, files in all, headings so far).
Ticker = Callable[[int, int, int], None]


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """All that is read stays alive, so looking for garbage meanwhile is time lost."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def parse(
    lines: "Lines",
    file: str,
    root: Path,
    config: Config,
    setups: dict[str, str | None] | None = None,
    known: Collection[int] = (),
) -> "ReadDocument":
    """A file's headings, with the setup files it names.

    ``setups`` is given the path and the digest of each of those, None where it is missing.
    ``known`` are the levels that there were when the file was last read.
    """
    from orgshelf.digest import sha1_hex
    from orgshelf.org import reader
    from orgshelf.org.lines import Lines
    from orgshelf.store import files

    def setup(path: str) -> Lines | None:
        data = files.read_setup(root, path)
        if setups is not None:
            setups[path] = None if data is None else sha1_hex(data)
        return None if data is None else Lines.from_bytes(data)

    return reader.read(lines, file, org=config.org, setup=setup, known=known)


def classify(
    document: "Document", config: Config, known_ids: Mapping[int, str] | None = None
) -> "Classification":
    """A document's headings on their shelves; some have their ids already, by their places."""
    from orgshelf.shelf import classification  # not at the top: most commands read no file

    kinds = config.kinds._replace(groups=config.groups)
    return classification.classify(document, kinds, config.dropped, known_ids or {})
