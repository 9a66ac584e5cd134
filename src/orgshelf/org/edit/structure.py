"""Editing the outline: order, level and title of headings (Org manual: Structure Editing)."""

from collections.abc import Sequence
from itertools import takewhile

from orgshelf.errors import MoveError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer
from orgshelf.org.edit.headline_text import with_title
from orgshelf.org.edit.statistics import subtree
from orgshelf.org.edit.subtree import extent, subtree_lines
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice


def siblings(document: Document, place: int) -> list[int]:
    """The places of a heading and of those of its level beside it, as Org walks along them.

    A heading of a lesser level ends them (org-get-next-sibling, org-get-previous-sibling).
    """
    levels = document.spans.levels
    own = levels[place]

    def is_beside(other: int) -> bool:
        return levels[other] >= own

    before = [*takewhile(is_beside, range(place - 1, -1, -1))]
    after = takewhile(is_beside, range(place + 1, len(levels)))
    return [other for other in (*reversed(before), place, *after) if levels[other] == own]


def move_subtree(document: Document, heading: Heading, steps: int) -> tuple[Splice, ...]:
    """Move a subtree past so many siblings, up if the number is negative.

    What then ends the file ends in a newline (org-move-subtree-down).
    """
    place = document.headings.index(heading)
    found = siblings(document, place)
    goal = document.headings[found[found.index(place) + steps]]
    own, lines = extent(document, heading), subtree_lines(document, heading)
    end = len(document.lines.texts)
    leave = Splice(own.start, own.stop, ("",) if own.stop == end else ())
    if steps < 0:
        return (Splice(goal.line - 1, goal.line - 1, lines), leave)
    behind = extent(document, goal).stop
    return (leave, Splice(behind, behind, (*lines, "") if behind == end else lines))


def shift_subtree(document: Document, heading: Heading, change: int) -> tuple[Splice, ...]:
    """Make a subtree one level deeper, or with -1 higher (org-demote-subtree, org-promote-subtree).

    Raises:
        MoveError: it is at the top already.
    """
    if heading.level == 1 and change < 0:
        raise MoveError(f"{heading.title!r} is at the top level: nothing is above it.")
    moved = (heading, *subtree(document.headings, heading))
    texts = document.lines.texts
    lines = {h.line - 1: _at(texts[h.line - 1], h.level, change, document) for h in moved}
    return tuple(Splice(index, index + 1, (line,)) for index, line in lines.items())


def valid_level(document: Document, level: int, change: int) -> int:
    """A level one deeper or higher; ``#+STARTUP: odd`` knows no even ones (org-get-valid-level)."""
    words = [word.lower() for word in document.settings.startup]
    chosen = [word for word in words if word in ("odd", "oddeven")]
    if chosen[-1:] != ["odd"]:
        return max(1, level + change)
    below = level - 1 if change > 0 else level
    return max(1, 1 + 2 * ((below + 2 * change) // 2))


def set_title(document: Document, heading: Heading, text: str) -> tuple[Splice, ...]:
    """Give a heading another text between priority and tags (org-edit-headline)."""
    known = document.settings.keywords.all
    buffer = EditBuffer.of(document.lines, heading)
    line = with_title(buffer.heading, heading.text, text, known)
    return buffer.replace(buffer.at, aligned(line, document)).splices(document.lines.texts)


def moved_order(count: int, block: range, place: int) -> Sequence[int]:
    """The numbers below ``count`` in the order that a block has left that goes before ``place``."""
    rest = [number for number in range(count) if number not in block]
    cut = sum(number < place for number in rest)
    return [*rest[:cut], *block, *rest[cut:]]


def _at(line: str, level: int, change: int, document: Document) -> str:
    stars = "*" * valid_level(document, level, change)
    return aligned(f"{stars}{line[level:]}", document)
