"""Merging files that are named, as git does it and as a person asks for it."""

from collections.abc import Callable
from pathlib import Path

from orgshelf.actions.current import reread
from orgshelf.actions.plan import Plan
from orgshelf.actions.transaction import Change
from orgshelf.errors import NotEditableError, UsageError
from orgshelf.merge.three_way import Labels, Merged, conflict_of_all, merge_documents
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines
from orgshelf.store import files
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.notes import no_garbage_collection, parse

__all__ = ["Labels", "into_note", "merge_bytes", "merge_files", "merge_for_git"]

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
    """The same as git wants it: an empty base is none, and a merge that fails is a conflict.

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
        before, after = (
            reread(library, Lines.from_bytes(version), name) for version in (note.content, data)
        )
        if reason := before.lines.uneditable:
            raise NotEditableError(name, reason)
        return [Change.of(note, before, after, (f"{name} merged",))]

    return Plan(library, prepare)
