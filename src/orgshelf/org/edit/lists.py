"""Plain lists, as far as a log note must know where one is (org-list)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from orgshelf.text import indentation

ITEM = re.compile(r"(?:[ \t]*(?:[-+]|[0-9]+[.)])|[ \t]+\*)(?:[ \t]+|$)")
_BLOCK_END = re.compile(r"[ \t]*#\+end_", re.IGNORECASE)
_BLOCK_BEGIN = re.compile(r"[ \t]*#\+begin_", re.IGNORECASE)
_DRAWER_END = re.compile(r"[ \t]*:END:", re.IGNORECASE)
_DRAWERS = (_DRAWER_END, re.compile(r"[ \t]*:[\w-]+:[ \t]*$"))


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


def item_end(lines: Sequence[str], item: int, stop: int, enclosed: Mapping[int, int]) -> int:
    """The line after an item, blank lines at its end not counted.

    ``enclosed`` has the last line for each first line of a block or drawer.
    """
    column = indentation(lines[item])
    end = index = item + 1
    while index < stop:
        if is_blank(lines[index]):
            if is_blank(lines[index - 1]):
                break
        elif indentation(lines[index]) <= column:
            break
        else:
            index = enclosed.get(index, index)
            end = index + 1
        index += 1
    return end


def enclosed_below(lines: Sequence[str], start: int, stop: int) -> dict[int, int]:
    """The line that closes it, for each line that begins a block or a drawer."""
    return _nearest(lines, reversed(range(start, stop)), (_BLOCK_END, _BLOCK_BEGIN), _DRAWERS)


def _enclosed_above(lines: Sequence[str], start: int, stop: int) -> dict[int, int]:
    """The line that begins it, for each line that closes a block or a drawer."""
    return _nearest(lines, range(start, stop), (_BLOCK_BEGIN, _BLOCK_END), _DRAWERS[::-1])


def _nearest(
    lines: Sequence[str], indexes: Iterable[int], *kinds: tuple[re.Pattern[str], re.Pattern[str]]
) -> dict[int, int]:
    """For each line of a kind's second pattern the last one passed of its first."""
    found: dict[int, int] = {}
    passed: dict[re.Pattern[str], int] = {}
    for index in indexes:
        for first, second in kinds:
            if second.match(lines[index]) and first in passed:
                found.setdefault(index, passed[first])
            if first.match(lines[index]):
                passed[first] = index
    return found


def _upwards(lines: Sequence[str], place: int, top: int) -> Iterator[tuple[int, bool]]:
    """Indentation of each line above ``place``, and whether it begins an item.

    Blocks and drawers count as their first line; two blank lines end a list.
    """
    enclosed = _enclosed_above(lines, top, place)
    index = place - 1
    while index >= top:
        if not is_blank(lines[index]):
            index = enclosed.get(index, index)
            yield indentation(lines[index]), ITEM.match(lines[index]) is not None
        elif index > top and is_blank(lines[index - 1]):
            return
        index -= 1
