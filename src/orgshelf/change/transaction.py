"""Committing changes: prepared in full, under the lock, journalled, undoable."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orgshelf.errors import FileChangedError, OrgshelfError, PartlyDoneError
from orgshelf.org.lines import Lines
from orgshelf.storage import files, lock
from orgshelf.storage.files import NoteFile
from orgshelf.storage.journal import Journal, Record, hunks


@dataclass(frozen=True, slots=True)
class Change:
    """One file's new bytes; ``summary`` has a line for each heading that is changed.

    ``idle`` has one for each that was so already.

    ``note`` is the file as it was read, with None for the data of one that is to be made;
    ``data`` is None where the file is to be removed.

    Raises:
        NotEditableError: the file must not be written.
    """

    note: NoteFile
    data: bytes | None
    summary: tuple[str, ...]
    idle: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a change that could not be committed, before any file is written."""
        if self.data != self.note.data:
            files.check_writable(self.note)

    def diff(self) -> Iterator[str]:
        """A unified diff, line by line without line ends."""
        before, after = (
            (data or b"").decode("utf-8", "replace").split("\n")
            for data in (self.note.data, self.data)
        )
        name = self.note.name
        yield from difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm="")


@dataclass(frozen=True, slots=True)
class Transaction:
    """A command that changes notes: where, when, its words, and what it takes back if so."""

    root: Path
    now: datetime
    command: str
    undoes: int | None = None

    def commit(self, prepare: Callable[[], list[Change]]) -> list[Change]:
        """Make the changes in their order, all of them prepared before the first is made.

        Where another program changes a file meanwhile, what is left is prepared once more.

        Raises:
            ConflictError: a file is locked, or changes all the time.
            PartlyDoneError: something failed after the first file was written.
            OrgshelfError: the disk refuses.
        """
        with lock.writing():
            journal = Journal(self.root)
            number = journal.next_change()
            done: list[Change] = []
            try:
                self._write_all(prepare(), journal, number, done)
            except FileChangedError:
                self._write_all(prepare(), journal, number, done)
            return done

    def _write_all(
        self, changes: Sequence[Change], journal: Journal, number: int, done: list[Change]
    ) -> None:
        """Write what is not done yet, and note what is."""
        written = {change.note.name for change in done}
        for change in changes:
            if change.note.name in written:
                continue
            try:
                self._write(change, journal, number)
            except OrgshelfError as error:
                if not done or isinstance(error, FileChangedError):
                    raise
                raise PartlyDoneError([c.note.name for c in done], error) from error
            done.append(change)

    def _write(self, change: Change, journal: Journal, number: int) -> None:
        """Replace one file, its record on disk before it and a mark after."""
        if change.data == change.note.data:
            return
        journal.begin(self._record(change, number))
        try:
            files.commit(change.note, change.data)
        except OrgshelfError:
            journal.end(replaced=False)
            raise
        journal.end(replaced=True)

    def _record(self, change: Change, number: int) -> Record:
        """What the journal keeps of one file's change."""
        before, after = (
            Lines.from_bytes(data) if data is not None else None
            for data in (change.note.data, change.data)
        )
        return Record(
            change=number,
            when=self.now.isoformat(timespec="seconds"),
            command=self.command,
            file=change.note.name,
            before=None if change.note.data is None else change.note.digest,
            after=None if change.data is None else files.digest(change.data),
            encoding=before.encoding if before else "utf-8",
            hunks=hunks(before, after),
            summary=change.summary,
            undoes=self.undoes,
        )
