"""What the lines of an entry are to Org, as far as an edit must know (org-element)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgshelf.org.syntax.drawers import drawer_name

_BEGIN = re.compile(
    r"[ \t]*#\+begin_(src|example|export|comment|verse)(?:[ \t]|$)", re.IGNORECASE | re.ASCII
)
_END = re.compile(
    r"[ \t]*#\+end_(src|example|export|comment|verse)[ \t]*$", re.IGNORECASE | re.ASCII
)
_NO_OBJECTS = re.compile(r"[ \t]*(?:#(?: |$|\+\S)|:(?: |$)|CLOCK:|%%\()")
_CLOCK = re.compile(r"[ \t]*CLOCK:")
_PROTECTED = re.compile(
    r"(?<![^\s\-–—('\"{])"
    r"(?:=[^\s=](?:[^=]*[^\s=])?=|~[^\s~](?:[^~]*[^\s~])?~)"
    r"(?![^\s\-–—.,;:!?'\")}\\\[])"
    r"|\[\[[^\[\]]*\](?:\[[^\[\]]*\])?\]"
)


class Block(NamedTuple):
    """A block whose text Org does not read; both lines are part of it, counted from 0."""

    kind: str
    start: int
    end: int


class Drawer(NamedTuple):
    """A drawer by its upper-case name; both lines are part of it, counted from 0."""

    name: str
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether it holds nothing, not even a blank line."""
        return self.end == self.start + 1


def verbatim_blocks(lines: Sequence[str], start: int, stop: int) -> Iterator[Block]:
    """The closed src, example, export, comment and verse blocks between two lines."""
    marked = [i for i in range(start, stop) if "#+" in lines[i]]
    ends: dict[str, list[int]] = {}
    for index in marked:
        if end := _END.match(lines[index]):
            ends.setdefault(end[1].lower(), []).append(index)
    after = start
    for index in marked:
        begin = _BEGIN.match(lines[index]) if index >= after else None
        if begin is None:
            continue
        kind = begin[1].lower()
        closing = ends.get(kind, [])
        place = bisect_right(closing, index)
        if place < len(closing):
            yield Block(kind, index, closing[place])
            after = closing[place] + 1


def verbatim_lines(lines: Sequence[str], start: int, stop: int, *, but: str = "") -> frozenset[int]:
    """The lines of all such blocks ``but`` those of one kind."""
    blocks = (block for block in verbatim_blocks(lines, start, stop) if block.kind != but)
    return frozenset(i for block in blocks for i in range(block.start, block.end + 1))


def drawers(lines: Sequence[str], start: int, stop: int) -> Iterator[Drawer]:
    """The closed drawers between two lines, outside verbatim blocks."""
    hidden = verbatim_lines(lines, start, stop)
    names = {i: drawer_name(lines[i]) for i in range(start, stop) if i not in hidden}
    ends = [i for i, found in names.items() if found == "END"]
    after = start
    for index, found in names.items():
        place = bisect_right(ends, index)
        if found in (None, "END") or index < after or place == len(ends):
            continue
        yield Drawer(found, index, ends[place])
        after = ends[place] + 1


def find_drawer(lines: Sequence[str], name: str, start: int, stop: int) -> tuple[int, int] | None:
    """The first and the last line of the first drawer of that name, in any case."""
    found = (d for d in drawers(lines, start, stop) if d.name == name.upper())
    return next(((drawer.start, drawer.end) for drawer in found), None)


def clock_lines(lines: Sequence[str], start: int, stop: int) -> list[int]:
    """The CLOCK lines between two lines (org-clock-line-re)."""
    clocks = [i for i in range(start, stop) if _CLOCK.match(lines[i])]
    hidden = verbatim_lines(lines, start, stop) if clocks else frozenset()
    return [i for i in clocks if i not in hidden]


def has_clock(lines: Sequence[str], start: int, stop: int) -> bool:
    """Whether a CLOCK line stands between two lines (org-at-clock-log-p)."""
    return bool(clock_lines(lines, start, stop))


def object_lines(lines: Sequence[str], start: int, stop: int) -> Iterator[int]:
    """The lines whose timestamps Org reads as such."""
    hidden = verbatim_lines(lines, start, stop, but="verse")
    for index in range(start, stop):
        if index not in hidden and not _NO_OBJECTS.match(lines[index]):
            yield index


def unprotected(line: str) -> str:
    """The line with blanks for its verbatim, its code and its links, where Org reads no stamp."""
    return _PROTECTED.sub(lambda match: " " * len(match[0]), line)
