"""The elements of a section, the text below one headline (org-element-parse-buffer).

An unclosed block, drawer or LaTeX environment is plain text. The text must not contain a headline.
Time is linear in the text, independent of the nesting of elements.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from orgshelf.org.elements import extent as extents
from orgshelf.org.elements.extent import Extent
from orgshelf.org.elements.line_types import Line, is_like_clock
from orgshelf.org.elements.list_structure import ListStructure, item_head, list_structure
from orgshelf.org.elements.marked_lines import KEYWORDS, MarkedLines, first_of, mark_lines
from orgshelf.org.elements.node import Element, Kind
from orgshelf.org.syntax.case import NON_BLANK
from orgshelf.org.syntax.timestamps import is_planning

#: The elements that are possible next, where not all are.
_Mode = Literal["top", "below headline", "below planning", "item", "row", "property", ""]

#: What precedes the text.
Above = Literal["headline", "file", "text"]

_BELOW: Mapping[Above, _Mode] = {"headline": "below headline", "file": "top", "text": ""}
# Compiled on first use.
_PROPERTY = rf"[ \t]*:({NON_BLANK}+):(?:[ \t]+(.*))?$"
# Elements that follow each other in this order.
_ITERATED = frozenset(("item", "row", "property"))
_INSIDE: Mapping[Kind, _Mode] = {
    "center-block": "",
    "drawer": "",
    "dynamic-block": "",
    "footnote-definition": "",
    "item": "",
    "plain-list": "item",
    "property-drawer": "property",
    "quote-block": "",
    "special-block": "",
    "table": "row",
}


class _Part(NamedTuple):
    """An element without its children."""

    begin: int
    post_affiliated: int
    extent: Extent
    end: int


@dataclass(slots=True)
class _Region:
    """The lines from ``index`` up to ``limit``, to be parsed as children of an element.

    The text of the first line begins at ``offset``. ``of_list`` is the structure of the list that
    contains them, ``latest`` that of the last list found in them.
    """

    parent: _Part
    index: int
    limit: int
    mode: _Mode
    offset: int = 0
    of_list: ListStructure | None = None
    latest: ListStructure | None = None
    children: list[Element] = field(default_factory=list)


def read_section(
    lines: Sequence[str], start: int = 0, stop: int | None = None, *, below: Above = "text"
) -> Element:
    """Parse the lines from ``start`` up to ``stop`` as a section.

    ``below`` is what precedes them: a ``headline``, after which a planning line and a property
    drawer are possible; the beginning of a ``file``, which may have such a drawer too; or other
    ``text``. Line numbers are indexes of ``lines``.
    """
    end = len(lines) if stop is None else stop
    source = mark_lines(lines, start, end)
    begin = source.after_blank(start, end)
    mode: _Mode = "" if below == "headline" and begin > start else _BELOW[below]
    whole = _Part(begin, begin, Extent("section", (begin, end), end), end)
    regions = [_Region(whole, begin, end, mode)]
    while True:
        region = regions[-1]
        if region.index < region.limit:
            part, inner = _read_next(source, region)
            if inner:
                regions.append(inner)
            else:
                region.children.append(_element(source, part))
            continue
        element = _element(source, region.parent, tuple(region.children))
        regions.pop()
        if not regions:
            return element
        regions[-1].children.append(element)


@lru_cache(maxsize=16)
def read_body(lines: tuple[str, ...]) -> Element:
    """Parse text below the planning line and the properties of a headline.

    A few results are cached, since several functions parse the same entry in succession.
    """
    return read_section(lines)


def _read_next(source: MarkedLines, region: _Region) -> tuple[_Part, _Region | None]:
    """Parse one element of a region, and the region of its children, if it can have any."""
    begin, limit = region.index, region.limit
    start = _after_affiliated(source, region)
    structure = _structure_at(source, region, start)
    extent = _extent(source, region, start, structure)
    kind, (first, after), stop, name, _, offset, _ = extent
    end = stop if kind == "item" else source.after_blank(stop, limit)
    part = _Part(begin, start, extent, end)
    region.index, region.offset = end, 0
    if region.mode:
        region.mode = _next_mode(region.mode, kind)
    if kind not in _INSIDE or first >= after or name == "table.el":
        return part, None
    of_list = structure if kind in ("item", "plain-list") else None
    return part, _Region(part, first, after, _INSIDE[kind], offset, of_list)


def _next_mode(mode: _Mode, kind: Kind) -> _Mode:
    """The elements that may follow an element (org-element--next-mode)."""
    match mode, kind:
        case ("below headline", "planning") | ("top", "comment"):
            return "below planning"
    return mode if mode in _ITERATED else ""


def _extent(
    source: MarkedLines, region: _Region, start: int, structure: ListStructure | None
) -> Extent:
    if region.mode and (found := _expected(source, region, start, structure)):
        return found
    line, limit = source.line(start), region.limit
    if region.offset:
        return extents.paragraph(source, start, limit, region.offset)
    if line.type == "break" and _ends_with_keyword(source, start, limit):
        return extents.line_after(source, "keyword", start)
    if structure is not None and line.type == "item":
        end = source.after_text(structure.list_end(start))
        return Extent("plain-list", (start, end), end)
    return extents.extent(source, start, limit)


def _expected(
    source: MarkedLines, region: _Region, start: int, structure: ListStructure | None
) -> Extent | None:
    """The element at the index, if only certain elements are possible there."""
    match region.mode:
        case "item":
            assert structure is not None  # that of the list
            return _item(source, start, region.limit, structure)
        case "row":
            return extents.line_after(source, "table-row", start)
        case "property":
            return _property(source, start)
    if start != region.index:
        return None
    if region.mode == "below headline" and is_planning(source.lines[start]):
        return extents.planning(source, start)
    return _property_drawer(source, start, region.limit)


def _item(source: MarkedLines, start: int, limit: int, structure: ListStructure) -> Extent:
    """An item, including the blank lines below it."""
    end = min(structure.ends[start], limit)
    head, offset = item_head(source.lines[start])
    begin = start
    if not source.lines[start][offset:].strip(" \t"):
        begin, offset = source.after_blank(start + 1, end), 0
    else:
        offset = len(source.lines[start]) - len(source.lines[start][offset:].lstrip(" \t"))
    stop = max(source.after_text(end), begin) if begin < end else begin
    return Extent("item", (begin, stop), end, offset=offset, head=head)


def _property(source: MarkedLines, start: int) -> Extent:
    match = re.match(_PROPERTY, source.lines[start])
    name, value = (match[1], match[2] or "") if match else ("", "")
    return Extent("node-property", (start, start + 1), start + 1, name, value.rstrip(" \t"))


def _property_drawer(source: MarkedLines, start: int, limit: int) -> Extent | None:
    """The property drawer at the index; with an invalid line it is an ordinary drawer."""
    if not _opens_drawer(source.line(start), "PROPERTIES"):
        return None
    index = start + 1
    while index < limit and not _opens_drawer(source.line(index), "END"):
        if not re.match(_PROPERTY, source.lines[index]):
            return None
        index += 1
    if index == limit:
        return None
    return Extent("property-drawer", (start + 1, index), index + 1, source.line(start).name)


def _opens_drawer(line: Line, name: str) -> bool:
    return line.type == "drawer" and line.name.upper() == name


def _structure_at(source: MarkedLines, region: _Region, start: int) -> ListStructure | None:
    """The structure of the list that a line is in, or begins."""
    if region.mode == "item":
        return region.of_list
    if region.offset or source.line(start).type != "item":
        return region.of_list
    if region.of_list is not None and start in region.of_list.columns:
        return region.of_list
    if region.latest is None or start not in region.latest.roots:
        region.latest = list_structure(source, start, region.limit)
    return region.latest


def _after_affiliated(source: MarkedLines, region: _Region) -> int:
    """The line after affiliated keywords; the first keyword if they belong to no element.

    Comments and clocks have none (org-element--collect-affiliated-keywords).
    """
    begin = region.index
    if source.line(begin).type not in KEYWORDS or region.offset or region.mode in _ITERATED:
        return begin
    start = first_of(source.unaffiliated, begin, region.limit)
    return begin if start is None or _orphans(source, start) else start


def _orphans(source: MarkedLines, index: int) -> bool:
    """Whether the affiliated keywords above a line belong to no element."""
    if index >= source.stop or source.line(index).type in ("blank", "comment"):
        return True
    return is_like_clock(source.lines[index])


def _ends_with_keyword(source: MarkedLines, start: int, limit: int) -> bool:
    """Whether only affiliated keywords follow up to the end of the element around a line."""
    return first_of(source.unaffiliated, start, limit) is None and not _orphans(source, limit)


def _element(source: MarkedLines, part: _Part, children: tuple[Element, ...] = ()) -> Element:
    begin, start, (kind, (first, after), _, name, value, offset, head), end = part
    text_end = source.after_text(end)
    if text_end <= begin:
        text_end = min(begin + 1, end)
    offset = offset if first == start else 0
    return Element(
        kind, begin, start, first, after, text_end, end, offset, name, value, head, children
    )
