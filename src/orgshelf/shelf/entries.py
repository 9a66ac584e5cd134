"""Entries: a heading with its kind, work, role, path, progress and id."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from orgshelf.model import Heading, Progress, frozen_for_mypy

if TYPE_CHECKING:
    from orgshelf.org.document import Document

_ARCHIVE = ".org_archive"
#: The least number of digits of a short id.
LEAST_ID = 4


class Role(StrEnum):
    """The role of a heading on its shelf."""

    SHELF = "shelf"
    GROUP = "group"
    WORK = "work"
    PART = "part"
    SECTION = "section"
    NOTE = "note"


@frozen_for_mypy
class Entry:
    """A heading with its classification.

    ``id`` is the whole hash of file, outline path and occurrence. ``index`` and ``end`` are the
    range of its subtree among the document's headings; the entry of a file that is one work has
    the index ``FILE``, before the first heading. ``owning_work`` is the work that it is part of,
    None on a work itself. ``path`` are the titles of its ancestors, outermost first. ``progress``
    counts the items at and below it. ``given_up``: its keyword is one for what is given up.
    """

    id: str
    document: "Document"
    heading: Heading
    index: int
    end: int
    kind: str
    role: Role
    parent: "Entry | None"
    owning_work: "Entry | None"
    path: tuple[str, ...]
    progress: Progress
    given_up: bool = False

    @property
    def file(self) -> str:
        """The file's path relative to the notes root."""
        return self.document.file

    @property
    def work(self) -> "Entry | None":
        """The work that it is or is part of; None on a shelf."""
        return self if self.role is Role.WORK else self.owning_work

    @property
    def ancestors(self) -> "Iterator[Entry]":
        """The headings above it, the nearest first."""
        found = self.parent
        while found is not None:
            yield found
            found = found.parent

    @property
    def is_item(self) -> bool:
        """Whether it has a TODO keyword."""
        return self.heading.keyword is not None

    @property
    def has_parts(self) -> bool:
        """Whether there are items below it."""
        return self.progress.total > self.is_item

    @property
    def pending(self) -> bool:
        """Whether its keyword is an active one."""
        return self.is_item and not self.heading.done

    @property
    def hidden(self) -> bool:
        """Whether Org's agenda leaves it out: commented, archived, or in an archive file."""
        return self.heading.commented or self.heading.archived or is_archive(self.file)

    @property
    def blocked(self) -> bool:
        """Whether Org blocks its completion (Org manual: TODO dependencies)."""
        org = self.document.org
        enforced = org.enforce_todo_dependencies or org.enforce_todo_checkbox_dependencies
        # Reading ``headings`` parses them.
        headings = self.document.headings if self.pending and enforced else ()
        if not headings:
            return False
        from orgshelf.org.edit.blocking import is_blocked  # few notes enforce dependencies

        return is_blocked(self.document, headings[self.index])

    @property
    def text(self) -> str:
        """The entry's own text below planning line and properties."""
        heading = self.heading
        if heading.body > heading.end:
            return ""
        return self.document.entry_text(self.index, heading.body - heading.line)

    @property
    def lines(self) -> tuple[str, ...]:
        """All its lines, the headline first, up to the next headline."""
        return self.document.entry_lines(self.index)

    @property
    def body(self) -> tuple[str, ...]:
        """Its lines below planning line and properties."""
        return self.lines[self.heading.body - self.heading.line :]


def subtree(entries: Sequence[Entry], entry: Entry) -> Sequence[Entry]:
    """The entry and all below it, given its document's entries."""
    return entries[entry.index : entry.end]


def is_archive(file: str) -> bool:
    """Whether a file is an archive (org-archive-location)."""
    return file.endswith(_ARCHIVE)


def shortest(ids: Sequence[str]) -> dict[str, str]:
    """The shortest unique prefix of each id, of at least LEAST_ID digits.

    The ids must be sorted and unique.
    """
    pairs = zip(["", *ids], [*ids, ""], strict=True)
    shared = pairwise(common_length(a, b) for a, b in pairs)
    found = zip(ids, shared, strict=True)
    return {id_: id_[: max(LEAST_ID, *(n + 1 for n in both))] for id_, both in found}


def common_length(first: str, second: str) -> int:
    """The length of the common prefix of two texts."""
    length = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        length += 1
    return length
