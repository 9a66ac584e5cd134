"""Adding a work to its shelf."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from orgshelf.actions.current import reread
from orgshelf.actions.import_updates import Update, updated
from orgshelf.actions.imported_works import body, properties
from orgshelf.actions.shelving import Shelf, find_shelf
from orgshelf.actions.states import spelled_as_there
from orgshelf.actions.transaction import Change, Plan
from orgshelf.actions.working import FileEdit, Step
from orgshelf.errors import DuplicateError, UnknownKeywordError, UsageError
from orgshelf.importers import imported
from orgshelf.importers.imported import ImportedWork
from orgshelf.model import Heading
from orgshelf.org.dates import read_when
from orgshelf.org.document import Document
from orgshelf.org.edit.compose import NewHeading, NewSubtree, insert_heading, says, settle_state
from orgshelf.org.edit.log import add_note
from orgshelf.org.edit.planning import change_date
from orgshelf.org.edit.properties import set_property
from orgshelf.org.lines import Splice
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.identity import find_duplicate, names_of
from orgshelf.shelf.keyword_meanings import unread_keyword
from orgshelf.shelf.property_values import check_value
from orgshelf.store.library import Library
from orgshelf.store.notes import classify
from orgshelf.store.opening import reopened
from orgshelf.text import indentation, plural

#: More than any table of contents has.
MOST_PARTS = 1_000
_DEEPEST = 10
_BULLET = re.compile(r"(?:[-+*•]|\[[ xX]\])[ \t]+")
#: What a part of each kind is called; of others it is a part.
_NAMES = {"book": "Chapter", "course": "Lesson"}

#: Headings to be added below a work.
Parts = tuple[NewSubtree, ...]
#: A line's indentation and its title.
_Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class NewWork:
    """A work to be added.

    ``state`` is its keyword, None for the file's first active one, ``none`` for no keyword;
    ``deadline`` is a date as a person writes it; ``under`` the heading to put it below instead
    of its kind's shelf; ``force`` adds it also where it is there already. ``parts``
    stand below it, each with the file's first active keyword; then it has none itself.
    ``known`` is what is known of it from elsewhere: its title, if there is no other, and
    properties.
    """

    kind: str
    title: str = ""
    state: str | None = None
    tags: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    deadline: str | None = None
    note: str | None = None
    under: Entry | None = None
    force: bool = False
    parts: tuple[NewSubtree, ...] = ()
    known: ImportedWork | None = None

    def heading(self, document: Document) -> NewHeading:
        """What its heading in a file says.

        Raises:
            UnknownKeywordError: the file has no such keyword.
        """
        title, pairs = self.title, dict(self.properties)
        if self.known is not None:
            title = title or imported.title(self.known.title, document.settings.keywords.all)
            pairs = {**dict(properties(self.known)), **pairs}
        keyword = _keyword(document, self.state or ("none" if self.parts else None))
        return NewHeading(title, keyword, self.tags, tuple(pairs.items()))


#: The id of a new work while it is not asked for: that would take a look at all its sisters.
_NO_ID = "new"


def _with_checked_properties(library: Library, work: NewWork) -> NewWork:
    """The work with its properties as they are to be written.

    Raises:
        PropertyValueError: one cannot have its value.
    """
    given = {name.upper(): value for name, value in work.properties}
    kinds = library.known_kinds()
    checked = ((n, check_value(n, value, given.get, kinds)) for n, value in given.items())
    return replace(work, properties=tuple(checked))


def add(library: Library, work: NewWork) -> Plan:
    """Add a work to its shelf; the first of the changes has the line of its headline.

    Raises:
        DuplicateError: when it is committed and the notes have it already.
        UsageError: likewise, and the file has no such keyword, or Org would not read the new
            heading as it is meant.
    """
    work = _with_checked_properties(library, work)

    def prepare() -> list[Change]:
        if not (work.title or work.known):
            raise UsageError("A work needs a title: write it behind the kind.")
        # It may have been added since the notes were read.
        return [_added(reopened(library), work)]

    return Plan(library, prepare)


def _added(library: Library, work: NewWork) -> Change:
    shelf = find_shelf(library, work.kind, work.under)
    keyword = _keyword(shelf.document, None)
    parts = [_with_keyword(part, keyword) for part in work.parts]
    working, entry = _inserted(library, shelf, work.heading(shelf.document), parts)
    if not work.force:
        _check_new(library, entry)
    for step in _steps(library.now, work, entry):
        working = working.edited(entry.index, step)
    document = working.document
    heading = document.headings[entry.index]
    below = sum(1 for part in parts for _ in part.flat())
    with_parts = f" with {plural(below, 'part')}" if below else ""
    summary = f"{document.file}:{heading.line} added{with_parts}  {heading.title}"
    change = Change.of(shelf.note, shelf.document, document, (summary,))
    return replace(change, line=heading.line)


def _keyword(document: Document, state: str | None) -> str | None:
    """The keyword asked for, else the file's first active one.

    Raises:
        UnknownKeywordError: the file has no such keyword.
    """
    keywords = document.settings.keywords
    if state is None:
        return unread_keyword(document)
    if state == "none":
        return None
    found = spelled_as_there(document, state)
    if found not in keywords.all:
        raise UnknownKeywordError(state, keywords.names, document.file)
    return found


def _with_keyword(part: NewSubtree, keyword: str | None) -> NewSubtree:
    """A part and all below it as items."""
    below = tuple(_with_keyword(deeper, keyword) for deeper in part.below)
    return replace(part, heading=replace(part.heading, keyword=keyword), below=below)


def _inserted(
    library: Library, shelf: Shelf, new: NewHeading, parts: Sequence[NewSubtree]
) -> tuple[FileEdit, Entry]:
    """The file with the new heading and its parts, which say what they should."""
    parent = None if shelf.parent is None else shelf.document.headings[shelf.parent]
    paste = insert_heading(shelf.document, parent, new, parts)
    working = FileEdit.of(shelf.document, partial(reread, library))
    wanted = [new, *(each.heading for part in parts for each in part.flat())]
    working, index = working.pasted(paste, count=len(wanted))
    there = working.document.headings[index : index + len(wanted)]
    for heading, said in zip(there, wanted, strict=True):
        if not says(heading, said):
            raise UsageError(f"Org would not read {said.title!r} as a title: choose other words.")
    return working, classify(working.document, library.config, {index: _NO_ID})[index]


def _check_new(library: Library, entry: Entry) -> None:
    """Refuse what the notes have.

    Raises:
        DuplicateError: they have it.
    """
    if found := find_duplicate(library.similar(names_of(entry)), entry):
        name = library.short_ids.get(found.id, found.id)
        raise DuplicateError(found.heading.title, f"{name} ({found.file}:{found.heading.line})")


def _steps(now: datetime, work: NewWork, entry: Entry) -> Iterator[Step]:
    """What is to be done to the new heading, one after the other."""
    if entry.kind != work.kind:
        yield partial(set_property, name="KIND", value=work.kind)
    if work.known is not None and (lines := tuple(body(work.known))):
        yield partial(_with_body, lines=lines)
    if work.deadline:
        when = read_when(work.deadline, now.date())
        yield partial(change_date, keyword="DEADLINE", when=when, now=now)
    if work.note:
        yield partial(add_note, text=work.note, now=now)
    yield partial(settle_state, now=now)


def _with_body(document: Document, heading: Heading, *, lines: Sequence[str]) -> Sequence[Splice]:
    return (updated(document, heading, Update(body=tuple(lines))),)


def numbered(count: int, kind: str) -> Parts:
    """``Chapter 1``, ``Chapter 2`` and so on."""
    name = _NAMES.get(kind, "Part")
    return tuple(_part(f"{name} {number}") for number in range(1, count + 1))


def outline(text: str) -> Parts:
    """A title a line; what is indented more than the line above is below it.

    Bullets before a title are left out.

    Raises:
        UsageError: there is none, or there are too many, or they are nested too deep.
    """
    lines = [(indentation(line), line.strip()) for line in text.expandtabs().splitlines()]
    found = [(depth, _title(words)) for depth, words in lines if words]
    if not 1 <= len(found) <= MOST_PARTS:
        raise UsageError(f"Give the titles of 1 to {MOST_PARTS} parts, one a line.")
    return tuple(_nested(found, _DEEPEST))


def _title(words: str) -> str:
    return " ".join(_BULLET.sub("", words, count=1).split())


def _nested(lines: Sequence[_Line], depth: int) -> Iterator[NewSubtree]:
    """The parts that lines describe, the first line being the least indented."""
    if lines and not depth:
        raise UsageError("The parts are nested too deep: indent fewer of them.")
    start = 0
    while start < len(lines):
        indent, title = lines[start]
        inside = (i for i in range(start + 1, len(lines)) if lines[i][0] <= indent)
        stop = next(inside, len(lines))
        yield _part(title, tuple(_nested(lines[start + 1 : stop], depth - 1)))
        start = stop


def _part(title: str, below: Parts = ()) -> NewSubtree:
    return NewSubtree(NewHeading(title, None), below=below)
