"""What this program changed, so that it can be taken back: a file of JSON lines.

A change is on disk, whole, before its first file is replaced, and a mark after the last one;
whoever finds a change without a mark looks at its files to see what became of it. The lock is
held by whoever writes. The file is read from its end, so that it may be long.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orgshelf.errors import OrgshelfError
from orgshelf.store import files, review_history
from orgshelf.store.file_access import make_folder, open_file
from orgshelf.store.hunks import Hunk, from_json, texts, to_json, whole
from orgshelf.store.review_history import HistoryLine
from orgshelf.store.state_files import journal_path

_BLOCK = 1 << 16
_DAY = 86_400
#: What reading a damaged line may raise.
_DAMAGE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file's part of a change.

    ``before`` and ``after`` are digests; None where there was no file, or is none any more.
    ``summary`` has a line for each heading that is told of with this file.
    """

    file: str
    before: str | None
    after: str | None
    hunks: tuple[Hunk, ...]
    summary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One change: what one command did.

    ``number`` counts the changes of a notes tree, ``undoes`` is the one that this takes back.
    ``when`` is the time that the command took for the present, ``recorded`` that of the
    system's clock, in seconds. ``review`` is the line that goes into the history of reviews.
    """

    number: int
    when: str
    command: str
    recorded: int
    files: tuple[FileRecord, ...]
    undoes: int | None = None
    review: HistoryLine | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of a change: whether it took effect."""

    number: int
    took_effect: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a journal keeps: the newest changes of so many days and so many bytes."""

    days: int = 400
    size: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one notes tree; it is made when the first change is."""

    root: Path
    limits: Limits = field(default_factory=Limits)

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return journal_path(self.root)

    def begin(self, record: Record) -> None:
        """Put a change on disk, for good, before its first file is replaced.

        Raises:
            OrgshelfError: the disk refuses.
        """
        try:
            make_folder(self.path.parent)
            self._append(record)
            self._trim(record.recorded)
        except OSError as error:
            names = ", ".join(part.file for part in record.files)
            raise OrgshelfError(
                f"{self.path} cannot be written ({error.strerror}): {names} was left alone."
            ) from error

    def end(self, number: int, *, took_effect: bool) -> None:
        """Mark whether a change took effect.

        Where even that cannot be written, the next run finds out.
        """
        with suppress(OSError):
            self._append(Mark(number, took_effect))

    def newest_first(self) -> Iterator[Record | Mark]:
        """Every change and every mark, from the end of the journal."""
        for line in _lines_from_end(self.path):
            # A line that a crash cut short is of a change that was not begun.
            with suppress(*_DAMAGE):
                yield _read(line)

    def unfinished(self) -> Record | None:
        """The change without a mark, if the last one is."""
        last = next(self.newest_first(), None)
        return last if isinstance(last, Record) else None

    def last_number(self) -> int:
        """The number of the newest change; 0 before the first."""
        last = next(self.newest_first(), None)
        return last.number if last else 0

    def forget(self, number: int | None = None) -> int:
        """Remove a change, with those that took it back, or all; gives how many there were.

        Raises:
            OrgshelfError: the disk refuses.
        """
        lines = [*self.newest_first()][::-1]
        gone = _and_its_undos(number, lines)
        kept = [line for line in lines if line.number not in gone]
        count = sum(isinstance(line, Record) and line.number in gone for line in lines)
        if count:
            # The last number stays known, so that no other change gets it.
            kept.append(Mark(self.last_number(), took_effect=True))
            files.write_report(self.path, b"".join(map(_line, kept)))
        return count

    def _trim(self, now: int) -> None:
        """Leave out the oldest changes where there are too many, or they are too old."""
        oldest = self.oldest()
        size = self.path.stat().st_size
        if size <= self.limits.size and (oldest is None or not self._too_old(oldest, now)):
            return
        kept: list[bytes] = []
        room = self.limits.size // 2  # so that this is not done at each change
        for line in _lines_from_end(self.path):
            room -= len(line)
            with suppress(*_DAMAGE):
                read = _read(line)
                if kept and (room < 0 or (isinstance(read, Record) and self._too_old(read, now))):
                    break
                kept.append(b"\n" + line + b"\n")
        files.write_report(self.path, b"".join(reversed(kept)))

    def _too_old(self, record: Record, now: int) -> bool:
        return record.recorded < now - self.limits.days * _DAY

    def oldest(self) -> Record | None:
        """The oldest change that is kept."""
        with suppress(OSError), open(self.path, "rb", opener=open_file) as stream:
            for line in stream:
                with suppress(*_DAMAGE):
                    if isinstance(found := _read(line), Record):
                        return found
        return None

    def _append(self, line: Record | Mark) -> None:
        with open(self.path, "ab", opener=open_file) as stream:
            stream.write(_line(line))
            stream.flush()
            os.fsync(stream.fileno())


