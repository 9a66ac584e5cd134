"""The line of a list item: bullet, counter, checkbox (Org manual: Checkboxes)."""

import re
from typing import NamedTuple

#: The boxes that Org writes.
OPEN, PART, DONE = "[ ]", "[-]", "[X]"

#: A bullet, a counter, and a box before a blank.
_ITEM_PARTS = re.compile(
    r"([ \t]*(?:[-+*]|(?:[0-9]+|[A-Za-z])[.)]))(?:[ \t]+|$)"
    r"(\[@(?:start:)?(?:[0-9]+|[A-Za-z])\][ \t]*)?(?:(\[[ Xx-]\])(?=[ \t]|$))?"
)


class ItemParts(NamedTuple):
    """An item's line: all up to the bullet, the counter, the box ("" where none is), the rest."""

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
    """The box of an item, "" where it has none."""
    return item_parts(line).mark


def with_mark(line: str, mark: str) -> str:
    """An item's line with another box, and with one blank after its bullet, as Org leaves it."""
    parts = item_parts(line)
    return f"{parts.bullet} {parts.counter}{mark}{parts.rest}"
