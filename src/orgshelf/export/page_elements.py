"""What the lines of an entry are: where its blocks, lists and paragraphs begin and end."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from orgshelf.export.page_text import Places
from orgshelf.org.edit.plain_lists import Item, PlainList, closing_lines, outline

#: The line that begins or ends a LaTeX environment.
ENVIRONMENT = re.compile(r"[ \t]*\\(begin|end)\{([A-Za-z0-9*]+)\}")
_KINDS = re.compile(
    r"(?P<hidden>[ \t]*(?:#(?: |$|\+\S+:)|CLOCK:)|%%\()"
    r"|(?P<fixed>[ \t]*:(?: |$))"
    r"|(?P<rule>[ \t]*-{5,}[ \t]*$)"
    r"|(?P<table>[ \t]*\|)"
    r"|(?P<drawn>[ \t]*\+(?:-+\+)+[ \t]*$)"
    r"|(?P<footnote>\[fn:[-\w]+\])"
)
#: The label that begins a footnote's text.
FOOTNOTE = re.compile(r"\[fn:([-\w]+)\][ \t]*")


class Region(NamedTuple):
    """Lines to be shown; the item that begins at ``own`` is what they are in."""

    start: int
    stop: int
    depth: int
    own: int = -1


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry's lines, where its blocks and lists are, and what it can lead to."""

    lines: list[str]
    closing: Mapping[int, int]
    list_at: Mapping[int, PlainList]
    item_at: Mapping[int, Item]
    places: Places


def read_entry(lines: Sequence[str], places: Places) -> EntryText:
    """Find the blocks and the lists of an entry."""
    stop = len(lines)
    entry = outline(lines, 0, stop)
    items = {
        item.line: item
        for found in entry.lists
        for item in found.items
        if entry.list_at.get(item.line) is found
    }
    closing = {**closing_lines(lines, 0, stop), **_environments(lines)}
    return EntryText(list(lines), closing, entry.list_at, items, places)


def _environments(lines: Sequence[str]) -> dict[int, int]:
    """For each line that begins a LaTeX environment the one that ends it."""
    found: dict[int, int] = {}
    ends: dict[str, int] = {}
    for index in reversed(range(len(lines))):
        match = ENVIRONMENT.match(lines[index])
        if match and match[1] == "end":
            ends[match[2]] = index
        elif match and match[2] in ends:
            found[index] = ends[match[2]]
    return found


def kind_of(text: EntryText, index: int, region: Region) -> str:
    """What begins on a line."""
    line = text.lines[index]
    if not line.strip():
        return "blank"
    if text.closing.get(index, region.stop) < region.stop:
        return "closed"
    if index in text.list_at and index != region.own:
        return "list"
    match = _KINDS.match(line)
    return (match.lastgroup or "") if match else "text"


def end_of(text: EntryText, index: int, region: Region, kind: str) -> int:
    """The line after what begins on a line."""
    match kind:
        case "closed":
            return text.closing[index] + 1
        case "list":
            return min(siblings(text, index, region.stop)[-1].end, region.stop)
        case "blank" | "hidden" | "rule":
            return index + 1
        case "footnote":
            return footnote_end(text.lines, index, region.stop)
    rest = range(index + 1, region.stop)
    return index + 1 + sum(1 for _ in takewhile(lambda i: kind_of(text, i, region) == kind, rest))


def footnote_end(lines: Sequence[str], start: int, stop: int) -> int:
    """The line after a footnote's text: it goes to the next one, or to two blank lines."""
    for index in range(start + 1, stop):
        blank = not lines[index].strip() and not lines[index - 1].strip()
        if blank or FOOTNOTE.match(lines[index]):
            return index
    return stop


def siblings(text: EntryText, index: int, stop: int) -> list[Item]:
    """The item on a line and those that follow it in its list, up to a line."""
    found, item = text.list_at[index], text.item_at[index]
    parent, following = item.parent, [item]
    while item.end < stop and text.list_at.get(item.end) is found:
        item = text.item_at[item.end]
        if parent is not None and item.parent != parent:
            break
        following.append(item)
    return following
