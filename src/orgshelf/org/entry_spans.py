"""The lines of a file's entries, and their nesting."""

from collections.abc import Mapping, Sequence
from functools import cached_property

#: The index of the file itself; headings are counted from 0.
FILE = -1


class Nesting:
    """The nesting of a file's entries, from their levels."""

    def __init__(self, levels: Sequence[int]) -> None:
        self.levels = levels

    @cached_property
    def parents(self) -> Sequence[int | None]:
        """For each heading the place of the one above it."""
        found: list[int | None] = []
        open_: list[int] = []
        for place, level in enumerate(self.levels):
            while open_ and self.levels[open_[-1]] >= level:
                open_.pop()
            found.append(open_[-1] if open_ else None)
            open_.append(place)
        return found

    @cached_property
    def ends(self) -> Sequence[int]:
        """For each heading the place after its subtree."""
        found = [len(self.levels)] * len(self.levels)
        open_: list[int] = []
        for place, level in enumerate(self.levels):
            while open_ and self.levels[open_[-1]] >= level:
                found[open_.pop()] = place
            open_.append(place)
        return found

    def children(self, parent: int | None) -> Sequence[int]:
        """The places of the headings right below one, or of the topmost ones."""
        return self._children.get(parent, ())

    @cached_property
    def _children(self) -> Mapping[int | None, Sequence[int]]:
        found: dict[int | None, list[int]] = {}
        for place, above in enumerate(self.parents):
            found.setdefault(above, []).append(place)
        return found


class Spans:
    """For each entry the line (from 0) of its headline, the line after its last, and its level."""

    def __init__(self, starts: Sequence[int], stops: Sequence[int], nesting: Nesting) -> None:
        self.starts, self.stops, self.nesting = starts, stops, nesting
        self.levels = nesting.levels

    @cached_property
    def parents(self) -> Sequence[int | None]:
        """For each heading the place of the one above it."""
        return self.nesting.parents

    @cached_property
    def ends(self) -> Sequence[int]:
        """For each heading the place after its subtree."""
        return self.nesting.ends

    def subtree(self, top: int) -> range:
        """The indexes of a heading and of all below it."""
        return range(top, self.ends[top])

    def children(self, parent: int | None) -> Sequence[int]:
        """The places of the headings right below one, or of the topmost ones."""
        return self.nesting.children(parent)
