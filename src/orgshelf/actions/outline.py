"""Headings named by their titles, so that they are found again after other lines moved."""

from bisect import bisect_right
from operator import attrgetter

from orgshelf.org.document import Document
from orgshelf.org.headings import places_titled
from orgshelf.store.hunks import OutlinePath


class Outline:
    """The headings of one version of a file by their outline paths (org-get-outline-path)."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._headings = document.headings

    def heading_at(self, line: int) -> OutlinePath | None:
        """The heading whose entry a line (from 0) is in; None above the first one."""
        place = bisect_right(self._headings, line + 1, key=attrgetter("line")) - 1
        if place < 0:
            return None
        titles = self._titles(place)
        namesakes = self.namesakes(titles)
        return OutlinePath(titles, namesakes.index(place) + 1, len(namesakes))

    def entry_lines(self, path: OutlinePath | None) -> range | None:
        """The lines of a heading's entry, or those above the first one.

        None where there is no such heading, or not as many of that path as there were.
        """
        if path is None:
            texts = self._document.lines.raw
            return range(self._headings[0].line - 1 if self._headings else len(texts))
        namesakes = self.namesakes(path.titles)
        if len(namesakes) != path.total or not 1 <= path.number <= path.total:
            return None
        heading = self._headings[namesakes[path.number - 1]]
        return range(heading.line - 1, heading.end)

    def namesakes(self, titles: tuple[str, ...]) -> list[int]:
        """The places of all headings with a path."""
        found = places_titled(self._document, titles[-1])
        return [place for place in found if self._titles(place) == titles]

    def _titles(self, place: int) -> tuple[str, ...]:
        """The titles from the top down to a heading."""
        titles: list[str] = []
        above: int | None = place
        while above is not None:
            heading = self._headings[above]
            titles.append(heading.title)
            above = heading.parent
        return tuple(reversed(titles))
