"""Headings named by their titles, so that they are found again after other lines moved."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from orgshelf.store.hunks import OutlinePath


class Titled(Protocol):
    """A heading as an outline needs it: lines count from 1, ``end`` is the last one."""

    @property
    def line(self) -> int:
        """That of the headline."""

    @property
    def end(self) -> int:
        """The last line of its entry."""

    @property
    def parent(self) -> int | None:
        """The index of the heading above it."""

    @property
    def title(self) -> str:
        """Its readable title."""


class Outline:
    """The headings of one version of a file by their outline paths (org-get-outline-path)."""

    def __init__(self, headings: Sequence[Titled], lines: int) -> None:
        """Take all headings of a version that has so many lines."""
        self._headings = headings
        self._last = lines
        self._first_lines = [heading.line - 1 for heading in self._headings]
        paths: list[tuple[str, ...]] = []
        for heading in self._headings:
            above = () if heading.parent is None else paths[heading.parent]
            paths.append((*above, heading.title))
        counts, seen = Counter(paths), Counter[tuple[str, ...]]()
        self._paths: list[OutlinePath] = []
        for path in paths:
            seen[path] += 1
            self._paths.append(OutlinePath(path, seen[path], counts[path]))

    def heading_at(self, line: int) -> OutlinePath | None:
        """The heading whose entry a line (from 0) is in; None above the first one."""
        index = bisect_right(self._first_lines, line) - 1
        return self._paths[index] if index >= 0 else None

    def entry_lines(self, path: OutlinePath | None) -> range | None:
        """The lines of a heading's entry, or those above the first one.

        None where there is no such heading, or not as many of that path as there were.
        """
        if path is None:
            return range(self._first_lines[0] if self._headings else self._last)
        if path not in self._paths:
            return None
        index = self._paths.index(path)
        return range(self._first_lines[index], self._headings[index].end)
