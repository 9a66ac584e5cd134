"""The plain lists of an entry, and what they stand in (Org manual: Plain Lists; org-element)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from orgshelf.org.edit.lists import ITEM, is_blank
from orgshelf.org.syntax.drawers import drawer_name
from orgshelf.text import indentation

_BEGIN = re.compile(r"[ \t]*#\+begin(_\S+|:)", re.IGNORECASE | re.ASCII)
_END = re.compile(r"[ \t]*#\+end(_\S+|:)[ \t]*$", re.IGNORECASE | re.ASCII)
_WITHOUT_LISTS = frozenset(("_src", "_example", "_export", "_comment", "_verse"))


class Item(NamedTuple):
    """An item: its line, the line after it, its column, and its parent's place in the list."""

    line: int
    end: int
    column: int
    parent: int | None


@dataclass(frozen=True)
class PlainList:
    """The items of a list and of the lists below them, line by line.

    ``stop`` is the line after the list, ``outer`` that after the outermost list it stands in.
    """

    items: tuple[Item, ...]
    stop: int
    outer: int

    def siblings(self) -> Iterator[Item]:
        """The first item and those that follow each other's ends (org-list-get-all-items)."""
        item: Item | None = self.items[0]
        while item is not None:
            yield item
            item = self._following.get(item)

    def children(self, item: Item) -> Sequence[Item]:
        """The items right below an item; none where it is of another list."""
        return self._below.get(item, ())

    def descendants(self, item: Item) -> Iterator[Item]:
        """All items below an item; none where it is of another list."""
        place = bisect_left(self.items, item)
        if self.items[place : place + 1] != (item,):
            return iter(())
        return takewhile(lambda other: other.line < item.end, self.items[place + 1 :])

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """How many items each item stands below."""
        depths: list[int] = []
        for item in self.items:
            depths.append(0 if item.parent is None else depths[item.parent] + 1)
        return tuple(depths)

    @cached_property
    def _below(self) -> Mapping[Item, Sequence[Item]]:
        found: dict[Item, list[Item]] = {}
        for item in self.items:
            if item.parent is not None:
                found.setdefault(self.items[item.parent], []).append(item)
        return found

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
    """What counts its checkboxes for itself: a block, a drawer, or the item of a list."""

    start: int
    stop: int
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The lists of an entry and what its lines stand in; all lines count from 0.

    ``list_at`` has, in their order, for each item's line the list that it is read as part of;
    ``around`` for each line its innermost container.
    """

    lists: tuple[PlainList, ...]
    list_at: Mapping[int, PlainList]
    around: Mapping[int, Container]

    def list_of(self, line: int) -> PlainList | None:
        """The first list with an item on the line."""
        return next(
            (found for found in self.lists if any(i.line == line for i in found.items)), None
        )


class _Region(NamedTuple):
    """Lines to be searched; of a list's own the ``known`` ones begin its items."""

    start: int
    stop: int
    known: frozenset[int]
    outer: int | None


def outline(lines: Sequence[str], start: int, stop: int) -> Outline:
    """Read the lists between two lines, also those in items, drawers and blocks."""
    closing = closing_lines(lines, start, stop)
    lists: list[PlainList] = []
    containers: list[Container] = []
    list_at: dict[int, PlainList] = {}
    regions = [_Region(start, stop, frozenset(), None)]
    for region in regions:
        for part in _parts(lines, region, closing):
            if isinstance(part, PlainList):
                lists.append(part)
                own = [item for item in part.items if item.line < part.stop]
                containers += [Container(item.line, item.end, item) for item in own]
                known = {item.line: part for item in own}
                list_at |= known
                regions.append(_Region(own[0].line, part.stop, frozenset(known), part.outer))
            else:
                containers.append(part)
                if not _is_verbatim(lines[part.start]):
                    inside = _Region(part.start + 1, part.stop - 1, frozenset(), region.outer)
                    regions.append(inside)
    lists.sort(key=lambda found: found.items[0].line)
    return Outline(tuple(lists), dict(sorted(list_at.items())), _around(containers))


