"""What this program changed, so that it can be taken back: one JSON line per file changed.

A record is on disk before its file is replaced, and a mark after; whoever finds a record
without a mark looks at the file to see whether it was. The lock of the tree is held meanwhile.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

from orgshelf.errors import OrgshelfError
from orgshelf.org.lines import Lines
from orgshelf.storage import files
from orgshelf.storage.places import state_dir
from orgshelf.storage.regular import open_regular

_CONTEXT = 3  # unchanged lines kept on either side of a hunk, to find its place again
_MOST_LINES = 500  # a longer stretch is one hunk: to compare it line by line would take long


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines of a file, with their CR, before and after; ``start`` counts from 0 in the latter.

    ``above`` and ``below`` are the unchanged lines next to them.
    """

    start: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One file's part of one change.

    ``before`` and ``after`` are digests; None where there was no file, or is none any more.
    ``encoding`` is what the file was in before.

    ``change`` numbers the commands that changed something, ``undoes`` is the number of the
    one that this takes back. ``summary`` has a line for each heading.
    """

    change: int
    when: str
    command: str
    file: str
    before: str | None
    after: str | None
    encoding: str
    hunks: tuple[Hunk, ...]
    summary: tuple[str, ...]
    undoes: int | None = None


class Journal:
    """The journal of one notes tree."""

    def __init__(self, root: Path) -> None:
        """Find the tree's journal; it is made when the first change is."""
        self._root = root
        name = files.digest(os.fsencode(root.resolve()))[:32]
        self._path = state_dir() / "journal" / f"{name}.jsonl"

    def begin(self, record: Record) -> None:
        """Put a record on disk, for good, before its file is replaced."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._append({"record": asdict(record)})
        except OSError as error:
            raise OrgshelfError(
                f"{self._path} cannot be written ({error.strerror}): {record.file} was left alone."
            ) from error

    def end(self, *, replaced: bool) -> None:
        """Mark whether the last record's file was replaced.

        Where even that cannot be written, ``next_change`` finds out.
        """
        with suppress(OSError):
            self._append({"replaced": replaced})

    def records(self) -> list[Record]:
        """All changes that took effect, the oldest first."""
        return [record for record, replaced in self._read() if replaced]

    def next_change(self) -> int:
        """The number for a new change; what a crash has left open is settled first."""
        number, settled = 0, True
        for line in self._lines():
            number = max(number, line.change) if isinstance(line, Record) else number
            settled = not isinstance(line, Record)
        if not settled:
            *_, (_, replaced) = self._read()
            self.end(replaced=replaced)
        return number + 1

    def _read(self) -> Iterator[tuple[Record, bool]]:
        """Every record, and whether its file was replaced."""
        pending: Record | None = None
        for line in self._lines():
            if pending:
                mark = line if isinstance(line, bool) else self._took_effect(pending)
                yield pending, mark
            pending = line if isinstance(line, Record) else None
        if pending:
            yield pending, self._took_effect(pending)

    def _lines(self) -> Iterator[Record | bool]:
        """Every record, and every mark whether the one before it took effect."""
        data = files.read_if_there(self._path) or b""
        for line in data.decode("utf-8", "replace").split("\n"):
            # A line that a crash cut short is of a file that was not touched yet.
            with suppress(ValueError, TypeError, KeyError):
                fields = json.loads(line)
                yield _record(fields["record"]) if "record" in fields else bool(fields["replaced"])

    def _took_effect(self, record: Record) -> bool:
        """Whether a record without a mark is in its file all the same."""
        data = files.read_if_there(self._root / record.file)
        found = None if data is None else files.digest(data)
        if data is None or found in (record.before, record.after):
            return found == record.after
        return restored(Lines.from_bytes(data), record.hunks) is not None

    def _append(self, line: dict[str, Any]) -> None:
        private = partial(open_regular, mode=0o600)
        with open(self._path, "ab", opener=private) as stream:
            # A line that a crash cut short must not swallow this one.
            stream.write(f"\n{json.dumps(line)}\n".encode())
            stream.flush()
            os.fsync(stream.fileno())


def hunks(before: Lines | None, after: Lines | None) -> tuple[Hunk, ...]:
    """What makes ``after`` of ``before``; None stands for no file at all."""
    return tuple(_hunks(before.raw if before else (), after.raw if after else ()))


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    for a, a_end, b, b_end in _stretches(inner_old, inner_new):
        place, stop = start + b, start + b_end
        yield Hunk(
            place,
            tuple(inner_old[a:a_end]),
            tuple(inner_new[b:b_end]),
            tuple(new[max(place - _CONTEXT, 0) : place]),
            tuple(new[stop : stop + _CONTEXT]),
        )


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    if max(len(old), len(new)) > _MOST_LINES:
        yield 0, len(old), 0, len(new)
        return
    for tag, a, a_end, b, b_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a, a_end, b, b_end


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    pairs = zip(first, second, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def restored(lines: Lines, changed: Sequence[Hunk]) -> Lines | None:
    """The lines with the hunks taken back; None where one is no longer as it was written."""
    raw = list(lines.raw)
    places = [_find(raw, hunk) for hunk in changed]
    for place, hunk in reversed([*zip(places, changed, strict=True)]):
        if place is None:
            return None
        raw[place : place + len(hunk.new)] = hunk.old
    return Lines(tuple(raw), lines.encoding, lines.bom, lines.separator)


def _find(raw: Sequence[str], hunk: Hunk) -> int | None:
    """Where a hunk's lines are now: at their old place, else where they stand exactly once.

    Lines beside them may have been changed since, so less and less of those is asked for; but
    lines that say nothing by themselves are only known by all that is beside them.
    """
    surroundings = [(hunk.above, hunk.below)]
    if any(line.strip() for line in hunk.new):
        surroundings += [((), ()), (hunk.above, ()), ((), hunk.below)]
    for above, below in surroundings:
        wanted = [*above, *hunk.new, *below]
        first = hunk.start - len(above)
        if first >= 0 and raw[first : first + len(wanted)] == wanted:
            return hunk.start
    for above, below in surroundings:
        wanted = [*above, *hunk.new, *below]
        found = [i for i in range(len(raw)) if raw[i : i + len(wanted)] == wanted]
        if len(found) == 1:
            return found[0] + len(above)
    return None


def _record(fields: dict[str, Any]) -> Record:
    found = tuple(
        Hunk(h["start"], *(tuple(h[key]) for key in ("old", "new", "above", "below")))
        for h in fields.pop("hunks")
    )
    return Record(**{**fields, "summary": tuple(fields["summary"]), "hunks": found})
