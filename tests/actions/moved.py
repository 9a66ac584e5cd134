"""Subtrees moved in memory: what the tests of refile and archive have in common."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from orgshelf.actions.subtrees import Archive, archived, refiled
from orgshelf.actions.working import FileEdit
from orgshelf.org.document import Document
from orgshelf.org.edit.archive import archive_location, new_archive
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings

NOW = "2026-11-23T01:25"


class Files(NamedTuple):
    """The bytes a move leaves: of the subtree's old file, and of the file it went to."""

    source: bytes
    target: bytes


def refile(
    data: bytes,
    line: int,
    to: int,
    other: bytes | None = None,
    *,
    now: str = NOW,
    note: str | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Files:
    """Move the subtree on a line below the heading on another, of the file ``other`` if given."""
    source = working(data, settings)
    target = source if other is None else working(other, settings)
    moment = datetime.fromisoformat(now)
    done = refiled(source, place_of(source, line), target, place_of(target, to), moment, note)
    return Files(data_of(done.source), data_of(done.target))


def archive_file(data: bytes, line: int, name: str) -> str:
    """The name of the file that the subtree on a line is archived in."""
    document = working(data, {}, name).document
    heading = next(heading for heading in document.headings if heading.line == line)
    return archive_location(document, heading).file or name


def archive(
    data: bytes,
    line: int,
    path: str,
    existing: bytes | None = None,
    *,
    shown: str | None = None,
    now: str = NOW,
    settings: Mapping[str, Any] | None = None,
) -> Files:
    """Archive the subtree on a line of the file ``path``, which is shown as ``shown``.

    ``existing`` are the bytes of the archive, None where there is no such file.
    """
    source = working(data, settings, PurePosixPath(path).name)
    place = place_of(source, line)
    location = archive_location(source.document, source.document.headings[place])
    target = source
    if location.file:
        header = new_archive(location.file, path if existing is None else None)
        target = working(existing or header.encode(), settings, location.file)
    where = Archive(target, location.heading, shown or path)
    done = archived(source, place, where, datetime.fromisoformat(now))
    return Files(data_of(done.source), data_of(done.target))


def working(
    data: bytes, settings: Mapping[str, Any] | None = None, file: str = "a.org"
) -> FileEdit:
    """A file about to be changed, which is read anew from its bytes."""
    org = OrgSettings(**settings or {})

    def reread(lines: Lines, file: str) -> Document:
        return read(Lines.from_bytes(lines.to_bytes()), file, org=org)

    return FileEdit.of(reread(Lines.from_bytes(data), file), reread)


def place_of(found: FileEdit, line: int) -> int:
    """The index of the heading on a line."""
    return [heading.line for heading in found.document.headings].index(line)


def data_of(found: FileEdit) -> bytes:
    """The file's bytes."""
    return found.document.lines.to_bytes()
