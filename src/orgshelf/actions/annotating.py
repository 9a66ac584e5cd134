"""The use cases that change an entry's text: notes, quotes and checkboxes."""

import re
from collections.abc import Sequence
from functools import partial

from orgshelf.actions.edits import Edit, Version, plan_edits
from orgshelf.actions.transaction import Plan
from orgshelf.errors import AmbiguousCheckboxError, ConflictError, NoCheckboxError, UsageError
from orgshelf.model import Checkbox, Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.checkbox import checkboxes as boxes_of
from orgshelf.org.edit.checkbox import set_checkbox
from orgshelf.org.edit.log import add_note
from orgshelf.org.edit.quote import add_quote
from orgshelf.org.lines import Splice
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import QUOTES_TITLES
from orgshelf.shelf.spelling import folded
from orgshelf.store.library import Library

_PAGES = re.compile(r"[0-9]+(?:[-–][0-9]+)?")


def take_note(library: Library, entries: Sequence[Entry], text: str) -> Plan:
    """Log a note with the time in the entries (org-add-note).

    Raises:
        UsageError: there is no text.
    """
    if not text.strip():
        raise UsageError("There is no text, so nothing was written.")
    splices = partial(add_note, text=text, now=library.now)
    edit = Edit(entries, splices, lambda _before, _after: "note taken", takes_files=True)
    return plan_edits(library, [edit])


def checkboxes(entry: Entry) -> tuple[Checkbox, ...]:
    """The checkboxes of an entry, in their order."""
    return boxes_of(entry.document, entry.heading)


def check(
    library: Library, entry: Entry, box: Checkbox, *, on: bool | None = None, force: bool = False
) -> Plan:
    """Toggle a checkbox of the entry, or set it (org-toggle-checkbox).

    ``force`` passes over ORDERED.

    Raises:
        ConflictError: when it is committed and the entry has other checkboxes by then.
    """
    number = checkboxes(entry).index(box)

    def splices(document: Document, heading: Heading) -> Sequence[Splice]:
        found = _at(document, heading, number)
        if found is None or found.text != box.text:
            raise ConflictError(f"The checkboxes of {heading.title!r} have changed: list again.")
        return set_checkbox(document, heading, found.line, on=on, force=force)

    def describe(before: Version, after: Version) -> str:
        old, new = _at(*before, number), _at(*after, number)
        return f"{old.mark} → {new.mark} {new.text}" if old and new else "checked"

    return plan_edits(library, [Edit([entry], splices, describe, "unchanged")])


def _at(document: Document, heading: Heading, number: int) -> Checkbox | None:
    boxes = boxes_of(document, heading)
    return boxes[number] if number < len(boxes) else None


def take_quote(
    library: Library,
    entries: Sequence[Entry],
    text: str,
    *,
    page: str | None = None,
    note: str | None = None,
) -> Plan:
    """Put a quote into entries: under the heading for quotes that is below one, else its own text.

    ``note`` is a remark of one's own, which comes below it.

    Raises:
        UsageError: there is no text, or ``page`` is none.
    """
    if not text.strip():
        raise UsageError("There is no text, so nothing was written.")
    if page is not None and not _PAGES.fullmatch(page):
        raise UsageError(f"{page!r} is not a page: write it like 120 or 120-121.")
    targets = [_home(library, entry) for entry in entries]
    splices = partial(add_quote, text=text, page=page, note=note)
    words = f"quote from p. {page} added" if page else "quote added"
    return plan_edits(library, [Edit(targets, splices, lambda *_: words, takes_files=True)])


def _home(library: Library, entry: Entry) -> Entry:
    """The heading for quotes just below an entry, else the entry."""
    named = (
        other
        for other in library.below(entry)
        if other.parent is not None
        and other.parent.id == entry.id
        and other.heading.title.strip().casefold() in QUOTES_TITLES
    )
    return next(named, entry)


def find_checkbox(boxes: Sequence[Checkbox], which: str, title: str) -> Checkbox:
    """The checkbox that is meant: a number counts them from 1, words are looked for.

    ``title`` is the heading's, for what is said of it.

    Raises:
        NoCheckboxError: none.
        AmbiguousCheckboxError: several have these words.
    """
    if which.isdecimal() and len(which) < 10:
        found = list(boxes[int(which) - 1 : int(which)]) if int(which) else []
    else:
        found = _with_words(boxes, folded(which))
    if not found:
        raise NoCheckboxError(title, which if boxes else None)
    if len(found) > 1:
        lines = [f"{boxes.index(box) + 1}  {box.mark} {box.text}" for box in found]
        raise AmbiguousCheckboxError(which, lines)
    return found[0]


def _with_words(boxes: Sequence[Checkbox], words: str) -> list[Checkbox]:
    """The boxes with just this text, else those that have all the words."""
    same = [box for box in boxes if folded(box.text) == words]
    having = (b for b in boxes if all(word in folded(b.text) for word in words.split()))
    return same or list(having)
