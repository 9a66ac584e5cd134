"""What was changed, and taking it back."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from orgshelf.actions import recovery
from orgshelf.actions.current import Outline, reread
from orgshelf.actions.transaction import Change, Plan
from orgshelf.errors import NothingToUndoError, UndoError
from orgshelf.org.lines import Lines
from orgshelf.store import files, lock
from orgshelf.store.files import FileSnapshot
from orgshelf.store.hunks import Hunk, apply, apply_elsewhere, compare, split
from orgshelf.store.journal import FileRecord, Journal, Mark, Record
from orgshelf.store.library import Library

_UNDONE, _REDONE = "undone: ", "redone: "


@dataclass(frozen=True, slots=True)
class Done:
    """One command that changed notes, and whether it has been taken back."""

    record: Record
    taken_back: bool

    @property
    def number(self) -> int:
        """The number by which `undo` takes it back."""
        return self.record.number

    @property
    def records(self) -> tuple[FileRecord, ...]:
        """Its part in each file."""
        return self.record.files


def changes(library: Library, limit: int | None = None) -> list[Done]:
    """The commands that changed these notes, the newest first; at most ``limit`` of them."""
    return list(islice(_newest_first(library), limit))


def _newest_first(library: Library) -> Iterator[Done]:
    taken_back, without_effect = set[int](), set[int]()
    for index, line in enumerate(Journal(library.root).newest_first()):
        if isinstance(line, Mark):
            without_effect |= set() if line.took_effect else {line.number}
            continue
        # Only the last one can be without a mark, but for damage.
        unfinished = index == 0 and not recovery.took_effect(library.root, line)
        if unfinished or line.number in without_effect:
            continue
        done = Done(line, line.number in taken_back)
        if line.undoes is not None and not done.taken_back:
            taken_back.add(line.undoes)
        yield done


def find(library: Library, number: int | None) -> Done:
    """The change of that number; without one the newest that can be taken back.

    Raises:
        NothingToUndoError: there is none, or it has been taken back.
    """
    for done in _newest_first(library):
        is_undo = done.record.undoes is not None
        if done.number == number or (number is None and not is_undo and not done.taken_back):
            if done.taken_back:
                break
            return done
    gone = number is not None and _is_gone(Journal(library.root), number)
    raise NothingToUndoError(number, gone=gone)


def _is_gone(journal: Journal, number: int) -> bool:
    """Whether a change was made that is no longer in the journal."""
    lines = journal.newest_first()
    known = any(isinstance(line, Record) and line.number == number for line in lines)
    return not known and number <= journal.last_number()


def forget(library: Library, number: int | None) -> int:
    """Remove a change from the journal for good, or all; gives how many were removed.

    Raises:
        OrgshelfError: the disk refuses.
    """
    with lock.exclusive_lock():
        recovery.finish(library.root, library.config.writable)
        return Journal(library.root).forget(number)


def undo(library: Library, number: int | None = None) -> Plan:
    """Give the files back the bytes they had before; this is a change of its own.

    ``number`` is that of a change; None stands for the newest that can be taken back. Which
    one that is is decided when the plan is committed.

    Raises:
        NothingToUndoError: when it is committed and there is no such change, or it has been
            taken back.
        UndoError: likewise, and its lines have been changed since.
    """

    def prepare() -> list[Change]:
        done = find(library, number)
        back = [_reverse(library, done.record, part) for part in reversed(done.records)]
        line = done.record.review
        return [replace(back[0], review=line.reversed()), *back[1:]] if line else back

    return Plan(library, prepare)


def take_back(library: Library, done: Done, command: str) -> list[Change]:
    """Undo a change that has been looked at, if it is still in force."""
    return undo(library, done.number).commit(command)


def _reverse(library: Library, record: Record, part: FileRecord) -> Change:
    note = recovery.changed_file(library.root, record, part, library.config.writable)
    number = record.number
    back = tuple(hunk.reversed() for hunk in part.hunks)
    summary = tuple(map(_reversed, part.summary))
    if note.digest == part.after:
        data = apply(note.data, back)
        if (None if data is None else files.digest(data)) == part.before:
            return Change(note, data, summary, hunks=back, undoes=number)
    elif None not in (note.data, part.after) and (
        change := _reverse_elsewhere(library, note, back, summary)
    ):
        return replace(change, undoes=number)
    raise UndoError(number, part.file, _difference(note, part.hunks), gone=note.data is None)


def _reverse_elsewhere(
    library: Library, note: FileSnapshot, back: Sequence[Hunk], summary: Sequence[str]
) -> Change | None:
    """The same in a file that has been changed since; None where that was in the same lines."""
    before = _outline(library, note, note.content)
    data = apply_elsewhere(note.content, back, before.entry_lines)
    if data is None:
        return None
    after = _outline(library, note, data)
    found = compare(note.data, data, before.heading_at, after.heading_at)
    return Change(note, data, tuple(summary), hunks=found)


def _outline(library: Library, note: FileSnapshot, data: bytes) -> Outline:
    return Outline(reread(library, Lines.from_bytes(data), note.name))


def _reversed(line: str) -> str:
    """What a line of a summary becomes when its change is taken back."""
    if line.startswith(_UNDONE):
        return _REDONE + line.removeprefix(_UNDONE)
    return _UNDONE + line.removeprefix(_REDONE)


def _difference(note: FileSnapshot, hunks: Sequence[Hunk]) -> list[str]:
    """A diff from what the change wrote to what is there now."""
    lines = split(note.data)
    return [
        line
        for hunk in hunks
        for line in difflib.unified_diff(
            hunk.new.lines,
            lines[hunk.new.start : hunk.new.start + len(hunk.new.lines)],
            lineterm="",
            n=0,
        )
        if not line.startswith(("---", "+++"))
    ]
