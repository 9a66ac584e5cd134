"""Checkboxes (Org manual: Checkboxes; org-toggle-checkbox)."""

from collections.abc import Mapping

from orgshelf.errors import BlockedError
from orgshelf.model import Checkbox, Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.checkbox_counts import update_counts
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.items import DONE, OPEN, PART, item_parts, mark_of, with_mark
from orgshelf.org.edit.plain_lists import PlainList, outline
from orgshelf.org.lines import Splice

#: The boxes of a list, by the lines of their items, in their order.
Marks = Mapping[int, str]


def checkboxes(document: Document, heading: Heading) -> tuple[Checkbox, ...]:
    """The checkboxes of an entry, in their order."""
    draft = Draft.of(document.lines, heading)
    found = {
        item.line: _checkbox(draft.lines[item.line], item.line + 1, depth)
        for plain_list in outline(draft.lines, draft.body, draft.stop).lists
        for item, depth in zip(plain_list.items, plain_list.depths, strict=True)
        if mark_of(draft.lines[item.line])
    }
    return tuple(found[line] for line in sorted(found))


def _checkbox(line: str, number: int, depth: int) -> Checkbox:
    parts = item_parts(line)
    return Checkbox(number, parts.mark, parts.rest.strip(" \t"), depth)


def set_checkbox(
    document: Document, heading: Heading, line: int, *, on: bool | None = None, force: bool = False
) -> tuple[Splice, ...]:
    """Toggle the checkbox on a line (from 1), or set it, with all that Org does along with it.

    The boxes of the items above follow, and all statistics cookies of the entry are counted
    anew. ``force`` overrides an ORDERED property.

    Raises:
        BlockedError: by ORDERED an earlier box comes first.
    """
    draft = Draft.of(document.lines, heading)
    entry = outline(draft.lines, draft.body, draft.stop)
    plain_list = entry.list_of(line - 1)
    assert plain_list is not None, line  # the line is that of a checkbox
    before = _marks(draft, plain_list)
    done = before[line - 1] != DONE if on is None else on
    marks = _fixed(plain_list, {**before, line - 1: DONE if done else OPEN})
    if heading.get("ORDERED") is not None and not force:
        marks = _in_order(heading, draft, plain_list, marks, line - 1)
    changed = {i: with_mark(draft.lines[i], mark) for i, mark in marks.items() if mark != before[i]}
    draft = update_counts(draft.replace_all(changed), document, heading, entry)
    return draft.splices(document.lines.texts)


def _marks(draft: Draft, plain_list: PlainList) -> Marks:
    """The boxes of a list; an item without one is left out."""
    marks = {item.line: mark_of(draft.lines[item.line]) for item in plain_list.items}
    return {line: mark for line, mark in marks.items() if mark}


def _fixed(plain_list: PlainList, marks: Marks) -> Marks:
    """The boxes with those above others as these make them (org-list-struct-fix-box)."""
    fixed = dict(marks)
    for item in sorted(plain_list.items, key=lambda item: -item.column):
        below = {fixed.get(child.line) for child in plain_list.children(item)}
        if item.line in fixed:
            fixed[item.line] = _summed_up(below) or fixed[item.line]
    return fixed


def _summed_up(marks: set[str | None]) -> str | None:
    """The box for several: part of them, all of them or none of them done."""
    if PART in marks or {OPEN, DONE} <= marks:
        return PART
    return next((mark for mark in (DONE, OPEN) if mark in marks), None)


def _in_order(
    heading: Heading, draft: Draft, plain_list: PlainList, marks: Marks, line: int
) -> Marks:
    """The boxes with none done after an open one; what comes after the line is opened.

    Raises:
        BlockedError: the open one comes before the line.
    """
    first = next((i for i, mark in marks.items() if mark == OPEN), None)
    if first is None or DONE not in [mark for i, mark in marks.items() if i > first]:
        return marks
    if first < line:
        raise BlockedError(heading.title, repr(item_parts(draft.lines[first]).rest.strip(" \t")))
    return _fixed(plain_list, {i: OPEN if i >= first else mark for i, mark in marks.items()})
