"""Where a work of a kind is added: an open file and a heading in it."""

from typing import NamedTuple

from orgshelf.actions.current import current, relocate_any, reread
from orgshelf.org.document import Document
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Lines
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.shelves import new_shelf, shelf_file, shelf_heading
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
