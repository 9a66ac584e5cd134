"""What the lines of an entry are to Org, as far as an edit must know (org-element)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgshelf.org.syntax.drawers import drawer_name

_BEGIN = re.compile(
    r"[ \t]*#\+begin_(src|example|export|comment|verse)(?:[ \t]|$)", re.IGNORECASE | re.ASCII
)
_NO_OBJECTS = re.compile(r"[ \t]*(?:#(?: |$|\+\S)|:(?: |$)|CLOCK:|%%\()")
_CLOCK = re.compile(r"[ \t]*CLOCK:")
_PROTECTED = re.compile(
    r"(?<![^\s\-–—('\"{])(?:=[^\s=](?:[^=]*[^\s=])?=|~[^\s~](?:[^~]*[^\s~])?~)(?![^\s\-–—.,;:!?'\")}\\\[])"
    r"|\[\[[^\]]*\](?:\[[^\]]*\])?\]"
)


class Block(NamedTuple):
    """A block whose text Org does not read; both lines are part of it, counted from 0."""

    kind: str
    start: int
    end: int


def verbatim_blocks(lines: Sequence[str], start: int, stop: int) -> Iterator[Block]:
    """The closed src, example, export, comment and verse blocks between two lines."""
    marked = [i for i in range(start, stop) if "#+" in lines[i]]
    after = start
    for index in marked:
        begin = _BEGIN.match(lines[index]) if index >= after else None
        if begin is None:
            continue
        closing = f"#+end_{begin[1]}".lower()
        ends = (i for i in marked if i > index and lines[i].strip(" \t").lower() == closing)
        end = next(ends, None)
        if end is not None:
            yield Block(begin[1].lower(), index, end)
            after = end + 1


def verbatim_lines(lines: Sequence[str], start: int, stop: int, *, but: str = "") -> frozenset[int]:
    """The lines of all such blocks ``but`` those of one kind."""
    blocks = (block for block in verbatim_blocks(lines, start, stop) if block.kind != but)
    return frozenset(i for block in blocks for i in range(block.start, block.end + 1))


def find_drawer(lines: Sequence[str], name: str, start: int, stop: int) -> tuple[int, int] | None:
    """The first and the last line of the first drawer of that name, in any case."""
    hidden = verbatim_lines(lines, start, stop)
    names = {i: drawer_name(lines[i]) for i in range(start, stop) if i not in hidden}
    ends = [i for i, found in names.items() if found == "END"]
    after = start
    for index, found in names.items():
        place = bisect_right(ends, index)
        if found in (None, "END") or index < after or place == len(ends):
            continue
        if found == name.upper():
            return index, ends[place]
        after = ends[place] + 1
    return None


def has_clock(lines: Sequence[str], start: int, stop: int) -> bool:
    """Whether a CLOCK line stands between two lines (org-at-clock-log-p)."""
    clocks = [i for i in range(start, stop) if _CLOCK.match(lines[i])]
    return bool(clocks) and not verbatim_lines(lines, start, stop).issuperset(clocks)


def object_lines(lines: Sequence[str], start: int, stop: int) -> Iterator[int]:
    """The lines whose timestamps Org reads as such."""
    hidden = verbatim_lines(lines, start, stop, but="verse")
    for index in range(start, stop):
        if index not in hidden and not _NO_OBJECTS.match(lines[index]):
            yield index


def protected_spans(line: str) -> list[tuple[int, int]]:
    """Where on a line Org reads no timestamp: verbatim, code and links."""
    return [match.span() for match in _PROTECTED.finditer(line)]
