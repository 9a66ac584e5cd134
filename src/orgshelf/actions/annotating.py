"""The use cases that change an entry's text: notes and checkboxes."""

from collections.abc import Sequence
from functools import partial

from orgshelf.actions.edits import Edit, Version, plan_edits
from orgshelf.actions.plan import Plan
from orgshelf.errors import ConflictError, UsageError
from orgshelf.model import Checkbox, Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.checkbox import checkboxes as boxes_of
from orgshelf.org.edit.checkbox import set_checkbox
from orgshelf.org.edit.log import add_note
from orgshelf.org.lines import Splice
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library


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
