"""The structure of plain lists: the end of each item (org-element--list-struct)."""

import re
from collections.abc import Callable, Iterator

from orgshelf.org.elements.marked_lines import DRAWER_END, MarkedLines
from orgshelf.org.elements.node import ItemHead

# Compiled on first use.
_HEAD = (
    r"[ \t]*((?:[-+*]|(?:[0-9]+|[A-Za-z])[.)])(?:[ \t]+|$))"
    r"(?:\[@(?:start:)?([0-9]+|[A-Za-z])\][ \t]*)?(?:(\[[ X-]\])(?:[ \t]+|$))?"
)
_TAG_END = re.compile(r"[ \t]::(?=[ \t]|$)")


def indentation(line: str) -> int:
    """The column of a line's text (org-current-text-column); every tab counts as eight."""
    blanks = len(line) - len(line.lstrip(" \t"))
    return blanks + 7 * line.count("\t", 0, blanks)


def tab_stop_indentation(line: str) -> int:
    """The column of a line's text with tab stops of eight (org-current-text-indentation)."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(8))


class ListStructure:
    """The column and the end of each item, by its first line, including those of sublists.

    ``roots`` are the items outside of any other item: parsing from any of them gives the same
    structure.
    """

    def __init__(self) -> None:
        self.columns: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self.roots: set[int] = set()

    def list_end(self, begin: int) -> int:
        """The end of the list that begins on a line, whose items have the same column."""
        column, end = self.columns[begin], self.ends[begin]
        while self.columns.get(end) == column:
            end = self.ends[end]
        return end


def list_structure(
    source: MarkedLines, start: int, limit: int, column_of: Callable[[str], int] = indentation
) -> ListStructure:
    """The structure of the outermost list that begins on a line."""
    found = ListStructure()
    waiting: list[tuple[int, int]] = []

    def end_items(column: int, end: int) -> None:
        while waiting and waiting[-1][1] >= column:
            found.ends[waiting.pop()[0]] = end

    for index, column in _text_lines(source, start, limit, column_of):
        if column < 0:  # two blank lines
            end_items(0, index)
            return found
        if source.line(index).type == "item":
            end_items(column, index)
            if not waiting:
                found.roots.add(index)
            waiting.append((index, column))
            found.columns[index] = column
            continue
        end_items(column, source.after_text(index))
        if not waiting:
            return found
    end_items(0, source.after_text(limit))
    return found


def _text_lines(
    source: MarkedLines, start: int, limit: int, column_of: Callable[[str], int]
) -> Iterator[tuple[int, int]]:
    """Each line with its column, without those inside blocks and drawers; -1 at two blank lines."""
    index = start
    while index < limit:
        line = source.line(index)
        if line.type != "blank":
            yield index, column_of(source.lines[index])
            end = enclosing_end(source, index, limit)
            index = index if end is None else end
        elif index + 1 < source.stop and source.line(index + 1).type == "blank":
            yield index, -1
        index += 1


def enclosing_end(source: MarkedLines, index: int, limit: int) -> int | None:
    """The last line of the block or drawer that begins on a line, before ``limit``."""
    line = source.line(index)
    if line.type == "block":
        return source.end_of(f"_{line.name.lower()}", index, limit)
    if line.type == "drawer":
        return source.end_of(DRAWER_END, index, limit)
    unnamed = line.type == "keyword" and line.name.lower() == "begin"
    is_dynamic = unnamed or line.type == "dynamic-block"
    return source.end_of(":", index, limit) if is_dynamic else None


def item_head(line: str) -> tuple[ItemHead, int]:
    """Parse the head of an item: bullet, counter, checkbox and tag, and where its text begins."""
    match = re.match(_HEAD, line)
    assert match is not None, line  # the line begins an item
    tags = [*_TAG_END.finditer(line, match.end())] if "::" in line else []
    ordered = match[1][0] not in "-+*"
    tag = line[match.end() : tags[-1].start()] if tags and not ordered else None
    offset = tags[-1].end() if tag is not None else match.end()
    return ItemHead(match[1], match[2], match[3], tag), offset
