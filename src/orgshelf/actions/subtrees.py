"""Moving subtrees below another heading or into the archive, within a file or across."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from orgshelf.actions.entry_text import sections
from orgshelf.actions.working import FileEdit, Step
from orgshelf.errors import ArchiveError, MoveError
from orgshelf.org.document import heading_at
from orgshelf.org.edit.archive import (
    archive_heading,
    archive_properties,
    make_heading,
    paste_archived,
    put_properties,
)
from orgshelf.org.edit.checkbox import update_cookies
from orgshelf.org.edit.subtree import log_refile, paste_below, subtree_lines
from orgshelf.org.edit.tags import change_tags
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Lines


class Moved(NamedTuple):
    """The files a subtree came from and went to, one and the same where it stays in its file.

    ``place`` is that of its heading in ``target``.
    """

    source: FileEdit
    target: FileEdit
    place: int

    def edited(self, step: Step) -> "Moved":
        """The same after an edit of the subtree's heading.

        Raises:
            NotEditableError: the edit would do more than asked.
        """
        target = self.target.edited(self.place, step)
        return Moved(target if self.source is self.target else self.source, target, self.place)


class Archive(NamedTuple):
    """Where a subtree is archived: the file, the headline there, the source's name in it."""

    file: FileEdit
    title: str | None
    source: str


def refiled(
    source: FileEdit, origin: int, target: FileEdit, below: int, now: datetime, note: str | None
) -> Moved:
    """Move a subtree to be the last below another heading (org-refile).

    ``origin`` and ``below`` are indexes in the files as read, the latter ``FILE`` for the end of
    the file. ``source`` and ``target`` are
    the same object where the file is.

    Raises:
        MoveError: the subtree would go below itself.
        NotEditableError: something else would change.
    """
    goal = heading_at(target.document, FILE if below == FILE else target.find(below))
    place = source.find(origin)
    moved = source.subtree(place)
    heading = moved[0].heading
    if any(section.heading is goal for section in moved):
        raise MoveError(f"{heading.title!r} cannot go below itself: name another --to.")
    lines = subtree_lines(source.document, heading)
    edited, new = target.pasted(paste_below(target.document, goal, lines), moved)
    edited = edited.edited(new, partial(log_refile, now=now, note=note))
    return _without(source, origin, target, edited, new, len(moved))


def archived(source: FileEdit, origin: int, archive: Archive, now: datetime) -> Moved:
    """Move a subtree into the archive, and update the cookies above it.

    As org-archive-subtree; but where Org counts those of what stands below the subtree, if
    that is no sibling of it, they are those of its parent here.

    Raises:
        ArchiveError: the archive is in the subtree itself.
        NotEditableError: something else would change.
    """
    moved = source.subtree(source.find(origin))
    heading = moved[0].heading
    context = archive_properties(source.document, heading, archive.source, now)
    lines = subtree_lines(source.document, heading)
    parent = None if heading.parent is None else source.origins[heading.parent]
    target, inside = _with_heading(archive), archive.file is source
    source = target if inside else source
    below = archive_heading(target.document, archive.title) if archive.title else None
    if any(section.heading is below for section in source.subtree(source.find(origin))):
        raise ArchiveError(f"{heading.title!r} holds the archive itself")
    edited, new = target.pasted(paste_archived(target.document, below, lines), moved)
    if inside and set(heading.tags) - set(heading.local_tags):
        edited = edited.edited(new, partial(change_tags, tags=heading.tags))
    edited = edited.edited(new, partial(put_properties, properties=context))
    result = _without(source, origin, target, edited, new, len(moved))
    return result if parent is None else _counted(result, parent, now)


def _with_heading(archive: Archive) -> FileEdit:
    """The archive with its headline, which is added if it is missing."""
    target, title = archive.file, archive.title
    if title is None or archive_heading(target.document, title):
        return target
    alone = target.reread(Lines((title,)), target.document.file)
    return target.pasted(make_heading(target.document, title), sections(alone))[0]


def _without(
    source: FileEdit, origin: int, target: FileEdit, edited: FileEdit, new: int, size: int
) -> Moved:
    """Take the subtree away from where it was, once it is in the target too."""
    if source is not target:
        return Moved(source.without(source.find(origin), size), edited, new)
    place = edited.find(origin)
    left = edited.without(place, size)
    return Moved(left, left, new - size if place < new else new)


def _counted(moved: Moved, parent: int, now: datetime) -> Moved:
    source = moved.source
    left = source.edited(source.find(parent), partial(update_cookies, now=now))
    return Moved(left, left if moved.target is source else moved.target, moved.place)
