"""Where a work of a kind is added: an open file and a heading in it."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

from orgshelf.actions.current import current, relocate_any, reread
from orgshelf.errors import UsageError
from orgshelf.org.document import Document
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Lines
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.file_works import work_kind
from orgshelf.shelf.kinds import Kinds, file_kind
from orgshelf.store import files
from orgshelf.store.files import FileSnapshot
from orgshelf.store.library import Library
from orgshelf.store.notes import classify


class Shelf(NamedTuple):
    """The file a work is added to, and the place of the heading to go below, if any."""

    note: FileSnapshot
    document: Document
    parent: int | None


def find_shelf(library: Library, kind: str, under: Entry | None) -> Shelf:
    """The heading named, else the kind's shelf, else its file, else a new one."""
    entry = under or library.shelf(kind)
    if entry:
        note, document = current(library, entry.document)
        place = relocate_any(library, document, entry).index
        return Shelf(note, document, None if place == FILE else place)
    if found := shelf_file(library.documents, library.config.kinds, kind):
        return Shelf(*current(library, found), None)
    return _new_shelf(library, kind)


def _new_shelf(library: Library, kind: str) -> Shelf:
    """A file for the kind, unless somebody has made it since the notes were read."""
    name, text = new_shelf(kind)
    note = files.find(library.root, name, library.config.writable)
    data = text.encode() if note.data is None else note.data
    document = reread(library, Lines.from_bytes(data), name)
    shelf = shelf_heading(classify(document, library.config), kind)
    return Shelf(note, document, shelf.index if shelf else None)


def shelf_heading(entries: Iterable[Entry], kind: str) -> Entry | None:
    """The first heading that is a shelf of the kind."""
    return next(
        (e for e in entries if e.role is Role.SHELF and e.kind == kind and not e.hidden), None
    )


def shelf_file(documents: Iterable[Document], kinds: Kinds, kind: str) -> Document | None:
    """The first file that holds works of the kind; one called so itself before one in a folder."""
    of_files = ((document, file_kind(document, kinds)) for document in documents)
    of_kind = (document for document, given in of_files if given and given.kind == kind)
    found = [document for document in of_kind if work_kind(document, kinds) is None]
    named = (d for d in found if kinds.of_title(PurePath(d.file).stem) == kind)
    return next(named, next(iter(found), None))


def new_shelf(kind: str) -> tuple[str, str]:
    """The name of a new file for the kind, and the text it begins with.

    Raises:
        UsageError: no file can be called so, or not among the notes.
    """
    if kind.startswith(".") or not {"/", "\0", "\n"}.isdisjoint(kind):
        raise UsageError(f"{kind!r} cannot name a file: make a shelf for it, then add to that.")
    return f"{kind}s.org", f"* {kind.capitalize()}s\n"
