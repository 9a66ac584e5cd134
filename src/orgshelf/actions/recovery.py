"""What becomes of a change that was interrupted: it is completed, or it is taken back."""

from collections.abc import Collection, Iterable, Sequence
from enum import Enum, auto
from pathlib import Path

from orgshelf.errors import OrgshelfError
from orgshelf.store import files, hunks, lock
from orgshelf.store.files import FileSnapshot
from orgshelf.store.journal import FileRecord, Journal, Record
from orgshelf.store.state_files import is_written


class State(Enum):
    """What is found of a file that was to be changed: in just that version, or later ones."""

    BEFORE = auto()
    SINCE_BEFORE = auto()
    AFTER = auto()
    SINCE_AFTER = auto()


_EFFECTIVE = frozenset((State.AFTER, State.SINCE_AFTER))


def finish_any(root: Path, writable: Sequence[Path]) -> str | None:
    """Finish what a run that died has left half done; gives a sentence about it.

    None where there was nothing, or where another run is at work just now. ``writable`` are the
    folders outside the notes that links in them may lead to.

    Raises:
        OrgshelfError: it can neither be completed nor undone.
    """
    if not is_written() and Journal(root).unfinished() is None:
        return None
    with lock.exclusive_lock_if_free() as locked:
        return finish(root, writable) if locked else None


def finish(root: Path, writable: Sequence[Path]) -> str | None:
    """The same for whoever holds the lock already."""
    journal = Journal(root)
    record = journal.unfinished()
    if record is None:
        return None
    found = [state(root, part) for part in record.files]
    half = len({one in _EFFECTIVE for one in found}) > 1
    sentence = _finish_half(root, record, writable, set(found)) if half else None
    effective = took_effect(root, record)
    if record.review is not None:
        record.review.settle(took_effect=effective)
    journal.end(record.number, took_effect=effective)
    return sentence


def took_effect(root: Path, record: Record) -> bool:
    """Whether any file has what the change wrote."""
    return any(state(root, part) in _EFFECTIVE for part in record.files)


def take_back(root: Path, record: Record, writable: Sequence[Path]) -> bool:
    """Give the files that have been replaced their old bytes; whether that was possible."""
    try:
        for part in reversed(record.files):
            if state(root, part) is State.AFTER:
                back = [hunk.reversed() for hunk in part.hunks]
                _write(changed_file(root, record, part, writable), back)
        if record.review is not None:
            record.review.settle(took_effect=False)
    except OrgshelfError:
        return False
    return not took_effect(root, record)


def state(root: Path, part: FileRecord) -> State:
    """What is found of one file."""
    data = files.read_if_there(root / part.file)
    now = None if data is None else files.digest(data)
    if now in (part.before, part.after):
        return State.AFTER if now == part.after else State.BEFORE
    back = [hunk.reversed() for hunk in part.hunks]
    whole = range(len(hunks.split(data)))
    there = data is not None and hunks.apply_elsewhere(data, back, lambda _: whole) is not None
    return State.SINCE_AFTER if there else State.SINCE_BEFORE


def _finish_half(
    root: Path, record: Record, writable: Sequence[Path], found: Collection[State]
) -> str:
    """Complete a change that was made in part, or take that part back.

    A file that somebody has changed since is not written to.

    Raises:
        OrgshelfError: the disk refuses.
    """
    what = f"A change that was interrupted (`orgshelf {record.command}`)"
    if State.SINCE_BEFORE not in found:
        for part in record.files:
            if state(root, part) is State.BEFORE:
                _write(changed_file(root, record, part, writable), part.hunks)
        return f"{what} has been completed: `orgshelf undo {record.number}` undoes it."
    if State.SINCE_AFTER not in found and take_back(root, record, writable):
        return f"{what} has been undone: make it again."
    names = ", ".join(part.file for part in record.files)
    return f"{what} is half done, and its files have been changed since: look at {names}."


def changed_file(
    root: Path, record: Record, part: FileRecord, writable: Sequence[Path]
) -> FileSnapshot:
    """A file of a change as it is now; one that is made again is as private as the others."""
    like = frozenset(root / other.file for other in record.files)
    return files.find(root, part.file, writable)._replace(like=like)


def _write(note: FileSnapshot, changed: Iterable[hunks.Hunk]) -> None:
    files.commit(note, hunks.apply(note.data, tuple(changed)))
