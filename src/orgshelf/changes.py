"""Changing headings: edits made in memory, and proved to touch nothing else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

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


class Version(NamedTuple):
    """A heading in its file, before or after an edit."""

    document: Document
    heading: Heading


def describe_state(before: Version, after: Version) -> str:
    """``TODO → DONE``: the words that tell of a change of state."""
    return f"{before.heading.keyword or 'none'} → {after.heading.keyword or 'none'}"


@dataclass(frozen=True, slots=True)
class Edit:
    """An intent and the headings it is meant for.

    ``describe`` says in a few words what became of one; ``idle`` is said where nothing did,
    which is of its keyword unless given.
    """

    targets: Sequence[Entry]
    intent: Intent
    describe: Callable[[Version, Version], str] = describe_state
    idle: str | None = None


def rehearse(library: Library, edits: Sequence[Edit]) -> list[Change]:
    """What the changes would be, each file's in the order of the edits; nothing is written.

    Raises:
        NotEditableError: a file that must not be written.
        ConflictError: a file that Emacs has unsaved changes of, or that lost the heading.
    """
    targets = [(target, edit) for edit in edits for target in edit.targets]
    ordered = sorted(targets, key=lambda pair: pair[0].file)
    groups = groupby(ordered, key=lambda pair: pair[0].file)
    return [_change(library, list(group)) for _, group in groups]


def carry_out(library: Library, edits: Sequence[Edit], command: str) -> list[Change]:
    """Make the changes; ``command`` is what the user asked for, in words for the journal.

    Raises:
        OrgshelfError: as ``rehearse`` and ``Transaction.commit``.
    """
    transaction = Transaction(library.root, library.now, command)
    return transaction.commit(lambda: rehearse(library, edits))


def _change(library: Library, group: Sequence[tuple[Entry, Edit]]) -> Change:
    """Edit one file in memory, one target after the other, reading it anew in between."""
    document = group[0][0].document
    note = _read(library, document.file)
    if note.data != document.lines.to_bytes():
        lines = Lines.from_bytes(note.content)
        document = parse(lines, note.name, library.root, library.config)
    summary: list[str] = []
    idle: list[str] = []
    for target, edit in group:
        entry = _same_entry(library, document, target)
        before = Version(document, entry.heading)
        document = _edited(library, entry, edit.intent)
        after = Version(document, document.headings[entry.place])
        changed = document.lines.raw != before.document.lines.raw
        (summary if changed else idle).append(_told(edit, before, after, changed=changed))
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


def _told(edit: Edit, before: Version, after: Version, *, changed: bool) -> str:
    """``papers.org:12 TODO → DONE  Title``, and the new dates of what repeats."""
    heading = after.heading
    if changed:
        words = edit.describe(before, after)
        moved = "".join(f"  {c}" for c in _moved(before.heading.planning, heading.planning))
    else:
        words, moved = edit.idle or f"{heading.keyword or 'none'} already", ""
    return f"{after.document.file}:{heading.line} {words}  {heading.title}{moved}"


def _moved(before: Planning, after: Planning) -> Iterator[str]:
    for name in ("scheduled", "deadline"):
        old, new = getattr(before, name), getattr(after, name)
        if new is not None and new != old:
            yield f"{name} {new.raw}"
