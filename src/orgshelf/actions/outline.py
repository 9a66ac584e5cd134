"""Headings named by their titles, so that they are found again after other lines moved."""

from bisect import bisect_right
from collections import Counter

from orgshelf.org.document import Document
from orgshelf.store.hunks import OutlinePath


class Outline:
    """The headings of one version of a file by their outline paths (org-get-outline-path)."""

    def __init__(self, document: Document) -> None:
        self._headings = document.headings
        self._last = len(document.lines.raw)
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