def _and_its_undos(number: int | None, lines: Iterable[Record | Mark]) -> set[int]:
    """The numbers of a change and of all that took it back, or brought it back; or all."""
    gone = set() if number is None else {number}
    for line in lines:
        if number is None or (isinstance(line, Record) and line.undoes in gone):
            gone.add(line.number)
    return gone


def _lines_from_end(path: Path) -> Iterator[bytes]:
    """The lines of a file, the last one first; none where there is no file."""
    with suppress(OSError), open(path, "rb", opener=open_file) as stream:
        end = stream.seek(0, os.SEEK_END)
        pieces: list[bytes] = []  # of the line whose beginning is not found yet
        while end > 0:
            start = stream.seek(max(end - _BLOCK, 0))
            *_, last = lines = stream.read(end - start).split(b"\n")
            pieces.append(last)
            if len(lines) > 1:
                yield b"".join(reversed(pieces))
                yield from lines[-2:0:-1]
                pieces = [lines[0]]
            end = start
        yield b"".join(reversed(pieces))


def _line(line: Record | Mark) -> bytes:
    fields = _from_record(line) if isinstance(line, Record) else _from_mark(line)
    # A line that a crash cut short must not swallow this one.
    return f"\n{json.dumps(fields)}\n".encode()


def _from_record(record: Record) -> dict[str, Any]:
    return {
        "change": {
            "number": record.number,
            "when": record.when,
            "command": record.command,
            "recorded": record.recorded,
            "undoes": record.undoes,
            "review": record.review and review_history.to_json(record.review),
            "files": [
                {
                    "file": part.file,
                    "before": part.before,
                    "after": part.after,
                    "hunks": [to_json(hunk) for hunk in part.hunks],
                    "summary": part.summary,
                }
                for part in record.files
            ],
        }
    }


def _from_mark(mark: Mark) -> dict[str, Any]:
    return {"end": mark.number, "took_effect": mark.took_effect}


def _read(line: bytes) -> Record | Mark:
    """A line of the journal; fields that a later version may have added are passed over.

    Raises:
        ValueError, TypeError, KeyError: it is none, or damaged.
    """
    fields = json.loads(line)
    if "end" in fields:
        return Mark(whole(fields["end"]), bool(fields["took_effect"]))
    change = fields["change"]
    undoes, review = change.get("undoes"), change.get("review")
    return Record(
        whole(change["number"]),
        _text(change["when"]),
        _text(change["command"]),
        whole(change["recorded"]),
        tuple(map(_file_record, change["files"])),
        None if undoes is None else whole(undoes),
        None if review is None else review_history.from_json(review),
    )


def _file_record(fields: dict[str, Any]) -> FileRecord:
    before, after = (
        None if fields[name] is None else _text(fields[name]) for name in ("before", "after")
    )
    found = tuple(map(from_json, fields["hunks"]))
    return FileRecord(_text(fields["file"]), before, after, found, texts(fields["summary"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
