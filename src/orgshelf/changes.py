"""Changing headings: edits made in memory, and proved to touch nothing else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from orgshelf.errors import ConflictError, NotEditableError, OrgshelfError
from orgshelf.library import Library, parse, place
from orgshelf.model import Heading, Planning
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.reader import Document
from orgshelf.shelf.entries import Entry
from orgshelf.storage import files
from orgshelf.storage.files import NoteFile
from orgshelf.transaction import Change, Transaction

#: What a person wants done to a heading: the splices that do it.
Intent = Callable[[Document, Heading], Sequence[Splice]]


@dataclass(frozen=True, slots=True)
class Edit:
    """An intent and the headings it is meant for."""

    targets: Sequence[Entry]
    intent: Intent


def rehearse(library: Library, edit: Edit) -> list[Change]:
    """What the changes would be; nothing is written.

    Raises:
        NotEditableError: a file that must not be written.
        ConflictError: a file that Emacs has unsaved changes of, or that lost the heading.
    """
    ordered = sorted(edit.targets, key=lambda entry: entry.file)
    groups = groupby(ordered, key=lambda entry: entry.file)
    return [_change(library, list(group), edit.intent) for _, group in groups]


def carry_out(library: Library, edit: Edit, command: str) -> list[Change]:
    """Make the changes; ``command`` is what the user asked for, in words for the journal.

    Raises:
        OrgshelfError: as ``rehearse`` and ``Transaction.commit``.
    """
    transaction = Transaction(library.root, library.now, command)
    return transaction.commit(lambda: rehearse(library, edit))


def _change(library: Library, group: Sequence[Entry], intent: Intent) -> Change:
    """Edit one file in memory, one target after the other, reading it anew in between."""
    document = group[0].document
    note = _read(library, document.file)
    if note.data != document.lines.to_bytes():
        lines = Lines.from_bytes(note.content)
        document = parse(lines, note.name, library.root, library.config)
    summary: list[str] = []
    idle: list[str] = []
    for target in group:
        before = _same_entry(library, document, target)
        edited = _edited(library, before, intent)
        after = edited.headings[before.place]
        if edited.lines.raw == document.lines.raw:
            idle.append(
                f"{document.file}:{after.line} {after.keyword or 'none'} already  {after.title}"
            )
        else:
            summary.append(_summary(before.heading, after, document.file))
        document = edited
    return Change(note, _encoded(document), tuple(summary), tuple(idle))


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
    entries = place(document, library.config)
    known = place(target.document, library.config)
    for entry in entries:
        if entry.id == target.id and _namesakes(entries, entry) == _namesakes(known, target):
            return entry
    raise ConflictError(
        f"{target.file} has changed at {target.heading.title!r}; nothing was written: list again."
    )


def _namesakes(entries: Sequence[Entry], entry: Entry) -> int:
    """How many headings of its title stand under its parent: ids tell them apart by order."""
    return sum(
        other.path == entry.path and other.heading.title == entry.heading.title for other in entries
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
        old.level == new.level
        and old.title == new.title
        and (index == place or _state(old) == _state(new))
        for index, (old, new) in enumerate(zip(before, after, strict=True))
    )


def _state(heading: Heading) -> tuple[object, ...]:
    return (
        heading.keyword,
        heading.priority,
        heading.local_tags,
        heading.planning,
        heading.properties,
        heading.end - heading.body,
    )


def _encoded(document: Document) -> bytes:
    try:
        return document.lines.to_bytes()
    except UnicodeEncodeError as error:
        letter, encoding = error.object[error.start], document.lines.encoding
        raise NotEditableError(
            document.file, f"it is {encoding}, which has no {letter!r}"
        ) from error


def _summary(before: Heading, after: Heading, file: str) -> str:
    """``papers.org:12 TODO → DONE  Title``, and the new dates of what repeats."""
    states = f"{before.keyword or 'none'} → {after.keyword or 'none'}"
    moved = "".join(f"  {change}" for change in _moved(before.planning, after.planning))
    return f"{file}:{after.line} {states}  {after.title}{moved}"


def _moved(before: Planning, after: Planning) -> Iterator[str]:
    for name in ("scheduled", "deadline"):
        old, new = getattr(before, name), getattr(after, name)
        if new is not None and new != old:
            yield f"{name} {new.raw}"
