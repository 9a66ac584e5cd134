"""The headings of all three versions as one set of nodes."""

from collections.abc import Sequence
from dataclasses import dataclass

from orgshelf.merge.pairing import pair, pair_new
from orgshelf.merge.three import Three
from orgshelf.merge.version import Version, VersionEntry

#: The number of the file itself, the parent of the topmost headings.
FILE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """The nodes by number: ``places`` has the index of each in every version, None if absent.

    ``numbers`` has the node number of each heading of every version.
    """

    versions: Three[Version | None]
    places: Sequence[Three[int | None]]
    numbers: Three[Sequence[int]]

    @classmethod
    def of(cls, versions: Three[Version | None]) -> "Nodes":
        """Pair the headings of three versions; the base may be unknown."""
        base, ours, theirs = versions
        assert ours is not None  # only a base can be unknown
        assert theirs is not None
        mine = pair(base, ours) if base else {}
        other = pair(base, theirs) if base else {}
        rest = (
            set(range(len(ours.headings))) - set(mine.values()),
            set(range(len(theirs.headings))) - set(other.values()),
        )
        new = pair_new(ours, theirs, rest) if base else pair(ours, theirs)
        places = [
            Three[int | None](index, mine.get(index), other.get(index))
            for index in range(len(base.headings) if base else 0)
        ]
        places += [Three(None, index, new.get(index)) for index in sorted(rest[0])]
        places += [Three(None, None, index) for index in sorted(rest[1] - set(new.values()))]
        return cls(versions, places, _numbers(places, versions))

    def entry(self, number: int) -> Three[VersionEntry | None]:
        """The entry of a node in each version."""
        found = zip(self.versions, self.places[number], strict=True)
        return Three(*(v.entry(i) if v and i is not None else None for v, i in found))

    def parents(self, number: int) -> Three[int | None]:
        """The parent of a node in each version; None where the node is absent."""
        return Three(
            *(
                None if version is None or index is None else _parent(version, numbers, index)
                for version, index, numbers in zip(
                    self.versions, self.places[number], self.numbers, strict=True
                )
            )
        )

    def depth(self, number: int, above: int) -> int:
        """How many levels deeper a node is than its parent."""
        entries, parents = self.entry(number), self.parents(number)
        depths = entries.map(_depth)
        there = [d for d, p in zip(depths[1:], parents[1:], strict=True) if p == above and d]
        if len(there) == 2 and depths.side() == "theirs":
            return there[1]
        return next((depth for depth in (*there, *depths[1:]) if depth), 1)


def _numbers(
    places: Sequence[Three[int | None]], versions: Three[Version | None]
) -> Three[Sequence[int]]:
    found = versions.map(lambda version: [FILE] * (len(version.headings) if version else 0))
    for number, place in enumerate(places):
        for numbers, index in zip(found, place, strict=True):
            if index is not None:
                numbers[index] = number
    return Three[Sequence[int]](*found)


def _parent(version: Version, numbers: Sequence[int], index: int) -> int:
    parent = version.headings[index].parent
    return FILE if parent is None else numbers[parent]


def _depth(entry: VersionEntry | None) -> int | None:
    if entry is None:
        return None
    heading = entry.heading
    above = 0 if heading.parent is None else entry.version.headings[heading.parent].level
    return heading.level - above
