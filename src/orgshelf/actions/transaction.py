"""Plans and how they are committed: decided under the lock, prepared, journalled, undoable."""

import difflib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from orgshelf.actions import recovery
from orgshelf.errors import FileChangedError, OrgshelfError, PartlyDoneError
from orgshelf.store import files, lock
from orgshelf.store.files import FileSnapshot, Staged
from orgshelf.store.hunks import Hunk, compare
from orgshelf.store.journal import FileRecord, Journal, Limits, Record
from orgshelf.store.lock import Held
from orgshelf.store.review_history import HistoryLine

if TYPE_CHECKING:
    from orgshelf.org.document import Document
    from orgshelf.store.config import Config


class Notes(Protocol):
    """Notes that are changed: where they are, what is set there, and the time."""

    @property
    def root(self) -> Path:
        """Their folder."""

    @property
    def config(self) -> "Config":
        """The configuration in force there."""

    @property
    def now(self) -> datetime:
        """The time that a change takes for the present."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file's new bytes; ``summary`` has a line for each heading that is changed.

    ``unchanged`` has one for each that was so already.

    ``note`` is the file as it was read, with None for the data of one that is to be made;
    ``data`` is None where the file is to be removed. ``hunks`` are what differs. ``undoes`` is
    the number of the change that this takes back, ``line`` that of the one
    heading that is added, or gets another id; ``review`` goes into the history of reviews.

    Raises:
        NotEditableError: the file must not be written.
    """

    note: FileSnapshot
    data: bytes | None
    summary: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    undoes: int | None = None
    line: int | None = None
    review: HistoryLine | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """All that is to be said of it."""
        return self.summary + self.unchanged

    @classmethod
    def of(
        cls,
        note: FileSnapshot,
        before: "Document",
        after: "Document",
        summary: Iterable[str],
        unchanged: Iterable[str] = (),
    ) -> "Change":
        """The change from one version of a file to another."""
        data, found = after.lines.to_bytes(), tuple[Hunk, ...]()
        if data != note.data:
            from orgshelf.actions.current import Outline  # which a capture does without

            headings = (Outline(document).heading_at for document in (before, after))
            found = compare(note.data, data, *headings)
        return cls(note, data, tuple(summary), tuple(unchanged), found)

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

    @property
    def writes(self) -> bool:
        """Whether the file becomes another one."""
        return self.data != self.note.data

    def record(self) -> FileRecord:
        """What the journal keeps of it."""
        after = None if self.data is None else files.digest(self.data)
        return FileRecord(self.note.name, self.note.digest, after, self.hunks, self.summary)


@dataclass(frozen=True, slots=True)
class Transaction:
    """A command that changes notes: where, when, and its words.

    ``writable`` are the folders outside the notes that links in them may lead to.
    """

    root: Path
    now: datetime
    command: str
    limits: Limits = field(default_factory=Limits)
    writable: Sequence[Path] = ()

    @classmethod
    def on(cls, notes: Notes, command: str) -> "Transaction":
        """One on some notes, at their time."""
        config = notes.config
        limits = Limits(config.journal_days, config.journal_megabytes * 1_000_000)
        return cls(notes.root, notes.now, command, limits, config.writable)

    def commit(self, prepare: Callable[[], list[Change]]) -> list[Change]:
        """Make the changes, all of them prepared and on disk before the first file is replaced.

        ``prepare`` decides under the lock what is to be done. Where another program changes a
        file meanwhile, it decides once more.

        Raises:
            ConflictError: a file is locked, or changes all the time.
            PartlyDoneError: something failed between two files and could not be undone.
            OrgshelfError: the disk refuses; nothing is changed.
        """
        with lock.exclusive_lock() as held:
            recovery.finish(self.root, self.writable)
            changes = prepare()
            try:
                self._write(held, changes)
            except FileChangedError:
                changes = prepare()
                self._write(held, changes)
            return changes

    def _write(self, held: Held, changes: Sequence[Change]) -> None:
        """Replace the files; a crash between two of them is found in the journal."""
        written = [change for change in changes if change.writes]
        if not written:
            return
        held.writes_in(files.check_writable(change.note).parent for change in written)
        with ExitStack() as stack:
            staged = [stack.enter_context(Staged(c.note, c.data)) for c in written]
            for one in staged:
                one.check()
            journal = Journal(self.root, self.limits)
            record = self._record(journal.last_number() + 1, written)
            journal.begin(record)
            self._replace(staged, record, journal)

    def _replace(self, staged: Sequence[Staged], record: Record, journal: Journal) -> None:
        self._tell_history(record, journal)
        done: list[str] = []
        try:
            for one, part in zip(staged, record.files, strict=True):
                one.replace()
                done.append(part.file)
        except OrgshelfError as error:
            if recovery.take_back(self.root, record, self.writable):
                journal.end(record.number, took_effect=False)
                raise
            raise PartlyDoneError(done, error) from error
        journal.end(record.number, took_effect=True)

    def _tell_history(self, record: Record, journal: Journal) -> None:
        """Put the line of a review into its history, or take it out, before any file changes."""
        try:
            if record.review is not None:
                record.review.carry_out()
        except OrgshelfError:
            journal.end(record.number, took_effect=False)
            raise

    def _record(self, number: int, changes: Sequence[Change]) -> Record:
        """What the journal keeps of the change."""
        return Record(
            number,
            self.now.isoformat(timespec="seconds"),
            self.command,
            max(int(time.time()), 0),
            tuple(change.record() for change in changes),
            changes[0].undoes,
            changes[0].review,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A change of the notes that is not made yet.

    ``prepare`` reads the files and gives what each of them becomes; it is called under the
    lock when the plan is committed.
    """

    notes: Notes
    prepare: Callable[[], list[Change]]

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, without line ends; nothing is written.

        Raises:
            OrgshelfError: as ``commit``.
        """
        for change in self.prepare():
            yield from change.diff()

    def commit(self, command: str) -> list[Change]:
        """Make the change; ``command`` is the user's command line, for the journal.

        Raises:
            OrgshelfError: as ``Transaction.commit``, or what the plan itself refuses.
        """
        return Transaction.on(self.notes, command).commit(self.prepare)
