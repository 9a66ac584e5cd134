"""Nested lists while they are read: a row goes below the last one that stands less deep."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from orgshelf.importers.imported import ImportedWork

# What stands deeper comes on this level: nobody reads it, and programs call themselves for each.
_DEEPEST = 50


@dataclass(slots=True)
class _Node:
    work: ImportedWork
    depth: int
    lines: list[str] = field(default_factory=list)
    below: "list[_Node]" = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """A list that grows row by row."""

    top: list[_Node] = field(default_factory=list)
    above: list[_Node] = field(default_factory=list)

    def add(self, depth: int, work: ImportedWork) -> None:
        """Add a row; ``depth`` is any number that grows from level to level."""
        while self.above and (self.above[-1].depth >= depth or len(self.above) > _DEEPEST):
            self.above.pop()
        node = _Node(work, depth)
        (self.above[-1].below if self.above else self.top).append(node)
        self.above.append(node)

    def add_text(self, text: str) -> None:
        """Add a line to the text of the last row; without one it is lost."""
        if self.above:
            self.above[-1].lines.append(text)

    def works(self) -> tuple[ImportedWork, ...]:
        """The rows, each with those below it."""
        return _works(self.top)


def _works(nodes: Iterable[_Node]) -> tuple[ImportedWork, ...]:
    return tuple(
        replace(
            node.work,
            text="\n".join(filter(None, (node.work.text, *node.lines))),
            parts=_works(node.below),
        )
        for node in nodes
    )
