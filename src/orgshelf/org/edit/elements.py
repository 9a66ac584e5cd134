"""What the lines of an entry are to Org, as far as an edit must know (org-element)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgshelf.org.syntax.drawers import drawer_name

_VERBATIM = frozenset(("src", "example", "export", "comment", "verse"))
_BLOCK_EDGE = re.compile(
    r"[ \t]*#\+(?:begin_(\S+)(?:[ \t]|$)|end_(\S+)[ \t]*$)", re.IGNORECASE | re.ASCII
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
    after = start
    for block in _closed_blocks(lines, start, stop):
        if block.kind in _VERBATIM and block.start >= after:
            yield block
            after = block.end + 1


def _closed_blocks(lines: Sequence[str], start: int, stop: int) -> Iterator[Block]:
    """Each line that begins a block of any kind, with the next that ends one of its kind."""
    marked = [(i, match) for i in range(start, stop) if (match := _BLOCK_EDGE.match(lines[i]))]
    ends: dict[str, list[int]] = {}
    for index, match in marked:
        if match[2]:
            ends.setdefault(match[2].lower(), []).append(index)
    for index, match in marked:
        kind = (match[1] or "").lower()
        place = bisect_right(ends.get(kind, ()), index)
        if kind and place < len(ends.get(kind, ())):
            yield Block(kind, index, ends[kind][place])


def verbatim_lines(lines: Sequence[str], start: int, stop: int, *, but: str = "") -> frozenset[int]:
    """The lines of all such blocks ``but`` those of one kind."""
    blocks = (block for block in verbatim_blocks(lines, start, stop) if block.kind != but)
    return frozenset(i for block in blocks for i in range(block.start, block.end + 1))


def drawers(lines: Sequence[str], start: int, stop: int) -> Iterator[Drawer]:
    """The closed drawers between two lines; one that begins in a block must end in it."""
    hidden = verbatim_lines(lines, start, stop)
    names = {i: drawer_name(lines[i]) for i in range(start, stop) if i not in hidden}
    ends = [i for i, found in names.items() if found == "END"]
    limits = _limits(lines, start, stop)
    after = start
    for index, found in names.items():
        place = bisect_right(ends, index)
        if found in (None, "END") or index < after or place == len(ends):
            continue
        if ends[place] < limits[index - start]:
            yield Drawer(found, index, ends[place])
            after = ends[place] + 1


def _limits(lines: Sequence[str], start: int, stop: int) -> list[int]:
    """For each line the one that ends the innermost block it is in, ``stop`` outside of all."""
    ends = {block.start: block.end for block in _closed_blocks(lines, start, stop)}
    limits, around = list[int](), [stop]
    for index in range(start, stop):
        while around[-1] < index:
            around.pop()
        if ends.get(index, stop) < around[-1]:
            around.append(ends[index])
        limits.append(around[-1])
    return limits


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
