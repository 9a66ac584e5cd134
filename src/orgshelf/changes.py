"""Changing notes: edits prepared in memory, proved to touch nothing else, then committed."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from orgshelf.errors import (
    ConflictError,
    FileChangedError,
    NotEditableError,
    OrgshelfError,
    PartlyDoneError,
)
from orgshelf.library import Library, parse, place
from orgshelf.model import Heading
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.reader import Document
from orgshelf.shelf.entries import Entry
from orgshelf.storage import files, lock
from orgshelf.storage.files import NoteFile

#: What a person wants done to a heading: the splices that do it.
Intent = Callable[[Document, Heading], Sequence[Splice]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One heading before and after its change."""

    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Change:
    """One file's changes, ready to be committed."""

    note: NoteFile
    data: bytes
    outcomes: tuple[Outcome, ...]

    def diff(self) -> Iterator[str]:
        """A unified diff, line by line without line ends."""
        before, after = (
            data.decode("utf-8", "replace").split("\n") for data in (self.note.data, self.data)
        )
        name = self.note.name
        yield from difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm="")


def rehearse(library: Library, targets: Sequence[Entry], intent: Intent) -> list[Change]:
    """What the changes would be; nothing is written."""
    return [_prepare(library, group, intent) for group in _by_file(targets)]


def carry_out(library: Library, targets: Sequence[Entry], intent: Intent) -> list[Change]:
    """Make the changes: every file is prepared before the first is replaced.

    A file that another program changes meanwhile is read and edited once more.

    Raises:
        ConflictError: a file is locked, or changes all the time, or lost the heading.
        NotEditableError: a file that must not be written.
        OrgshelfError: the disk refuses.
    """
    with lock.writing(library.root):
        groups = list(_by_file(targets))
        changes = [_prepare(library, group, intent) for group in groups]
        done: list[Change] = []
        for group, change in zip(groups, changes, strict=True):
            try:
                done.append(_commit(library, group, intent, change))
            except OrgshelfError as error:
                if not done:
                    raise
                raise PartlyDoneError([c.note.name for c in done], error) from error
        return done


def _by_file(targets: Sequence[Entry]) -> Iterator[list[Entry]]:
    ordered = sorted(targets, key=lambda entry: entry.file)
    return (list(group) for _, group in groupby(ordered, key=lambda entry: entry.file))


def _commit(library: Library, group: Sequence[Entry], intent: Intent, change: Change) -> Change:
    try:
        files.commit(change.note, change.data)
    except FileChangedError:
        change = _prepare(library, group, intent)
        files.commit(change.note, change.data)
    return change


def _prepare(library: Library, group: Sequence[Entry], intent: Intent) -> Change:
    """Edit one file in memory, one target after the other, reading it anew in between."""
    known = group[0].document
    note = _read(library, known.file)
    document = known
    if note.data != known.lines.to_bytes():
        document = parse(Lines.from_bytes(note.data), note.name, library.root, library.config)
    outcomes = []
    for target in group:
        before = _same_entry(library, document, target)
        document = _edited(library, before, intent)
        after = place(document, library.config)[before.place]
        outcomes.append(Outcome(before, after))
    return Change(note, _encoded(document), tuple(outcomes))


def _read(library: Library, file: str) -> NoteFile:
    path = library.root / file
    files.check_unlocked(path)
    try:
        return files.read(path, library.root)
    except OSError as error:
        raise OrgshelfError(f"{file} cannot be read: {error.strerror}.") from error


def _same_entry(library: Library, document: Document, target: Entry) -> Entry:
    """The target in the file as it is now."""
    if document is target.document:
        return target
    for entry in place(document, library.config):
        if entry.id == target.id:
            return entry
    raise ConflictError(
        f"{target.heading.title!r} is no longer in {target.file}; nothing was written: list again."
    )


def _edited(library: Library, entry: Entry, intent: Intent) -> Document:
    """The document after the edit, read anew and compared with what it was.

    Raises:
        NotEditableError: the file must not be written, or the edit would do more than asked.
    """
    document = entry.document
    if reason := document.lines.uneditable:
        raise NotEditableError(document.file, reason)
    lines = document.lines.apply(intent(document, entry.heading))
    edited = parse(lines, document.file, library.root, library.config)
    if not _only_touches(document.headings, edited.headings, entry.place):
        raise NotEditableError(document.file, "the edit would change more than was asked for")
    return edited


def _only_touches(before: Sequence[Heading], after: Sequence[Heading], place: int) -> bool:
    """Whether all headings but one say what they said, statistics cookies aside."""
    if len(before) != len(after):
        return False
    return all(
        _outline(old) == _outline(new) and (index == place or _state(old) == _state(new))
        for index, (old, new) in enumerate(zip(before, after, strict=True))
    )


def _outline(heading: Heading) -> tuple[object, ...]:
    return heading.level, heading.title, heading.tags


def _state(heading: Heading) -> tuple[object, ...]:
    return heading.keyword, heading.priority, heading.planning, heading.properties


def _encoded(document: Document) -> bytes:
    try:
        return document.lines.to_bytes()
    except UnicodeEncodeError as error:
        raise NotEditableError(
            document.file,
            f"it is {document.lines.encoding}, which has no {error.object[error.start]!r}",
        ) from error
