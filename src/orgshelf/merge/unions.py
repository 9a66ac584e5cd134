"""What both sides put in at the same place: all of it, and once what both put in."""

from collections.abc import Iterator, Sequence

from orgshelf.merge.three import Conflict, Piece, Three
from orgshelf.org.elements.line_types import line_type
from orgshelf.org.elements.node import Element
from orgshelf.org.elements.section import read_section

Lines = tuple[str, ...]


def union(versions: Three[Lines], *, together: bool) -> Sequence[Piece]:
    """The lines of ours and then those of theirs.

    Elements that ours has too (paragraphs, blocks, items) are left out of theirs. Lines that do
    not go ``together`` are a conflict.
    """
    ours, theirs = versions.ours, versions.theirs
    if not together:
        return [Conflict(ours, theirs)]
    known = {_words(element) for element in _elements(ours)}
    rest = [element for element in _elements(theirs) if _words(element) not in known]
    if not rest:
        return ours
    return [*ours, *_between(ours, rest[0]), *(line for element in rest for line in element)]


def _elements(lines: Lines) -> Iterator[Lines]:
    """The lines in pieces that mean something by themselves, with the blank ones beside them."""
    at = 0
    for element in _leaves(read_section(lines)):
        if element.end > at:
            yield lines[at : element.end]
            at = element.end
    if at < len(lines):
        yield lines[at:]


def _leaves(section: Element) -> Iterator[Element]:
    for element in section.children:
        yield from element.children if element.kind == "plain-list" else (element,)


def _words(lines: Lines) -> Lines:
    """The lines that are not blank, without the blanks around them."""
    return tuple(filter(None, (line.strip() for line in lines)))


def _between(above: Lines, below: Lines) -> Iterator[str]:
    """A blank line, where two paragraphs would become one."""
    if above and below and line_type(above[-1]).type == line_type(below[0]).type == "text":
        yield ""
