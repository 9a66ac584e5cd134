"""Quote blocks with their pages."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.model import Quote
from orgshelf.org.elements.node import Element, of_kind, walk
from orgshelf.org.elements.section import read_body

_PAGE_LINE = re.compile(
    r"[ \t]*+(?:[-+][ \t]++)?+(?:pp?\.[ \t]*+)?+(\d++(?:[-–]\d++)?+)[ \t]*+:?[ \t]*+$"
)
_SILENT = frozenset(("comment", "comment-block", "keyword"))
_PAGE_MARK = re.compile(r"\bpp?\.[ \t]*(\d+(?:[-–]\d+)?)")


def find_quotes(lines: Sequence[str], first: int, page: str | None = None) -> Iterator[Quote]:
    """All quote blocks with text, in order; ``first`` is the line number of ``lines[0]``.

    Its page is the number on the line before it (``12:``, ``p. 12``), else a ``p. 12`` within
    it, else ``page``, the entry's own.
    """
    if any("#+" in line for line in lines):
        yield from quotes_in(read_body(tuple(lines)), lines, first, page)


def quotes_in(
    root: Element, lines: Sequence[str], first: int, page: str | None = None
) -> Iterator[Quote]:
    """All quote blocks of a parsed section."""
    for block in of_kind(root, "quote-block"):
        if text := quote_text(block, lines):
            found = _page(lines, block.begin, text) or page
            yield Quote(text, found, first + block.post_affiliated)


def quote_text(block: Element, lines: Sequence[str]) -> str:
    """The text of a quote block, without comments and the first and last lines of blocks in it."""
    silent = {place for child in block.children for place in _silent_lines(child)}
    inside = range(block.contents_begin, block.contents_end)
    return "\n".join(lines[at].strip() for at in inside if at not in silent).strip("\n")


def _silent_lines(root: Element) -> Iterator[int]:
    """The lines of an element and its descendants that are not text to read."""
    for element in walk(root):
        yield from range(element.begin, element.post_affiliated)
        if element.kind in _SILENT:
            yield from range(element.begin, element.text_end)
        elif element.kind.endswith("-block"):
            yield from (element.post_affiliated, element.text_end - 1)


def quote_starts(lines: Sequence[str]) -> list[int]:
    """The first lines (from 0) of the quote blocks, including a page above them.

    Blocks inside of lists and other blocks are left out.
    """
    if not any("#+" in line for line in lines):
        return []
    found = (e for e in read_body(tuple(lines)).children if e.kind == "quote-block")
    return [_start(lines, block.begin) for block in found if quote_text(block, lines)]


def _start(lines: Sequence[str], begin: int) -> int:
    before = _line_before(lines, begin)
    return before if before >= 0 and _PAGE_LINE.match(lines[before]) else begin


def _page(lines: Sequence[str], begin: int, text: str) -> str | None:
    """The page on the line above the block, ignoring blank lines, else one marked inside it."""
    before = _line_before(lines, begin)
    line = _PAGE_LINE.match(lines[before]) if before >= 0 else None
    match = line or _PAGE_MARK.search(text)
    return match[1] if match else None


def _line_before(lines: Sequence[str], begin: int) -> int:
    """The last line with text above a line; -1 without any."""
    before = begin - 1
    while before >= 0 and not lines[before].strip():
        before -= 1
    return before
