"""Merging files: those that are named, as git does it, and copies that a sync left."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from orgshelf.actions.current import reread
from orgshelf.actions.transaction import Change, Plan
from orgshelf.errors import NotEditableError, UsageError
from orgshelf.merge.three_way import Labels, Merged, conflict_of_all, merge_documents
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines
from orgshelf.store import files
from orgshelf.store.config import Config
from orgshelf.store.files import FileSnapshot
from orgshelf.store.git import Earlier, earlier_versions
from orgshelf.store.hunks import compare, split
from orgshelf.store.library import Library
from orgshelf.store.notes import no_garbage_collection, parse
from orgshelf.store.walk import conflict_copies, original_name, stat_of, when_made
from orgshelf.text import plural

_SLACK = 300  # seconds that the clocks of two devices may differ
_MARK = re.compile(rb"^(?:<{7} |>{7} )", re.MULTILINE)
_NANOSECONDS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class MergedCopy:
    """What becomes of a conflict copy, and of the note that it is of: its bytes afterwards.

    ``base`` is what both are compared with, None where nothing was found. ``problem`` says why
    the copy is left alone. ``conflicts`` are lines of the note; ``is_contained`` says that all
    of the copy is in the note, so that the copy can go.
    """

    copy: FileSnapshot
    note: FileSnapshot
    data: bytes
    base: Earlier | None = None
    problem: str | None = None
    conflicts: tuple[int, ...] = ()
    is_contained: bool = False

    @property
    def summary(self) -> str:
        """What is done with it."""
        name = PurePosixPath(self.copy.name).name
        if self.problem:
            return f"{self.copy.name} is left alone: {self.problem}"
        where = ", ".join(map(str, self.conflicts))
        told = f", {plural(len(self.conflicts), 'conflict')} at line {where}" if where else ""
        return f"{self.note.name} takes over {name}{told}"


def find_copies(library: Library) -> list[MergedCopy]:
    """Every conflict copy among the notes, with what would become of it."""
    return list(_merged(library, conflict_copies(library.root, library.config.ignore)))


def merge_copies(library: Library, names: Sequence[str]) -> Plan:
    """Merge conflict copies into their notes, and remove those that are then contained there.

    Raises:
        NotEditableError: when it is committed and a file must not be written.
    """

    def prepare() -> list[Change]:
        merged = [copy for copy in _merged(library, names) if not copy.problem]
        notes = {copy.note.name: copy for copy in merged}  # the last one has all
        changes = [
            _change(
                library, last.note, last.data, [c.summary for c in merged if c.note.name == name]
            )
            for name, last in notes.items()
        ]
        return changes + [_removal(copy) for copy in merged if copy.is_contained]

    return Plan(library, prepare)


def _change(library: Library, note: FileSnapshot, data: bytes, summary: Sequence[str]) -> Change:
    """The change of a note to other bytes.

    Raises:
        NotEditableError: it must not be written.
    """
    before, after = (
        reread(library, Lines.from_bytes(each), note.name) for each in (note.content, data)
    )
    if reason := before.lines.uneditable:
        raise NotEditableError(note.name, reason)
    return Change.of(note, before, after, summary)


def _removal(copy: MergedCopy) -> Change:
    summary = f"{copy.copy.name} removed: all of it is in {copy.note.name}"
    return Change(copy.copy, None, (summary,), hunks=compare(copy.copy.data, None))


def _merged(library: Library, names: Sequence[str]) -> Iterator[MergedCopy]:
    """Each copy merged into its note as the ones before it have left that."""
    known: dict[str, bytes] = {}
    for name in names:
        find = partial(files.find, library.root, writable=library.config.writable)
        copy, note = find(name), find(original_name(name) or name)
        unmerged = MergedCopy(copy, note, known.get(note.name, note.content))
        problem = _problem(unmerged)
        merged = replace(unmerged, problem=problem) if problem else _merge(library, unmerged)
        known[note.name] = merged.data
        yield merged


def _problem(copy: MergedCopy) -> str | None:
    """Why a copy cannot be merged."""
    if copy.note.data is None:
        return f"there is no {copy.note.name}"
    if copy.copy.data is None:
        return "it is gone"
    if _MARK.search(copy.data) or _MARK.search(copy.copy.content):
        return "there are marks of an earlier conflict: decide that first"
    return Lines.from_bytes(copy.data).uneditable or Lines.from_bytes(copy.copy.content).uneditable


def _merge(library: Library, copy: MergedCopy) -> MergedCopy:
    base, theirs = _base(library, copy), copy.copy.content
    over = base.data if base else None
    read = partial(reread, library, file=copy.note.name)
    labels = Labels(PurePosixPath(copy.note.name).name, PurePosixPath(copy.copy.name).name)
    merged = merge_bytes(over, copy.data, theirs, read, labels)
    taken = _decided(merged.data)
    contained = merge_bytes(over, taken, theirs, read).data == taken
    return replace(
        copy, data=merged.data, base=base, conflicts=merged.conflicts, is_contained=contained
    )


def _decided(data: bytes) -> bytes:
    """The result where all that is open is decided for the copy."""
    lines: list[bytes] = []
    ours = False
    for line in data.split(b"\n"):
        if line.startswith(b"<<<<<<< "):
            ours = True
        elif ours and line.rstrip() == b"=======":
            ours = False
        elif not ours and not line.startswith(b">>>>>>> "):
            lines.append(line)
    return b"\n".join(lines)


def _base(library: Library, copy: MergedCopy) -> Earlier | None:
    """The version that both come from: of those that are older than the copy the most like it.

    What is older than the true one is as good: what was done after it is in both. The older one
    of two that are as like is safer.
    """
    latest = _time_of(copy.copy)
    versions = [
        version
        for version in earlier_versions(library.root, copy.note.name, copy.note.content)
        if version.data != copy.note.data and (version.when is None or version.when <= latest)
    ]
    return min(
        reversed(versions), key=lambda found: _distance(found.data, copy.copy.content), default=None
    )


def _time_of(copy: FileSnapshot) -> float:
    """When the copy was last changed, or made, whichever is known to be earlier; in seconds."""
    stat, made = stat_of(copy.path), when_made(copy.name)
    times = [stat.mtime / _NANOSECONDS] if stat else []
    times += [made.timestamp()] if made else []
    return min(times, default=0.0) + _SLACK


def _distance(first: bytes, second: bytes) -> int:
    """How many lines are in one of them alone."""
    ours, theirs = Counter(split(first)), Counter(split(second))
    return (ours - theirs).total() + (theirs - ours).total()


#: Reads lines as the file that is merged.
Read = Callable[[Lines], Document]


def merge_files(
    base: Path | None, ours: Path, theirs: Path, config: Config, labels: Labels | None = None
) -> Merged:
    """Merge two files over the one that both come from, if that is known.

    Raises:
        UsageError: one of them is not there.
        OrgshelfError: one cannot be read.
    """

    def read(lines: Lines) -> Document:
        return parse(lines, ours.name, ours.absolute().parent, config)

    versions = (None if base is None else _data(base), _data(ours), _data(theirs))
    return merge_bytes(*versions, read, labels)


def merge_bytes(
    base: bytes | None, ours: bytes, theirs: bytes, read: Read, labels: Labels | None = None
) -> Merged:
    """The same for the bytes of files."""
    with no_garbage_collection():
        mine, other = (read(Lines.from_bytes(data)) for data in (ours, theirs))
        over = None if base is None else read(Lines.from_bytes(base))
        return merge_documents(over, mine, other, read, labels)


def _data(path: Path) -> bytes:
    data = files.read_if_there(path)
    if data is None:
        raise UsageError(f"There is no file {path}.")
    return data


def merge_for_git(base: Path, ours: Path, theirs: Path, config: Config, labels: Labels) -> Merged:
    """The same as git expects it: an empty base is no base, and a failed merge is a conflict.

    Git would take the file of ours for the result of a driver that failed.
    """
    try:
        return merge_files(base if _data(base) else None, ours, theirs, config, labels)
    except Exception:
        return conflict_of_all(_data(ours), _data(theirs), labels)


def into_note(library: Library, name: str, data: bytes) -> Plan:
    """Give a note, or a new one, these bytes.

    Raises:
        NotEditableError: when it is committed and the file must not be written.
    """

    def prepare() -> list[Change]:
        note = files.find(library.root, name, library.config.writable)
        return [_change(library, note, data, [f"{name} merged"])]

    return Plan(library, prepare)
