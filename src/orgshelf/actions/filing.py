"""What was captured: which headings it is, and filing one on the shelf of a kind."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from orgshelf.actions.refiling import Workspace
from orgshelf.actions.shelving import find_shelf
from orgshelf.actions.subtrees import refiled
from orgshelf.actions.transaction import Change, Plan
from orgshelf.actions.working import Step
from orgshelf.importers.foreign_fields import identified_work
from orgshelf.importers.imported import ImportedWork
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.properties import set_property
from orgshelf.org.edit.state import change_state
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Splice
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.identity import find_duplicate, identifier_in_title
from orgshelf.shelf.keyword_meanings import unread_keyword
from orgshelf.store.library import Library
from orgshelf.store.notes import classify


def captured(library: Library) -> list[Entry]:
    """The topmost headings of the inbox that are neither shelves nor groups."""
    found = [
        entry
        for entry in library.entries
        if entry.file == library.config.inbox
        and entry.heading.level
        and entry.heading.parent is None
        and entry.role not in (Role.SHELF, Role.GROUP)
    ]
    return library.load_full(found)


def identified(entry: Entry) -> ImportedWork | None:
    """The work that a captured identifier or address stands for."""
    identifier = identifier_in_title(entry.heading.title)
    return identified_work(identifier) if identifier else None


def known_already(library: Library, entry: Entry) -> Entry | None:
    """What the notes have by the same identifier or address."""
    others = (other for other in library.entries if other.id != entry.id)
    return find_duplicate(others, entry)


def file_under(library: Library, entry: Entry, kind: str) -> Plan:
    """Move what was captured to the shelf of a kind, as something still to be read.

    Its text stays; an identifier that it is called by becomes a property, too.

    Raises:
        OrgshelfError: as ``Plan.commit``.
    """

    def prepare() -> list[Change]:
        workspace, shelf = Workspace(library), find_shelf(library, kind, None)
        source, origin = workspace.open(entry.document), workspace.origin(entry)
        target = workspace.open_shelf(shelf)
        below = FILE if shelf.parent is None else shelf.parent
        moved = refiled(source, origin, target, below, library.now, None)
        for step in _steps(entry, library.now):
            moved = moved.edited(step)
        if classify(moved.target.document, library.config)[moved.place].kind != kind:
            moved = moved.edited(partial(set_property, name="KIND", value=kind))
        workspace.put(entry, moved)
        return workspace.changes()

    return Plan(library, prepare)


def _steps(entry: Entry, now: datetime) -> Iterator[Step]:
    yield partial(_to_be_read, now=now)
    if work := identified(entry):
        for name, value in work.identifiers:
            if not entry.heading.get(name):
                yield partial(set_property, name=name, value=value)


def _to_be_read(document: Document, heading: Heading, *, now: datetime) -> Sequence[Splice]:
    """The file's keyword for what is to be begun, where the heading has none."""
    active = unread_keyword(document)
    if heading.keyword or active is None:
        return ()
    return change_state(document, heading, active, now=now)
