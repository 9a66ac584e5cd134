"""The plain lists of an entry with their containers (Org manual: Plain Lists; org-element)."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from orgshelf.org.elements.line_types import Line
from orgshelf.org.elements.list_structure import (
    ListStructure,
    enclosing_end,
    list_structure,
    tab_stop_indentation,
)
from orgshelf.org.elements.marked_lines import MarkedLines, environment_name, mark_lines

_NO_LISTS = frozenset(("src", "example", "export", "comment", "verse"))


class Item(NamedTuple):
    """An item: its line, the line after it, its column, and the index of its parent in the list."""

    line: int
    end: int
    column: int
    parent: int | None


@dataclass(frozen=True)
class PlainList:
    """The items of a list and of its sublists, in order.

    ``stop`` is the line after the list, ``outer`` the line after its outermost list.
    """

    items: tuple[Item, ...]
    stop: int
    outer: int

    def siblings(self) -> Iterator[Item]:
        """The top-level items (org-list-get-all-items)."""
        item: Item | None = self.items[0]
        while item is not None:
            yield item
            item = self._following.get(item)

    def children(self, item: Item) -> Sequence[Item]:
        """The child items of an item; empty if it is in another list."""
        return self._below.get(item, ())

    def descendants(self, item: Item) -> Iterator[Item]:
        """All items below an item; empty if it is in another list."""
        place = bisect_left(self.items, item)
        if self.items[place : place + 1] != (item,):
            return iter(())
        return takewhile(lambda other: other.line < item.end, self.items[place + 1 :])

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """The depth of each item, from 0."""
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
    """A scope of checkbox counts: a block, a drawer, or a list item."""

    start: int
    stop: int
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The lists of an entry and the containers of its lines; lines count from 0.

    ``list_at`` has the list of each item's line, in order; ``around`` the innermost container of
    each line.
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
    """A range of lines to search; ``known`` are the first lines of items."""

    start: int
    stop: int
    known: frozenset[int]
    outer: int | None


def outline(lines: Sequence[str], start: int, stop: int) -> Outline:
    """The lists in a range of lines, including those in items, drawers and blocks."""
    source = mark_lines(lines, start, stop)
    lists: list[PlainList] = []
    containers: list[Container] = []
    list_at: dict[int, PlainList] = {}
    regions = [_Region(start, stop, frozenset(), None)]
    for region in regions:
        for part in _parts(source, region):
            if isinstance(part, PlainList):
                lists.append(part)
                own = [item for item in part.items if item.line < part.stop]
                containers += [Container(item.line, item.end, item) for item in own]
                known = {item.line: part for item in own}
                list_at |= known
                regions.append(_Region(own[0].line, part.stop, frozenset(known), part.outer))
            else:
                containers.append(part)
                if not _is_verbatim(source.line(part.start)):
                    inside = _Region(part.start + 1, part.stop - 1, frozenset(), region.outer)
                    regions.append(inside)
    lists.sort(key=lambda found: found.items[0].line)
    return Outline(tuple(lists), dict(sorted(list_at.items())), _around(containers))


def _around(containers: Sequence[Container]) -> dict[int, Container]:
    """The innermost container of each line, if any."""
    found: dict[int, Container] = {}
    for container in sorted(containers, key=lambda container: container.start):
        found.update(dict.fromkeys(range(container.start, container.stop), container))
    return found


def _parts(source: MarkedLines, region: _Region) -> Iterator[PlainList | Container]:
    """The top-level lists, blocks and drawers of a region."""
    index = region.start
    while index < region.stop:
        environment = _environment_end(source, index, region.stop)
        close = enclosing_end(source, index, region.stop)
        if environment is not None:
            index = environment + 1
        elif close is not None and close > index:
            yield Container(index, close + 1)
            index = close + 1
        elif source.line(index).type == "item" and index not in region.known:
            found = _read_list(source, index, region)
            yield found
            index = found.stop
        else:
            index += 1


def _environment_end(source: MarkedLines, index: int, limit: int) -> int | None:
    """The last line of the LaTeX environment that begins on a line, which contains no lists."""
    line = source.line(index)
    if line.type != "latex-environment":
        return None
    return source.end_of(environment_name(line.name), index, limit)


def _is_verbatim(begun: Line) -> bool:
    return begun.type == "block" and begun.name.lower() in _NO_LISTS


def _read_list(source: MarkedLines, start: int, region: _Region) -> PlainList:
    """Parse the list that begins at a line."""
    structure = list_structure(source, start, region.stop)
    stop = structure.list_end(start)
    outer = stop if region.outer is None else region.outer
    return PlainList(tuple(_items(structure)), stop, outer)


def _items(structure: ListStructure) -> Iterator[Item]:
    begun = sorted(structure.columns)
    columns = [structure.columns[line] for line in begun]
    for line, column, parent in zip(begun, columns, _parents(columns), strict=True):
        yield Item(line, structure.ends[line], column, parent)


def edited_list(lines: Sequence[str], found: PlainList, line: int, stop: int) -> PlainList:
    """The list around an item's line as the edits of Org read it (org-list-struct).

    Unlike its parser, they expand tabs to multiples of eight columns.
    """
    start = found.items[0].line
    if not any(" \t" in text for text in lines[start:stop]):
        return found
    source = mark_lines(lines, start, stop)
    while True:
        structure = list_structure(source, start, stop, tab_stop_indentation)
        if line in structure.columns:
            return PlainList(tuple(_items(structure)), structure.list_end(start), found.outer)
        ended = structure.list_end(start)
        start = next(at for at in range(ended, line + 1) if source.line(at).type == "item")


def _parents(columns: Sequence[int]) -> Iterator[int | None]:
    """The index of each item's parent, from the items' columns (org-list-parents-alist)."""
    above: list[tuple[int, int | None]] = [(columns[0], None)]
    for place, column in enumerate(columns):
        if above[-1][0] < column:
            above.append((column, place - 1))
        while above and above[-1][0] > column:
            above.pop()
        if not above:
            above.append((column, None))
        yield above[-1][1]
