"""The plain lists of an entry, and what they stand in (Org manual: Plain Lists; org-element)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from orgshelf.org.edit.columns import indentation
from orgshelf.org.edit.lists import ITEM, is_blank
from orgshelf.org.syntax.drawers import drawer_name

#: An item's indentation, bullet, blanks, counter, and box with what follows it.
ITEM_PARTS = re.compile(
    r"([ \t]*(?:[-+*]|(?:[0-9]+|[A-Za-z])[.)]))([ \t]+|$)"
    r"(\[@(?:start:)?(?:[0-9]+|[A-Za-z])\][ \t]*)?(?:(\[[ Xx-]\])(?=[ \t]|$))?"
)
_BEGIN = re.compile(r"[ \t]*#\+begin(_\S+|:)", re.IGNORECASE | re.ASCII)
_END = re.compile(r"[ \t]*#\+end(_\S+|:)[ \t]*$", re.IGNORECASE | re.ASCII)
_WITHOUT_LISTS = frozenset(("_src", "_example", "_export", "_comment", "_verse"))


class Item(NamedTuple):
    """An item of a list: its line, the line after it, and its parent's place in the list."""

    line: int
    end: int
    column: int
    parent: int | None


@dataclass(frozen=True)
class PlainList:
    """A list with the lists inside its items, which makes its items' order that of their lines.

    ``stop`` is the line after it, ``outer`` the line after the outermost list it stands in.
    """

    items: tuple[Item, ...]
    stop: int
    outer: int

    def children(self, item: Item) -> Iterator[Item]:
        """The items one level below an item."""
        return (other for other in self.items if other.parent == self._places[item.line])

    def siblings(self) -> Iterator[Item]:
        """The first item and those that follow each other's ends (org-list-get-all-items)."""
        item: Item | None = self.items[0]
        while item is not None:
            yield item
            item = self._following.get(item)

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {item.line: place for place, item in enumerate(self.items)}

    @cached_property
    def _following(self) -> Mapping[Item, Item]:
        ending: dict[int, Item] = {}
        for item in self.items:
            ending.setdefault(item.end, item)
        found: dict[Item, Item] = {}
        for item in self.items:
            if item.line in ending:
                found.setdefault(ending[item.line], item)
        return found


class Container(NamedTuple):
    """What a line may stand in: an item, or a block or drawer, whose lines are between its own."""

    start: int
    stop: int
    item: Item | None


@dataclass(frozen=True, slots=True)
class Outline:
    """An entry's lists, and all that counts its checkboxes for itself, in order."""

    lists: tuple[PlainList, ...]
    containers: tuple[Container, ...]

    def list_of(self, line: int) -> PlainList | None:
        """The first list that has an item on the line."""
        return next((found for found in self.lists if line in found._places), None)

    def container_of(self, line: int) -> Container | None:
        """The innermost container of a line."""
        around = (c for c in self.containers if c.start <= line < c.stop)
        return max(around, key=lambda container: container.start, default=None)
