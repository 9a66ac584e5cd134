"""Headings that a Markdown page shows as numbered items, for they stand too deep (ox-md)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.importers.page_keywords import Keywords

_ITEM = re.compile(r"(\d{1,9})\.( +)(?=\S)(.*)")
_STEP = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A heading as an item: what its line says, and the lines below it without their margin."""

    title: str
    lines: Sequence[str]


def deep_items(
    lines: Sequence[str], keywords: Keywords, *, certain: bool
) -> tuple[Sequence[str], list[Item]]:
    """The text, and the items that are headings: they come last.

    A list is tight; a heading has a blank line about it, and mostly a keyword. ``certain`` says
    that headings can begin here without one.
    """
    starts = [i for i, line in enumerate(lines) if line[:1].isdigit() and _ITEM.fullmatch(line)]
    for start in starts:
        items = _items(lines, start)
        if items is not None and _are_headings(lines, start, items, keywords, certain=certain):
            return lines[:start], items
    return lines, []


def _items(lines: Sequence[str], start: int) -> list[Item] | None:
    """The items from a line on, None where something else comes between them."""
    found: list[Item] = []
    index, number = start, 1
    while index < len(lines):
        match = _ITEM.fullmatch(lines[index])
        if not match or int(match[1]) != number:
            return None
        width = max(_STEP, len(match[1]) + 1 + len(match[2]))
        stop = _end(lines, index, width)
        if lines[index + 1 : index + 2] not in ([], [""]) or not _ends_blank(lines, stop):
            return None
        found.append(Item(match[3], [line[width:] for line in lines[index + 1 : stop]]))
        index, number = stop, number + 1
    return found


def _end(lines: Sequence[str], index: int, width: int) -> int:
    """The line after an item: the next one that stands at its own margin."""
    margin = " " * width
    rest = range(index + 1, len(lines))
    return next((i for i in rest if lines[i] and not lines[i].startswith(margin)), len(lines))


def _ends_blank(lines: Sequence[str], stop: int) -> bool:
    return stop == len(lines) or not lines[stop - 1].strip()


def _are_headings(
    lines: Sequence[str], start: int, items: Sequence[Item], keywords: Keywords, *, certain: bool
) -> bool:
    if start and lines[start - 1].strip():
        return False
    return certain or any(_has_keyword(item, keywords) for item in items)


def _has_keyword(item: Item, keywords: Keywords) -> bool:
    """Whether the item has one, or one below it has."""
    return bool(keywords.split(item.title)[0]) or any(
        keywords.split(match[3])[0] for match in _numbered(item.lines)
    )


def _numbered(lines: Sequence[str]) -> Iterator[re.Match[str]]:
    return (match for line in lines if (match := _ITEM.fullmatch(line.strip())))
