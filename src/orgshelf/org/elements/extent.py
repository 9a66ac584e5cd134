"""The extent of the element that begins on a line (org-element-*-parser)."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from orgshelf.org.elements.line_types import LineType
from orgshelf.org.elements.marked_lines import (
    DRAWER_END,
    DYNAMIC_END,
    MarkedLines,
    environment_name,
    first_of,
)
from orgshelf.org.elements.node import ItemHead, Kind

_BLOCKS: Mapping[str, Kind] = {
    "center": "center-block",
    "comment": "comment-block",
    "example": "example-block",
    "export": "export-block",
    "quote": "quote-block",
    "src": "src-block",
    "verse": "verse-block",
}
_TBLFM = re.compile(r"[ \t]*#\+TBLFM: ", re.IGNORECASE | re.ASCII)
# Lines that never end a paragraph.
_GOING_ON = frozenset(("text", "open-keyword"))
_LABEL_END = re.compile(r"\][ \t]*")


class Extent(NamedTuple):
    """The lines of an element, as in ``node.Element``; ``stop`` is the line after its own last."""

    kind: Kind
    contents: tuple[int, int]
    stop: int
    name: str = ""
    value: str = ""
    offset: int = 0
    head: ItemHead | None = None


_Reader = Callable[[MarkedLines, int, int], Extent | None]


def extent(source: MarkedLines, start: int, limit: int) -> Extent:
    """The element that begins on a line, unless it is a list; it ends before ``limit``.

    An unclosed element is a paragraph, and so is any other text.
    """
    reader = _READERS.get(source.line(start).type)
    found = reader(source, start, limit) if reader else None
    return found or paragraph(source, start, limit)


def paragraph(source: MarkedLines, start: int, limit: int, offset: int = 0) -> Extent:
    """A paragraph from a line on, up to its separator (org-element-paragraph-separate).

    In a block it may begin with blank lines: empty ones are a paragraph of their own, those with
    blanks are part of the next one.
    """
    stop, types = start + 1, source.types
    while source.lines[start] and stop < limit:
        if types[stop - source.start].type not in _GOING_ON and _ends(source, stop, limit):
            break
        stop += 1
    end = max(source.after_text(stop), start + 1)
    return Extent("paragraph", (start, end), stop, offset=offset)


def comment(source: MarkedLines, start: int, limit: int) -> Extent:
    """Lines that begin with ``#``."""
    return _run(source, start, limit, "comment", "comment")


def planning(source: MarkedLines, start: int) -> Extent:
    """The planning line right below a headline."""
    value = source.lines[start].strip(" \t")
    return Extent("planning", (start, start + 1), start + 1, value=value)


def line_after(source: MarkedLines, kind: Kind, start: int) -> Extent:
    """An element of one line."""
    line = source.line(start)
    return Extent(kind, (start, start + 1), start + 1, line.name, line.value)


def _ends(source: MarkedLines, index: int, limit: int) -> bool:
    """Whether a line that is not plain text ends the paragraph above it."""
    if source.line(index).type in ("drawer", "block", "latex-environment"):
        return _closing_line(source, index, limit) is not None
    return True


def _closing_line(source: MarkedLines, start: int, limit: int) -> int | None:
    """The last line of the block, drawer or environment that begins on a line."""
    line = source.line(start)
    match line.type:
        case "block":
            return source.end_of(f"_{line.name.lower()}", start, limit)
        case "dynamic-block":
            return source.end_of(DYNAMIC_END, start, limit)
        case "latex-environment":
            return source.end_of(environment_name(line.name), start, limit)
    return source.end_of(DRAWER_END, start + 1, limit)


def _enclosed(source: MarkedLines, start: int, limit: int) -> Extent | None:
    """A block, a drawer or a LaTeX environment, with the line that ends it."""
    close = _closing_line(source, start, limit)
    if close is None:
        return None
    line = source.line(start)
    begin = min(start + 1, close)
    if line.type == "drawer":
        begin = source.after_blank(start + 1, close)
    return Extent(_enclosing_kind(line.type, line.name), (begin, close), close + 1, *line[1:])


def _enclosing_kind(line_type: LineType, name: str) -> Kind:
    match line_type:
        case "drawer" | "dynamic-block" | "latex-environment":
            return line_type
    return _BLOCKS.get(name.lower(), "special-block")


def _run(source: MarkedLines, start: int, limit: int, line_type: LineType, kind: Kind) -> Extent:
    """A run of lines of one type."""
    stop = start + 1
    while stop < limit and source.line(stop).type == line_type:
        stop += 1
    return Extent(kind, (start, stop), stop)


def _fixed_width(source: MarkedLines, start: int, limit: int) -> Extent:
    return _run(source, start, limit, "fixed-width", "fixed-width")


def _table(source: MarkedLines, start: int, limit: int) -> Extent:
    end = _run(source, start, limit, "table", "table").stop
    return _with_formulas(source, start, end, limit, "org")


def _drawn_table(source: MarkedLines, start: int, limit: int) -> Extent | None:
    """A table.el table, which begins and ends with a rule."""
    end = first_of(source.not_in_table, start, limit) or limit
    if end == start + 1 or source.line(end - 1).type != "table-rule":
        return None
    return _with_formulas(source, start, end, limit, "table.el")


def _with_formulas(source: MarkedLines, start: int, end: int, limit: int, name: str) -> Extent:
    stop = end
    while stop < limit and _TBLFM.match(source.lines[stop]):
        stop += 1
    return Extent("table", (start, end), stop, name)


def _footnote(source: MarkedLines, start: int, limit: int) -> Extent:
    """A footnote definition, up to the next one or to two blank lines."""
    stop = first_of(source.footnote_ends, start + 1, limit)
    if stop is None:
        stop = limit
    elif source.line(stop).type != "blank":
        while stop - 1 > start and source.is_affiliated(stop - 1):
            stop -= 1
    label = _LABEL_END.search(source.lines[start])
    offset = label.end() if label else 0
    begin = start if offset < len(source.lines[start]) else source.after_blank(start + 1, stop)
    end = max(source.after_text(stop), begin)
    name = source.line(start).name
    first = offset if begin == start else 0
    return Extent("footnote-definition", (begin, end), stop, name, offset=first)


def _single(source: MarkedLines, start: int, limit: int) -> Extent:
    return line_after(source, _OF_ONE_LINE[source.line(start).type], start)


_OF_ONE_LINE: Mapping[LineType, Kind] = {
    "babel-call": "babel-call",
    "clock": "clock",
    "diary-sexp": "diary-sexp",
    "horizontal-rule": "horizontal-rule",
    "keyword": "keyword",
    "open-keyword": "keyword",
}
_READERS: Mapping[LineType, _Reader] = {
    **dict.fromkeys(_OF_ONE_LINE, _single),
    "block": _enclosed,
    "comment": comment,
    "drawer": _enclosed,
    "dynamic-block": _enclosed,
    "fixed-width": _fixed_width,
    "footnote-definition": _footnote,
    "latex-environment": _enclosed,
    "table": _table,
    "table-rule": _drawn_table,
}
