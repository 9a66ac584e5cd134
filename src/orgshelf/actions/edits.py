"""Changing headings: edits made in memory, and proved to touch nothing else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from orgshelf.actions.current import current, relocate_any, reread
from orgshelf.actions.transaction import Change, Plan
from orgshelf.actions.working import FileEdit
from orgshelf.errors import WholeFileError
from orgshelf.model import Heading, Planning
from orgshelf.org.document import Document, heading_at
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Splice
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library

#: An edit of a heading: the splices that make it.
Splices = Callable[[Document, Heading], Sequence[Splice]]


class Version(NamedTuple):
    """A heading in its file, before or after an edit."""

    document: Document
    heading: Heading


#: Says in a few words what became of a heading.
Describe = Callable[[Version, Version], str]


def describe_state(before: Version, after: Version) -> str:
    """Describe a change of state: ``TODO → DONE``."""
    return f"{before.heading.keyword or 'none'} → {after.heading.keyword or 'none'}"


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit and the headings it is meant for.

    ``describe`` says in a few words what became of one; ``unchanged_message`` is said where
    nothing did, which is of its keyword unless given. ``takes_files`` says that it can be made
    of a file that is one work, too.
    """

    targets: Sequence[Entry]
    splices: Splices
    describe: Describe = describe_state
    unchanged_message: str | None = None
    takes_files: bool = False


#: An edit of what a file says of its keywords: the splices that make it.
FileSplices = Callable[[Document], Sequence[Splice]]


def plan_edits(library: Library, edits: Sequence[Edit], of_file: FileSplices | None = None) -> Plan:
    """The plan to make these edits as one change, and ``of_file`` before them in each file."""
    return Plan(library, lambda: prepare_edits(library, edits, of_file))


def prepare_edits(
    library: Library, edits: Sequence[Edit], of_file: FileSplices | None = None
) -> list[Change]:
    """What each file becomes, edited in the order of the edits; nothing is written.

    Raises:
        NotEditableError: a file that must not be written.
        ConflictError: a file that Emacs has unsaved changes of, or that lost the heading.
    """
    targets = [(target, edit) for edit in edits for target in edit.targets]
    ordered = sorted(targets, key=lambda pair: pair[0].file)
    groups = groupby(ordered, key=lambda pair: pair[0].file)
    return [_change(library, list(group), of_file) for _, group in groups]


def carry_out(library: Library, edits: Sequence[Edit], command: str) -> list[Change]:
    """Make the edits as one change.

    Raises:
        OrgshelfError: as ``Plan.commit``.
    """
    return plan_edits(library, edits).commit(command)


def _change(
    library: Library, group: Sequence[tuple[Entry, Edit]], of_file: FileSplices | None
) -> Change:
    """Edit one file in memory, one target after the other, and parse it again in between."""
    note, document = current(library, group[0][0].document)
    summary: list[str] = []
    unchanged: list[str] = []
    # No edit adds or takes away a heading, so each keeps its place.
    places = [_place(library, document, *pair) for pair in group]
    working = FileEdit.of(document, partial(reread, library))
    if of_file is not None:
        working = working.with_keywords(of_file(document))
    for place, (_, edit) in zip(places, group, strict=True):
        before = Version(working.document, heading_at(working.document, place))
        working = working.edited(place, edit.splices)
        after = Version(working.document, heading_at(working.document, place))
        changed = after.document.lines.raw != before.document.lines.raw
        (summary if changed else unchanged).append(_told(edit, before, after, changed=changed))
    return Change.of(note, document, working.document, summary, unchanged)


def _place(library: Library, document: Document, target: Entry, edit: Edit) -> int:
    """Where a heading is in the file as it is now.

    Raises:
        WholeFileError: it is the file itself, which has nothing that the edit is about.
        ConflictError: as ``relocate``.
    """
    if target.index == FILE and not edit.takes_files:
        raise WholeFileError(target.file, target.kind)
    return relocate_any(library, document, target).index


def _told(edit: Edit, before: Version, after: Version, *, changed: bool) -> str:
    """``papers.org:12 TODO → DONE  Title``, and the new dates of what repeats."""
    heading = after.heading
    if changed:
        words = edit.describe(before, after)
        dates = _moved(before.heading.planning, heading.planning)
        moved = "".join(f"  {date}" for date in dates if date not in words)
    else:
        same = f"was already {heading.keyword or 'without a state'}"
        words, moved = edit.unchanged_message or same, ""
    return f"{after.document.file}:{heading.line} {words}  {heading.title}{moved}"


def _moved(before: Planning, after: Planning) -> Iterator[str]:
    for name in ("scheduled", "deadline"):
        old, new = getattr(before, name), getattr(after, name)
        if new is not None and new != old:
            yield f"{name} {new.raw}"