def _around(containers: Sequence[Container]) -> dict[int, Container]:
    """The innermost container of each line that has one."""
    found: dict[int, Container] = {}
    for container in sorted(containers, key=lambda container: container.start):
        found.update(dict.fromkeys(range(container.start, container.stop), container))
    return found


def _parts(
    lines: Sequence[str], region: _Region, closing: Mapping[int, int]
) -> Iterator[PlainList | Container]:
    """The lists, blocks and drawers of a region, not those inside them."""
    index = region.start
    while index < region.stop:
        close = closing.get(index, region.stop)
        if close < region.stop:
            yield Container(index, close + 1)
            index = close + 1
        elif ITEM.match(lines[index]) and index not in region.known:
            found = _read_list(lines, index, region, closing)
            yield found
            index = found.stop
        else:
            index += 1


def closing_lines(lines: Sequence[str], start: int, stop: int) -> dict[int, int]:
    """For each line that begins a block or a drawer the one that ends it."""
    found: dict[int, int] = {}
    ends: dict[str, int] = {}
    for index in reversed(range(start, stop)):
        drawer = drawer_name(lines[index])
        if end := _END.match(lines[index]):
            ends[end[1].lower()] = index
        elif drawer == "END":
            ends[drawer] = index
        elif begin := _BEGIN.match(lines[index]):
            found[index] = ends.get(begin[1].lower(), stop)
        elif drawer:
            found[index] = ends.get("END", stop)
    return found


def _is_verbatim(line: str) -> bool:
    begin = _BEGIN.match(line)
    return begin is not None and begin[1].lower() in _WITHOUT_LISTS


def _read_list(
    lines: Sequence[str], start: int, region: _Region, closing: Mapping[int, int]
) -> PlainList:
    """The list that begins at a line."""
    spans = sorted(_spans(lines, start, region.stop, closing))
    parents = _parents([column for _, _, column in spans])
    items = tuple(Item(*span, parent) for span, parent in zip(spans, parents, strict=True))
    stop = _list_end(items)
    return PlainList(items, stop, stop if region.outer is None else region.outer)


def _spans(
    lines: Sequence[str], start: int, stop: int, closing: Mapping[int, int]
) -> list[tuple[int, int, int]]:
    """The line, the end and the column of each item (org-element--list-struct)."""
    waiting: list[tuple[int, int]] = []
    spans: list[tuple[int, int, int]] = []

    def end_items(column: int, end: int) -> None:
        while waiting and waiting[-1][1] >= column:
            line, own = waiting.pop()
            spans.append((line, end, own))

    index = start
    while index < stop and not _ends_lists(lines, index):
        column = indentation(lines[index])
        if ITEM.match(lines[index]):
            end_items(column, index)
            waiting.append((index, column))
        elif not is_blank(lines[index]):
            end_items(column, _after_text(lines, index))
            if not waiting:
                return spans
            close = closing.get(index, stop)
            index = close if close < stop else index
        index += 1
    end_items(0, _after_text(lines, index) if index >= stop else index)
    return spans


def _parents(columns: Sequence[int]) -> Iterator[int | None]:
    """The place of each item's parent, given the items' columns (org-list-parents-alist)."""
    above: list[tuple[int, int | None]] = [(columns[0], None)]
    for place, column in enumerate(columns):
        if above[-1][0] < column:
            above.append((column, place - 1))
        while above and above[-1][0] > column:
            above.pop()
        if not above:
            above.append((column, None))
        yield above[-1][1]


def _list_end(items: Sequence[Item]) -> int:
    """Where the items end that begin in the first one's column, one after the other."""
    by_line = {item.line: item for item in items}
    end = items[0].end
    while end in by_line and by_line[end].column == items[0].column:
        end = by_line[end].end
    return end


def _ends_lists(lines: Sequence[str], index: int) -> bool:
    """Whether two blank lines begin here (org-list-end-re)."""
    return index + 1 < len(lines) - 1 and is_blank(lines[index]) and is_blank(lines[index + 1])


def _after_text(lines: Sequence[str], index: int) -> int:
    """The line after the last one above ``index`` that is not blank."""
    while is_blank(lines[index - 1]):
        index -= 1
    return index
