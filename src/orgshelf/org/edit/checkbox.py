"""Checkboxes: toggling them, and updating statistics cookies (org-toggle-checkbox)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from orgshelf.errors import BlockedError
from orgshelf.model import Checkbox, Heading, Progress
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext
from orgshelf.org.edit.elements import object_lines, unprotected
from orgshelf.org.edit.plain_lists import Container, Item, Outline, PlainList, edited_list, outline
from orgshelf.org.edit.statistics import cookie_text, has_word, subtree, update_parents
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import COOKIE

#: The checkboxes that Org writes.
OPEN, PART, DONE = "[ ]", "[-]", "[X]"

#: A bullet, a counter, and a box before a blank.
_ITEM_PARTS = re.compile(
    r"([ \t]*(?:[-+*]|(?:[0-9]+|[A-Za-z])[.)]))(?:[ \t]+|$)"
    r"(\[@(?:start:)?(?:[0-9]+|[A-Za-z])\][ \t]*)?(?:(\[[ Xx-]\])(?=[ \t]|$))?"
)
_BOX = re.compile(r"[ \t]*(?:[-+*]|[0-9]+[.)]) \[[- X]\]", re.IGNORECASE | re.ASCII)
_TODO = re.compile(r":COOKIE_DATA:.*\btodo\b", re.IGNORECASE)


class ItemParts(NamedTuple):
    """The line of an item: indentation with bullet, counter, checkbox ("" if none), rest."""

    bullet: str
    counter: str
    mark: str
    rest: str


def item_parts(line: str) -> ItemParts:
    """Split the line of an item (org-list-full-item-re)."""
    match = _ITEM_PARTS.match(line)
    assert match is not None, line
    return ItemParts(match[1], match[2] or "", match[3] or "", line[match.end() :])


def mark_of(line: str) -> str:
    """The checkbox of an item, "" without one."""
    return item_parts(line).mark


def with_mark(line: str, mark: str) -> str:
    """An item's line with another checkbox, and with one blank after the bullet, as in Org."""
    parts = item_parts(line)
    return f"{parts.bullet} {parts.counter}{mark}{parts.rest}"


_TABLE = re.compile(r"[ \t]*\|")


def update_counts(
    buffer: EditBuffer, document: Document, heading: Heading, entry: Outline
) -> EditBuffer:
    """Update the cookies that count checkboxes, in the headline and in the text of an entry.

    The scope of a cookie is the item (its child items), the block or the drawer (its own lists)
    that contains it, else the whole entry; COOKIE_DATA can change it.
    """
    data = (heading.get("COOKIE_DATA") or "").lower()
    if has_word(data, "todo"):
        return buffer
    counts = _Counts(buffer, entry, recursive=has_word(data, "recursive"))
    texts = {
        index: _counted(buffer.lines[index], counts.of(entry.around.get(index)))
        for index in (buffer.at, *object_lines(buffer.lines, buffer.body, buffer.stop))
        if COOKIE.search(buffer.lines[index]) and not _TABLE.match(buffer.lines[index])
    }
    if buffer.at in texts:
        texts[buffer.at] = aligned(texts[buffer.at], document)
    return buffer.replace_all(texts)


def _counted(line: str, progress: Progress) -> str:
    """The line with its cookies updated."""
    read = unprotected(line)

    def counted(match: re.Match[str]) -> str:
        is_cookie = read[match.start()] == "["
        return cookie_text(match[0], progress) if is_cookie else match[0]

    return COOKIE.sub(counted, line)


class _Counts:
    """The counts of checkboxes for each container, computed once."""

    def __init__(self, buffer: EditBuffer, entry: Outline, *, recursive: bool) -> None:
        self._lines = buffer.lines
        self._whole = Container(buffer.at, buffer.stop)
        self._entry = entry
        self._recursive = recursive
        self._items = list(entry.list_at)
        self._known: dict[Container | None, Progress] = {}

    def of(self, container: Container | None) -> Progress:
        """How many of the checkboxes in a container, or in the whole entry, are done."""
        if container not in self._known:
            self._known[container] = self._count(container)
        return self._known[container]

    def _count(self, container: Container | None) -> Progress:
        start, stop, item = container or self._whole
        marks = [
            mark_of(self._lines[found.line])
            for plain_list in self._lists(start + 1, stop)
            for found in self._counting(plain_list, item)
        ]
        return Progress(marks.count(DONE), len(marks) - marks.count(""))

    def _lists(self, start: int, stop: int) -> Iterator[PlainList]:
        """For each list between two lines that has boxes the first one inside it that does."""
        for place in range(bisect_left(self._items, start), len(self._items)):
            line = self._items[place]
            if line >= stop:
                return
            if line >= start and mark_of(self._lines[line]):
                yield self._entry.list_at[line]
                start = self._entry.list_at[line].outer

    def _counting(self, plain_list: PlainList, item: Item | None) -> Iterable[Item]:
        """The items of a list whose boxes count: for an item those below it, else the top ones."""
        if item is None:
            return plain_list.items if self._recursive else plain_list.siblings()
        return plain_list.descendants(item) if self._recursive else plain_list.children(item)


#: The checkboxes of a list, by the lines of their items, in order.
Marks = Mapping[int, str]


