"""Files of other programs as they lie on the disk; a document, such as a PDF, is itself a work."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from orgshelf.actions.importing import ForeignFile
from orgshelf.errors import UsageError
from orgshelf.importers import IMPORTERS, Importer, recognized
from orgshelf.importers.imported import Imported, ImportedLink, ImportedWork
from orgshelf.store.file_access import read_regular

#: What stands for stdin where a file is named; it has no place on the disk.
STDIN = "stdin"


def document_suffixes() -> Collection[str]:
    """How the names of documents end."""
    return {suffix for each in IMPORTERS.values() if each.document for suffix in each.suffixes}


def looks_like_document(path: Path) -> bool:
    """Whether a file is a document by its name."""
    return path.suffix.lower() in document_suffixes()


def named_file(text: str) -> Path | None:
    """The file that a text names, by a name with an ending; no title is in the way of one."""
    with suppress(OSError, RuntimeError, ValueError):  # no such home, too long, a NUL
        path = Path(text).expanduser()
        return path if path.suffix and path.is_file() else None
    return None


def read_document(path: Path) -> ImportedWork | None:
    """The work that a document is, with a link to it; None where it says nothing.

    Raises:
        ImportFormatError: it is damaged.
        UsageError: it is not what its name says.
    """
    name = str(path)
    file = read_file(name, read_regular(path), None, parts=False)
    return next(iter(file.imported.works), None)


def read_file(name: str, data: bytes, source: str | None, *, parts: bool) -> ForeignFile:
    """What a file says.

    Raises:
        UsageError: it is of no known format.
        ImportFormatError: it is not of the format that it is said to be.
    """
    importer = IMPORTERS[source] if source else recognized(data, name)
    if importer is None:
        raise UsageError(
            f"{name} is of no known format: name one with --from; --list shows them all."
        )
    imported = importer.read(data, name)
    if importer.document:
        imported = _of_document(imported, name, importer, parts=parts)
    return ForeignFile(name if name == STDIN else Path(name).name, imported)


def _of_document(imported: Imported, name: str, importer: Importer, *, parts: bool) -> Imported:
    """A document's work with a link to its file, and with parts only if they are wanted."""
    if name == STDIN:
        links: tuple[ImportedLink, ...] = ()
    else:
        links = (ImportedLink(f"file:{Path(name).absolute()}", importer.name.upper()),)
    works = (
        replace(work, links=(*work.links, *links), parts=work.parts if parts else ())
        for work in imported.works
    )
    return replace(imported, works=tuple(works))
