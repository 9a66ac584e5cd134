"""Carrying out moves on the notes: every file a subtree goes to is written before its own."""

import os
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from orgshelf.actions.current import current, relocate, relocate_any, reread
from orgshelf.actions.shelving import Shelf
from orgshelf.actions.subtrees import Archive, Moved, archived, refiled
from orgshelf.actions.transaction import Change, Plan
from orgshelf.actions.working import FileEdit
from orgshelf.errors import ArchiveError
from orgshelf.org.document import Document
from orgshelf.org.edit.archive import archive_location, new_archive
from orgshelf.org.lines import Lines
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.refs import topmost
from orgshelf.store import files
from orgshelf.store.files import FileSnapshot
from orgshelf.store.library import Library
from orgshelf.store.paths import home


def refile(library: Library, entries: Sequence[Entry], to: Entry, note: str | None = None) -> Plan:
    """Move headings with all below them to be the last below another one (org-refile).

    One that is below another goes with that. ``note`` is logged with each.

    Raises:
        MoveError: when it is committed and one would go below itself.
    """

    def prepare() -> list[Change]:
        workspace = Workspace(library)
        for entry in topmost(entries):
            source, target = workspace.open(entry.document), workspace.open(to.document)
            origin, below = workspace.origin(entry), workspace.goal(to)
            workspace.put(entry, refiled(source, origin, target, below, library.now, note))
        return workspace.changes()

    return Plan(library, prepare)


def archive(library: Library, entries: Sequence[Entry]) -> Plan:
    """Move headings with all below them to the archive (org-archive-subtree).

    One that is below another goes with that.

    Raises:
        ArchiveError: when it is committed and there is no place to archive one at.
    """

    def prepare() -> list[Change]:
        workspace = Workspace(library)
        for entry in topmost(entries):
            source, origin = workspace.open(entry.document), workspace.origin(entry)
            heading = source.document.headings[source.find(origin)]
            file, title = archive_location(source.document, heading)
            target = workspace.archive(entry.file, file) if file else source
            place = Archive(target, title, _one_line(_abbreviated(_path(library, entry.file))))
            workspace.put(entry, archived(source, origin, place, library.now))
        return workspace.changes()

    return Plan(library, prepare)


class Workspace:
    """The files that one command moves subtrees between, in their current state."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[str, tuple[FileSnapshot, Document]] = {}
        self._now: dict[str, FileEdit] = {}
        self._goals: list[str] = []
        self._told: defaultdict[str, list[str]] = defaultdict(list)
        self._unchanged: defaultdict[str, list[str]] = defaultdict(list)

    def open(self, document: Document) -> FileEdit:
        """A file of the notes, as it is now."""
        if document.file not in self._now:
            self._hold(*current(self._library, document))
        return self._now[document.file]

    def open_shelf(self, shelf: Shelf) -> FileEdit:
        """The file of a shelf, which may be new."""
        if shelf.note.name not in self._now:
            self._hold(shelf.note, shelf.document)
        return self._now[shelf.note.name]

    def origin(self, entry: Entry) -> int:
        """The entry's index in its file as it was opened."""
        return relocate(self._library, self._read[entry.file][1], entry).index

    def goal(self, entry: Entry) -> int:
        """The index of the heading to move below; ``FILE`` for a file that is one work."""
        return relocate_any(self._library, self._read[entry.file][1], entry).index

    def archive(self, source: str, file: str) -> FileEdit:
        """An archive by its name in a file of the notes; a new one has its header."""
        name = _name_below(self._library, source, file)
        if name not in self._now:
            note = files.find(self._library.root, name, self._library.config.writable)
            empty = new_archive(name, None if note.data == b"" else _path(self._library, source))
            lines = Lines.from_bytes(note.content or empty.encode("utf-8", "surrogateescape"))
            self._hold(note, reread(self._library, lines, name))
        note, document = self._read[name]
        note = note._replace(like=note.like | {self._library.root / source})
        self._read[name] = (note, document)
        return self._now[name]

    def put(self, entry: Entry, moved: Moved) -> None:
        """Store the result of a move, and report it with the file that the entry was in."""
        before, target = self._now[entry.file].document, moved.target.document
        self._now[entry.file] = moved.source
        self._now[target.file] = moved.target
        self._goals.append(target.file)
        line, title = entry.heading.line, entry.heading.title
        if moved.source.document.lines.raw == before.lines.raw:
            self._unchanged[entry.file].append(f"{entry.file}:{line} was already there  {title}")
        else:
            place = f"{target.file}:{target.headings[moved.place].line}"
            self._told[entry.file].append(f"{entry.file}:{line} → {place}  {title}")

    def changes(self) -> list[Change]:
        """The changes, the files that a subtree went to first."""
        order = sorted(
            self._now, key=lambda name: (name not in self._goals, bool(self._told[name]))
        )
        return [
            Change.of(
                *self._read[name], self._now[name].document, self._told[name], self._unchanged[name]
            )
            for name in order
        ]

    def _hold(self, note: FileSnapshot, document: Document) -> None:
        self._read[note.name] = (note, document)
        self._now[note.name] = FileEdit.of(document, partial(reread, self._library))


def _path(library: Library, file: str) -> str:
    """The whole path of a file of the notes; symlinks are left as they are."""
    return os.path.normpath(library.root.absolute() / file)


def _abbreviated(path: str) -> str:
    """The path with ``~`` for the user's home (abbreviate-file-name)."""
    own = f"{home()}/"
    return f"~/{path.removeprefix(own)}" if path.startswith(own) else path


def _one_line(path: str) -> str:
    """The path as a line of the archive tells it.

    Raises:
        ArchiveError: it has more than one.
    """
    if "\n" in path or "\r" in path:
        raise ArchiveError(f"{path!r} has a line break in its name, which no property can hold")
    return path


def _name_below(library: Library, source: str, file: str) -> str:
    """An archive's name relative to the notes, given as the file ``source`` names it.

    Raises:
        ArchiveError: it is not among them, or hidden there: notes from elsewhere may name it.
    """
    if "\0" in file:
        raise ArchiveError(f"{file!r} cannot name a file")
    try:
        path = Path(_path(library, source)).parent / Path(file).expanduser()
        name = Path(os.path.normpath(path)).relative_to(_path(library, ""))
    except (ValueError, RuntimeError) as error:
        raise ArchiveError(f"{file} is not among the notes") from error
    if any(part.startswith(".") for part in name.parts):
        raise ArchiveError(f"{file} is hidden among the notes")
    return name.as_posix()
