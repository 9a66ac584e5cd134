"""Plain lists, as far as a log note must know where one is (org-list)."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.org.edit.columns import indentation

ITEM = re.compile(r"(?:[ \t]*(?:[-+]|[0-9]+[.)])|[ \t]+\*)(?:[ \t]+|$)")
_BLOCK_END = re.compile(r"[ \t]*#\+end_", re.IGNORECASE)
_BLOCK_BEGIN = re.compile(r"[ \t]*#\+begin_", re.IGNORECASE)
_DRAWER_END = re.compile(r"[ \t]*:END:", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:[\w-]+:[ \t]*$")


def is_blank(line: str) -> bool:
    """Whether nothing but blanks is on the line."""
    return not line.strip(" \t")


def list_column(lines: Sequence[str], place: int, top: int) -> int | None:
    """The indentation of the list that goes on at line ``place``; None where none does.

    ``top`` is the first line that may belong to it (org-in-item-p, org-list-struct).
    """
    found: int | None = None
    limit: float = float("inf")
    for column, is_item in _upwards(lines, place, top):
        if not is_item and column == 0:
            break
        if not is_item:
            limit = min(limit, column)
        elif column < limit:
            limit = limit if found is not None else float("inf")
            found = column
    return found


def item_end(lines: Sequence[str], item: int, stop: int) -> int:
    """The line after an item, blank lines at its end not counted."""
    column = indentation(lines[item])
    end = index = item + 1
    while index < stop:
        if is_blank(lines[index]):
            if is_blank(lines[index - 1]):
                break
        elif indentation(lines[index]) <= column:
            break
        else:
            index = _skip_down(lines, index, stop)
            end = index + 1
        index += 1
    return end


def _upwards(lines: Sequence[str], place: int, top: int) -> Iterator[tuple[int, bool]]:
    """Indentation of each line above ``place``, and whether it begins an item.

    Blocks and drawers count as their first line; two blank lines end a list.
    """
    index = place - 1
    while index >= top:
        if not is_blank(lines[index]):
            index = _skip_up(lines, index, top)
            yield indentation(lines[index]), ITEM.match(lines[index]) is not None
        elif index > top and is_blank(lines[index - 1]):
            return
        index -= 1


def _skip_up(lines: Sequence[str], index: int, top: int) -> int:
    """The first line of the block or drawer that ends at ``index``, else the line itself."""
    for end, begin in ((_BLOCK_END, _BLOCK_BEGIN), (_DRAWER_END, _DRAWER)):
        if end.match(lines[index]):
            above = (i for i in range(index - 1, top - 1, -1) if begin.match(lines[i]))
            return next(above, index)
    return index


def _skip_down(lines: Sequence[str], index: int, stop: int) -> int:
    """The last line of the block or drawer that begins at ``index``, else the line itself."""
    for begin, end in ((_BLOCK_BEGIN, _BLOCK_END), (_DRAWER, _DRAWER_END)):
        if begin.match(lines[index]):
            below = (i for i in range(index + 1, stop) if end.match(lines[i]))
            return next(below, index)
    return index
