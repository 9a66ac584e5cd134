"""Notes as they are on disk now, and the headings meant found in them again."""

from bisect import bisect_right
from operator import attrgetter

from orgshelf.errors import ConflictError, OrgshelfError, UsageError
from orgshelf.org.document import Document
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Lines
from orgshelf.org.reader import ReadDocument
from orgshelf.shelf.entries import Entry
from orgshelf.store import files
from orgshelf.store.files import FileSnapshot
from orgshelf.store.hunks import OutlinePath
from orgshelf.store.library import Library
from orgshelf.store.notes import classify, parse
from orgshelf.store.stored import StoredDocument


def current(library: Library, document: Document) -> tuple[FileSnapshot, Document]:
    """A file as it is now; the same document where nobody wrote to it since.

    Raises:
        ConflictError: Emacs has unsaved changes of it.
        OrgshelfError: it cannot be read.
    """
    path = library.root / document.file
    files.check_unlocked(path)
    try:
        note = files.read(path, library.root, library.config.writable)
    except OSError as error:
        raise OrgshelfError(f"{document.file} cannot be read: {error.strerror}.") from error
    if isinstance(document, ReadDocument) and note.data == document.lines.to_bytes():
        return note, document
    return note, reread(library, Lines.from_bytes(note.content), note.name)


def relocate(library: Library, document: Document, target: Entry) -> Entry:
    """A heading in the file as it is now.

    Raises:
        ConflictError: it is not there, or not to be told from others of its name.
        UsageError: it is no heading but a file.
    """
    if target.index == FILE:
        raise UsageError(f"{target.file} is a whole file: move, rename or remove the file itself.")
    return relocate_any(library, document, target)


def relocate_any(library: Library, document: Document, target: Entry) -> Entry:
    """A heading, or a file that is one work, in the file as it is now.

    Raises:
        ConflictError: it is not there, or not to be told from others of its name.
    """
    if document is target.document:
        return target
    entries = classify(document, library.config)
    if target.index == FILE and entries.file:
        return entries.file
    places = Outline(document).namesakes(_outline_path(target))
    if len(places) == namesakes(target):  # ids tell them apart by order
        for place in places:
            if entries[place].id == target.id:
                return entries[place]
    raise ConflictError(
        f"{target.file} has changed at {target.heading.title!r}; nothing was written: list again."
    )


def reread(library: Library, lines: Lines, file: str) -> Document:
    """A file of the notes as these lines make it."""
    return parse(lines, file, library.root, library.config)


def namesakes(entry: Entry) -> int:
    """How many headings of its title stand in its file under headings of the same titles."""
    document = entry.document
    if isinstance(document, StoredDocument):
        return document.namesakes(entry)
    return len(Outline(document).namesakes(_outline_path(entry)))


def _outline_path(entry: Entry) -> tuple[str, ...]:
    """The titles from the topmost heading down to one (org-get-outline-path)."""
    above = (each.heading.title for each in entry.ancestors if each.index != FILE)
    return (*reversed([*above]), entry.heading.title)


class Outline:
    """The headings of one version of a file by their outline paths (org-get-outline-path)."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._headings = document.headings

    def heading_at(self, line: int) -> OutlinePath | None:
        """The heading whose entry a line (from 0) is in; None above the first one."""
        place = bisect_right(self._headings, line + 1, key=attrgetter("line")) - 1
        if place < 0:
            return None
        titles = self._titles(place)
        namesakes = self.namesakes(titles)
        return OutlinePath(titles, namesakes.index(place) + 1, len(namesakes))

    def entry_lines(self, path: OutlinePath | None) -> range | None:
        """The lines of a heading's entry, or those above the first one.

        None where there is no such heading, or not as many of that path as there were.
        """
        if path is None:
            texts = self._document.lines.raw
            return range(self._headings[0].line - 1 if self._headings else len(texts))
        namesakes = self.namesakes(path.titles)
        if len(namesakes) != path.total or not 1 <= path.number <= path.total:
            return None
        heading = self._headings[namesakes[path.number - 1]]
        return range(heading.line - 1, heading.end)

    def namesakes(self, titles: tuple[str, ...]) -> list[int]:
        """The places of all headings with a path."""
        found = self._document.places_titled(titles[-1])
        return [place for place in found if self._titles(place) == titles]

    def _titles(self, place: int) -> tuple[str, ...]:
        """The titles from the top down to a heading."""
        titles: list[str] = []
        above: int | None = place
        while above is not None:
            heading = self._headings[above]
            titles.append(heading.title)
            above = heading.parent
        return tuple(reversed(titles))
