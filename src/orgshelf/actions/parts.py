"""The parts of a work to be added: so many, or their titles line by line."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.errors import UsageError
from orgshelf.org.edit.compose import NewHeading, NewSubtree
from orgshelf.text import indentation

#: More than any table of contents has.
MOST_PARTS = 1_000
_DEEPEST = 10
_BULLET = re.compile(r"(?:[-+*•]|\[[ xX]\])[ \t]+")
#: What a part of each kind is called; of others it is a part.
_NAMES = {"book": "Chapter", "course": "Lesson"}

#: Headings to be added below a work.
Parts = tuple[NewSubtree, ...]
#: A line's indentation and its title.
_Line = tuple[int, str]


def numbered(count: int, kind: str) -> Parts:
    """``Chapter 1``, ``Chapter 2`` and so on."""
    name = _NAMES.get(kind, "Part")
    return tuple(_part(f"{name} {number}") for number in range(1, count + 1))


def outline(text: str) -> Parts:
    """A title a line; what is indented more than the line above is below it.

    Bullets before a title are left out.

    Raises:
        UsageError: there is none, or there are too many, or they are nested too deep.
    """
    lines = [(indentation(line), line.strip()) for line in text.expandtabs().splitlines()]
    found = [(depth, _title(words)) for depth, words in lines if words]
    if not 1 <= len(found) <= MOST_PARTS:
        raise UsageError(f"Give the titles of 1 to {MOST_PARTS} parts, one a line.")
    return tuple(_nested(found, _DEEPEST))


def _title(words: str) -> str:
    return " ".join(_BULLET.sub("", words, count=1).split())


def _nested(lines: Sequence[_Line], depth: int) -> Iterator[NewSubtree]:
    """The parts of lines of which the first is the least indented."""
    if lines and not depth:
        raise UsageError("The parts are nested too deep: indent fewer of them.")
    start = 0
    while start < len(lines):
        indent, title = lines[start]
        inside = (i for i in range(start + 1, len(lines)) if lines[i][0] <= indent)
        stop = next(inside, len(lines))
        yield _part(title, tuple(_nested(lines[start + 1 : stop], depth - 1)))
        start = stop


def _part(title: str, below: Parts = ()) -> NewSubtree:
    return NewSubtree(NewHeading(title, None), below=below)