def checkboxes(document: Document, heading: Heading) -> tuple[Checkbox, ...]:
    """The checkboxes of an entry, in order."""
    buffer = EditBuffer.of(document.lines, heading)
    found = {
        item.line: _checkbox(buffer.lines[item.line], item.line + 1, depth)
        for plain_list in outline(buffer.lines, buffer.body, buffer.stop).lists
        for item, depth in zip(plain_list.items, plain_list.depths, strict=True)
        if mark_of(buffer.lines[item.line])
    }
    return tuple(found[line] for line in sorted(found))


def _checkbox(line: str, number: int, depth: int) -> Checkbox:
    parts = item_parts(line)
    return Checkbox(number, parts.mark, parts.rest.strip(" \t"), depth)


def set_checkbox(
    document: Document, heading: Heading, line: int, *, on: bool | None = None, force: bool = False
) -> tuple[Splice, ...]:
    """Toggle the checkbox on a line (from 1), or set it, with all side effects of Org.

    The checkboxes of parent items and all statistics cookies of the entry are updated. ``force``
    overrides an ORDERED property.

    Raises:
        BlockedError: ORDERED, and an earlier checkbox is open.
    """
    buffer = EditBuffer.of(document.lines, heading)
    entry = outline(buffer.lines, buffer.body, buffer.stop)
    found = entry.list_of(line - 1)
    assert found is not None, line  # the line is that of a checkbox
    plain_list = edited_list(buffer.lines, found, line - 1, buffer.stop)
    before = _marks(buffer, plain_list)
    done = before[line - 1] != DONE if on is None else on
    marks = _fixed(plain_list, {**before, line - 1: DONE if done else OPEN})
    if heading.get("ORDERED") is not None and not force:
        marks = _in_order(heading, buffer, plain_list, marks, line - 1)
    changed = {
        i: with_mark(buffer.lines[i], mark) for i, mark in marks.items() if mark != before[i]
    }
    buffer = update_counts(buffer.replace_all(changed), document, heading, entry)
    return buffer.splices(document.lines.texts)


def _marks(buffer: EditBuffer, plain_list: PlainList) -> Marks:
    """The checkboxes of a list, without items that have none."""
    marks = {item.line: mark_of(buffer.lines[item.line]) for item in plain_list.items}
    return {line: mark for line, mark in marks.items() if mark}


def _fixed(plain_list: PlainList, marks: Marks) -> Marks:
    """The checkboxes, with parents derived from their children (org-list-struct-fix-box)."""
    fixed = dict(marks)
    for item in sorted(plain_list.items, key=lambda item: -item.column):
        below = {fixed.get(child.line) for child in plain_list.children(item)}
        if item.line in fixed:
            fixed[item.line] = _summed_up(below) or fixed[item.line]
    return fixed


def _summed_up(marks: set[str | None]) -> str | None:
    """The checkbox that summarises several: some, all or none of them done."""
    if PART in marks or {OPEN, DONE} <= marks:
        return PART
    return next((mark for mark in (DONE, OPEN) if mark in marks), None)


def _in_order(
    heading: Heading, buffer: EditBuffer, plain_list: PlainList, marks: Marks, line: int
) -> Marks:
    """The checkboxes in order: those after the line that follow an open one are opened.

    Raises:
        BlockedError: an open one precedes the line.
    """
    first = next((i for i, mark in marks.items() if mark == OPEN), None)
    if first is None or DONE not in [mark for i, mark in marks.items() if i > first]:
        return marks
    if first < line:
        raise BlockedError(heading.title, repr(item_parts(buffer.lines[first]).rest.strip(" \t")))
    return _fixed(plain_list, {i: OPEN if i >= first else mark for i, mark in marks.items()})


# Updating a headline's statistics cookies (org-update-statistics-cookies).


def lines_with_boxes_counted(document: Document, heading: Heading) -> Mapping[int, str]:
    """The changed lines of an entry, by line number (from 0), after updating checkbox cookies."""
    start = heading.line - 1
    lines = (*document.lines.texts[start : heading.end], "")
    buffer = EditBuffer(lines, tuple(range(len(lines))), 0)
    lists = outline(buffer.lines, buffer.body, buffer.stop)
    counted = update_counts(buffer, document, heading, lists).lines
    pairs = enumerate(zip(lines, counted, strict=True), start)
    return {index: new for index, (old, new) in pairs if COOKIE.findall(old) != COOKIE.findall(new)}


def update_cookies(document: Document, heading: Heading, *, now: datetime) -> tuple[Splice, ...]:
    """Update a heading's cookies, as Org does when something below it is removed.

    They count checkboxes if the entry has any, unless COOKIE_DATA says ``todo``.
    """
    buffer = EditBuffer.of(document.lines, heading)
    child = next(subtree(document.headings, heading), None)
    entry = document.lines.texts[heading.line - 1 : heading.end]
    if any(map(_BOX.match, entry)) and not any(map(_TODO.search, entry)):
        lists = outline(buffer.lines, buffer.body, buffer.stop)
        buffer = update_counts(buffer, document, heading, lists)
    elif child is not None:
        buffer = update_parents(buffer, EditContext(document, child, now), child.keyword)
    else:
        line = COOKIE.sub(lambda match: "[100%]" if "%" in match[0] else "[0/0]", buffer.heading)
        buffer = buffer.replace(buffer.at, line)
    return buffer.splices(document.lines.texts)
