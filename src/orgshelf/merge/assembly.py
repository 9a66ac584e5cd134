"""The headings of the result written one below the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from orgshelf.merge.nodes import FILE, Nodes
from orgshelf.merge.placement import Placement
from orgshelf.merge.three import Conflict, Piece, lines_of_side

#: Gives the lines of a heading's entry at a level.
Write = Callable[[int, int], Sequence[Piece]]


class _Visit(NamedTuple):
    """A heading to be written, at a level, below another one."""

    number: int
    above: int
    level: int


class _End(NamedTuple):
    """The end of a subtree that is disputed; how many pieces and headings there were before it."""

    number: int
    start: int
    headings: int


class Written(NamedTuple):
    """A heading that was written, where its pieces begin, and what it is below."""

    number: int
    above: int
    start: int


@dataclass(slots=True)
class Assembly:
    """The pieces written so far, and the headings among them."""

    nodes: Nodes
    placement: Placement
    write: Write
    pieces: list[Piece]
    headings: list[Written] = field(default_factory=list)

    def assemble(self) -> None:
        """Write all headings."""
        waiting: list[_Visit | _End] = [*reversed(self._children(FILE, 0))]
        while waiting:
            visit = waiting.pop()
            if isinstance(visit, _End):
                self._dispute(visit)
                continue
            if visit.above == self.placement.elsewhere.get(visit.number):
                self._mention(visit)
                continue
            if visit.number in self.placement.disputed:
                waiting.append(_End(visit.number, len(self.pieces), len(self.headings)))
            self.headings.append(Written(visit.number, visit.above, len(self.pieces)))
            self.pieces += self.write(visit.number, visit.level)
            waiting += reversed(self._children(visit.number, visit.level))

    def _children(self, above: int, level: int) -> list[_Visit]:
        """What is right below a heading; none is deeper than the one before it, or below that."""
        found: list[_Visit] = []
        for number in self.placement.below.get(above, ()):
            deeper = level + self.nodes.depth(number, above)
            found.append(_Visit(number, above, min(deeper, found[-1].level if found else deeper)))
        return found

    def _dispute(self, end: _End) -> None:
        """Make a conflict of a subtree that one side has taken away."""
        side = self.placement.disputed[end.number]
        del self.headings[end.headings :]
        lines = tuple(lines_of_side(self.pieces[end.start :], side))
        self.pieces[end.start :] = [Conflict(lines, ()) if side == "ours" else Conflict((), lines)]

    def _mention(self, visit: _Visit) -> None:
        """Say with its headline that theirs has a heading here."""
        entry = self.nodes.entry(visit.number).theirs
        assert entry is not None  # theirs has put it here
        headline = "*" * visit.level + entry.lines[0].lstrip("*")
        self.pieces.append(Conflict((), (headline,)))
