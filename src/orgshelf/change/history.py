"""What was changed, and taking it back."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from orgshelf.change.transaction import Change, Transaction
from orgshelf.errors import NotFoundError, OrgshelfError, UndoError
from orgshelf.index.library import Library
from orgshelf.org.lines import Lines
from orgshelf.storage import files
from orgshelf.storage.files import NoteFile
from orgshelf.storage.journal import Hunk, Journal, Record, restored

_TAKEN, _BROUGHT = "taken back: ", "brought back: "


@dataclass(frozen=True, slots=True)
class Done:
    """One command that changed notes: its records, and whether it has been taken back."""

    number: int
    records: tuple[Record, ...]
    taken_back: bool


def changes(library: Library) -> list[Done]:
    """Every command that changed these notes, the newest first."""
    records = Journal(library.root).records()
    numbers = sorted({record.change for record in records})
    undone: dict[int, bool] = {}
    found = []
    for number in reversed(numbers):
        of_number = tuple(record for record in records if record.change == number)
        taken_back = undone.get(number, False)
        target = of_number[0].undoes
        if target is not None and not taken_back:
            undone[target] = True
        found.append(Done(number, of_number, taken_back))
    return found


def find(library: Library, number: int | None) -> Done:
    """The change of that number; without one the newest that can be taken back.

    Raises:
        NotFoundError: there is none, or it has been taken back.
    """
    for done in changes(library):
        is_undo = done.records[0].undoes is not None
        if done.number == number or (number is None and not is_undo and not done.taken_back):
            if done.taken_back:
                break
            return done
    raise NothingToUndoError(number)


class NothingToUndoError(NotFoundError):
    """No such change is in force."""

    def __init__(self, number: int | None) -> None:
        what = "Nothing" if number is None else f"Change {number} is not in force: nothing"
        OrgshelfError.__init__(self, f"{what} can be taken back; `orgshelf log` shows all.")


def rehearse(library: Library, done: Done) -> list[Change]:
    """What taking it back would change; nothing is written.

    Raises:
        UndoError: its lines have been changed since.
    """
    return [_reverse(library, record) for record in reversed(done.records)]


def take_back(library: Library, done: Done, command: str) -> list[Change]:
    """Give the files back the bytes they had before; this is a change of its own.

    Raises:
        UndoError: its lines have been changed since.
        OrgshelfError: as ``Transaction.commit``.
    """
    transaction = Transaction(library.root, library.now, command, undoes=done.number)
    return transaction.commit(lambda: rehearse(library, done))


def _reverse(library: Library, record: Record) -> Change:
    path = library.root / record.file
    note = NoteFile(path, record.file, files.read_if_there(path))
    summary = tuple(map(_reversed, record.summary))
    if record.before is None and note.digest == record.after:
        return Change(note, None, summary)
    now = Lines.from_bytes(note.content)
    if note.content.isascii():  # which tells nothing of the encoding it had
        now = replace(now, encoding=record.encoding)
    lines = restored(now, record.hunks)
    data = None if lines is None else lines.to_bytes()
    wrong = note.digest == record.after and (data is None or files.digest(data) != record.before)
    if data is None or wrong or (note.data is None) != (record.after is None):
        raise UndoError(record.change, record.file, _difference(note, record.hunks))
    return Change(note, data, summary)


def _reversed(line: str) -> str:
    """What a line of a summary becomes when its change is taken back."""
    if line.startswith(_TAKEN):
        return _BROUGHT + line.removeprefix(_TAKEN)
    return _TAKEN + line.removeprefix(_BROUGHT)


def _difference(note: NoteFile, hunks: Sequence[Hunk]) -> list[str]:
    """What the change wrote, against what stands in its places now."""
    raw = Lines.from_bytes(note.content).raw
    return [
        line
        for hunk in hunks
        for line in difflib.unified_diff(
            hunk.new, raw[hunk.start : hunk.start + len(hunk.new)], lineterm="", n=0
        )
        if not line.startswith(("---", "+++"))
    ]
