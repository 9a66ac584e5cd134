"""The outline of the result: the parent and order of each heading, and writing them all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from orgshelf.merge.nodes import FILE, Nodes
from orgshelf.merge.sequences import merge_order
from orgshelf.merge.three import Conflict, Piece, Side, lines_of_side
from orgshelf.merge.version import without_tail


@dataclass(frozen=True, slots=True)
class Placement:
    """The nodes of the result.

    ``below`` has the children of each node in order. ``disputed`` are subtrees that one side
    removed and the other changed, with the side that still has them. ``elsewhere`` has, for nodes
    that both sides moved to different places, the parent in theirs, where they are mentioned.
    """

    below: Mapping[int, Sequence[int]]
    disputed: Mapping[int, Side]
    elsewhere: Mapping[int, int]


def place(nodes: Nodes) -> Placement:
    """Decide the place of every node."""
    made = _Decisions(nodes, _gone(nodes))
    made.decide()
    disputed = {n: side for n, side in made.kept.items() if made.above[n] not in made.kept}
    return Placement(_below(nodes, made.above, made.elsewhere), disputed, made.elsewhere)


def _gone(nodes: Nodes) -> dict[int, Side]:
    """The nodes that one side removed, with the side that still has them."""
    return {
        number: "theirs" if ours is None else "ours"
        for number, (base, ours, theirs) in enumerate(nodes.places)
        if base is not None and (ours is None) != (theirs is None)
    }


@dataclass(slots=True)
class _Decisions:
    """The decisions so far: ``above`` has the parent of each node that stays.

    ``kept`` are nodes that stay although one side removed them, with the side that has them.
    """

    nodes: Nodes
    gone: dict[int, Side]
    above: dict[int, int] = field(default_factory=dict)
    kept: dict[int, Side] = field(default_factory=dict)
    elsewhere: dict[int, int] = field(default_factory=dict)

    def decide(self) -> None:
        """Decide for all nodes."""
        changed = [n for n, side in self.gone.items() if _is_changed(self.nodes, n, side)]
        for number, (_, ours, theirs) in enumerate(self.nodes.places):
            if number not in self.gone and (ours is not None or theirs is not None):
                self._settle(number)
        for number in changed:
            self._keep(number)
        for number in [*self.above]:
            self._keep_above(number)
        while circle := self._circle():
            self._put_back(circle)
        self._keep_whole()

    def _settle(self, number: int) -> None:
        """Choose the parent of a node that no side removed."""
        base, ours, theirs = parents = self.nodes.parents(number)
        if ours is None or theirs is None:
            self.above[number] = _there(theirs if ours is None else ours)
            return
        side = parents.side()
        if side is None and base is not None:
            self.elsewhere[number] = theirs
        self.above[number] = ours if side != "theirs" else theirs
        other = theirs if side != "theirs" else ours
        if self.above[number] in self.gone and other not in self.gone:
            self.above[number] = other

    def _keep(self, number: int) -> None:
        """Keep a node that one side removed."""
        if number in self.gone:
            self.kept[number] = side = self.gone.pop(number)
            self.above[number] = _there(self.nodes.parents(number).of(side))

    def _keep_above(self, number: int) -> None:
        """Keep the removed ancestors of a node that stays."""
        while (number := self.above[number]) in self.gone:
            self._keep(number)

    def _keep_whole(self) -> None:
        """Keep everything below kept nodes, so that a person decides about whole subtrees."""
        for version, numbers in zip(self.nodes.versions[1:], self.nodes.numbers[1:], strict=True):
            for index, number in enumerate(numbers):
                parent = version.headings[index].parent if version else None
                if number in self.gone and parent is not None and numbers[parent] in self.kept:
                    self._keep(number)

    def _circle(self) -> Sequence[int]:
        """Nodes that form a cycle, where each side moved one below the other; empty without any."""
        fine = {FILE}
        for number in self.above:
            path: dict[int, None] = {}
            while number not in fine and number not in path:
                path[number] = None
                number = self.above[number]
            if number in path:
                order = [*path]
                return order[order.index(number) :]
            fine.update(path)
        return ()

    def _put_back(self, circle: Sequence[int]) -> None:
        """Move nodes to their places in ours."""
        for number in circle:
            ours = self.nodes.parents(number).ours
            if ours is not None and ours != self.above[number]:
                self.elsewhere[number] = self.above[number]
                self.above[number] = ours
                self._keep_above(number)


def _is_changed(nodes: Nodes, number: int, side: Side) -> bool:
    """Whether a side changed or moved an entry."""
    entries, parents = nodes.entry(number), nodes.parents(number)
    made, base = entries.of(side), entries.base
    assert made is not None  # the side has it
    assert base is not None  # the other side took it away
    same = without_tail(made.normalized()) == without_tail(base.normalized())
    return not same or parents.of(side) != parents.base


def _there(parent: int | None) -> int:
    assert parent is not None  # the side has the heading
    return parent


def _below(
    nodes: Nodes, above: Mapping[int, int], elsewhere: Mapping[int, int]
) -> Mapping[int, Sequence[int]]:
    """The children of each node, in merged order."""
    kept = defaultdict[int, dict[int, None]](dict)
    for number, parent in (*above.items(), *elsewhere.items()):
        kept[parent][number] = None
    orders = nodes.numbers.map(lambda _: defaultdict[int, list[int]](list))
    for version, numbers, order in zip(nodes.versions, nodes.numbers, orders, strict=True):
        for index, number in enumerate(numbers):
            above_it = version.headings[index].parent if version else None
            order[FILE if above_it is None else numbers[above_it]].append(number)
    return {
        parent: _ordered([order[parent] for order in orders], wanted)
        for parent, wanted in kept.items()
    }


def _ordered(orders: Iterable[Sequence[int]], wanted: Mapping[int, None]) -> Sequence[int]:
    """The wanted nodes in merged order; those in no order come last."""
    return [*dict.fromkeys([*merge_order(orders, wanted), *wanted])]


#: Writes the entry of a node at a level.
Write = Callable[[int, int], Sequence[Piece]]


class _Visit(NamedTuple):
    """A node to be written at a level, below its parent."""

    number: int
    above: int
    level: int


class _End(NamedTuple):
    """The end of a disputed subtree, with the number of pieces and headings before it."""

    number: int
    start: int
    headings: int


class Written(NamedTuple):
    """A node that was written, its parent, and the index of its first piece."""

    number: int
    above: int
    start: int


@dataclass(slots=True)
class Assembly:
    """The pieces written so far, and the nodes in them."""

    nodes: Nodes
    placement: Placement
    write: Write
    pieces: list[Piece]
    headings: list[Written] = field(default_factory=list)

    def assemble(self) -> None:
        """Write all nodes."""
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
        """The children of a node; none is deeper than the one before, or it would be its child."""
        found: list[_Visit] = []
        for number in self.placement.below.get(above, ()):
            deeper = level + self.nodes.depth(number, above)
            found.append(_Visit(number, above, min(deeper, found[-1].level if found else deeper)))
        return found

    def _dispute(self, end: _End) -> None:
        """Turn a disputed subtree into a conflict."""
        side = self.placement.disputed[end.number]
        del self.headings[end.headings :]
        lines = tuple(lines_of_side(self.pieces[end.start :], side))
        self.pieces[end.start :] = [Conflict(lines, ()) if side == "ours" else Conflict((), lines)]

    def _mention(self, visit: _Visit) -> None:
        """Write the headline of a node that theirs has here, as a conflict."""
        entry = self.nodes.entry(visit.number).theirs
        assert entry is not None  # theirs has put it here
        headline = "*" * visit.level + entry.lines[0].lstrip("*")
        self.pieces.append(Conflict((), (headline,)))
