"""The work that a person names in words: a kind and a title, an identifier, or a document."""

from dataclasses import dataclass
from pathlib import Path

from orgshelf.actions.adding import NewWork
from orgshelf.actions.documents import looks_like_document, named_file, read_document
from orgshelf.errors import UsageError
from orgshelf.importers.foreign_fields import identified_work
from orgshelf.shelf.identifiers import Identifier, read_identifier
from orgshelf.store.library import Library

WANTED = "a title behind its kind, an identifier, a PDF or an EPUB"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be added: a kind, if one is given, and a title, an identifier or a document."""

    kind: str = ""
    title: str = ""
    identifier: Identifier | None = None
    document: Path | None = None

    @property
    def work(self) -> NewWork:
        """The work with what its document or its identifier says, about which nobody is asked.

        Raises:
            ImportFormatError: the document is damaged.
            UsageError: it is not what its name says.
        """
        known = None
        if self.document is not None:
            known = read_document(self.document)
        elif self.identifier is not None:
            known = identified_work(self.identifier)
        return NewWork(self.kind or (known.kind if known else ""), self.title, known=known)


def read_wanted(library: Library, kind: str, text: str) -> Wanted:
    """What a text names, which is of the kind if one is given.

    Raises:
        UsageError: there is no such kind, or none is named where a title does not say it.
        PropertyValueError: an ISBN is wrong.
    """
    kind = known_kind(library, kind) if kind else ""
    file, title = named_file(text), " ".join(text.split())
    if file is not None and looks_like_document(file):
        return Wanted(kind, document=file)
    if identifier := read_identifier(title):
        return Wanted(kind, identifier=identifier)
    if file is not None:
        raise UsageError(f"{text} is a file: `orgshelf import {text}` takes over what is in it.")
    if not kind:
        raise UsageError(_why_not(library, title))
    return Wanted(kind, title)


def _why_not(library: Library, text: str) -> str:
    """Why a text alone is nothing that can be added."""
    if looks_like_document(Path(text)):
        return f"There is no file {text}."
    if library.config.kinds.of_title(text):
        return "A work needs a title: write it behind the kind."
    return f"{text!r} has no kind: name {WANTED}."


def is_kind(library: Library, word: str) -> bool:
    """Whether a word names a kind, or what its shelves are called."""
    return (library.config.kinds.of_title(word) or word.casefold()) in library.known_kinds()


def known_kind(library: Library, kind: str) -> str:
    """The kind by its name or by what its shelves are called.

    Raises:
        UsageError: there is no such kind.
    """
    if not is_kind(library, kind):
        names = ", ".join(sorted(library.known_kinds()))
        line = f"kinds: {{{kind}: {{}}}}"
        raise UsageError(
            f"There is no kind {kind!r}: use {names}, or add `{line}` to the configuration."
        )
    return library.config.kinds.of_title(kind) or kind.casefold()
