"""Where the items of a plain list end (org-element--list-struct)."""

import re
from collections.abc import Callable, Iterator

from orgshelf.org.elements.marked_lines import DRAWER_END, MarkedLines
from orgshelf.org.elements.node import ItemHead

# Compiled when the first list is read.
_HEAD = (
    r"[ \t]*((?:[-+*]|(?:[0-9]+|[A-Za-z])[.)])(?:[ \t]+|$))"
    r"(?:\[@(?:start:)?([0-9]+|[A-Za-z])\][ \t]*)?(?:(\[[ X-]\])(?:[ \t]+|$))?"
)
_TAG_END = re.compile(r"[ \t]::(?=[ \t]|$)")


def indentation(line: str) -> int:
    """How far a line is indented (org-current-text-column): a tab counts eight anywhere."""
    blanks = len(line) - len(line.lstrip(" \t"))
    return blanks + 7 * line.count("\t", 0, blanks)


def tab_stop_indentation(line: str) -> int:
    """The same where a tab leads to the next multiple of eight (org-current-text-indentation)."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(8))


class ListStructure:
    """The column and the end of each item that begins on a line, also of the lists in items.

    ``roots`` are the items that no other one was open above: from each of them on the same
    structure would be found.
    """

    def __init__(self) -> None:
        self.columns: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self.roots: set[int] = set()

    def list_end(self, begin: int) -> int:
        """Where the list ends whose first item is on a line: its items stand in one column."""
        column, end = self.columns[begin], self.ends[begin]
        while self.columns.get(end) == column:
            end = self.ends[end]
        return end


def list_structure(
    source: MarkedLines, start: int, limit: int, column_of: Callable[[str], int] = indentation
) -> ListStructure:
    """Read the items from a line on, up to where none of them goes on."""
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
    """Each line with its column, not those inside blocks and drawers; -1 at two blank lines."""
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
    """The line that ends the block or the drawer that begins on a line, closed before ``limit``."""
    line = source.line(index)
    if line.type == "block":
        return source.end_of(f"_{line.name.lower()}", index, limit)
    if line.type == "drawer":
        return source.end_of(DRAWER_END, index, limit)
    unnamed = line.type == "keyword" and line.name.lower() == "begin"
    is_dynamic = unnamed or line.type == "dynamic-block"
    return source.end_of(":", index, limit) if is_dynamic else None


def item_head(line: str) -> tuple[ItemHead, int]:
    """What the line of an item says before its text, and where that begins."""
    match = re.match(_HEAD, line)
    assert match is not None, line  # the line begins an item
    tags = [*_TAG_END.finditer(line, match.end())] if "::" in line else []
    ordered = match[1][0] not in "-+*"
    tag = line[match.end() : tags[-1].start()] if tags and not ordered else None
    offset = tags[-1].end() if tag is not None else match.end()
    return ItemHead(match[1], match[2], match[3], tag), offset
