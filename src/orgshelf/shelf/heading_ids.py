"""Ids of headings: stable as long as titles and outline paths are."""

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from orgshelf.model import Heading
from orgshelf.shelf.entries import Entry

if TYPE_CHECKING:
    from orgshelf.org.document import Document

_DIGITS = 16
# Among many siblings a few headings are numbered one by one, without numbering all.
_MANY, _FEW = 100, 16


class HeadingIds:
    """The ids of a document's headings: a hash of parent, title and occurrence of the title."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._numbers: dict[int | None, dict[int, int]] = {}
        self._looked_for = 0

    def of(self, place: int, heading: Heading, parent: Entry | None) -> str:
        """The id of a heading; ``parent`` may be the entry of the file."""
        owner = self._document.file if parent is None or heading.parent is None else parent.id
        return _hashed(owner, heading.title, str(self._number(place, heading)))

    def _number(self, place: int, heading: Heading) -> int:
        """The number, from 1, of a heading among its siblings of the same title."""
        above = heading.parent
        if above not in self._numbers:
            siblings = self._document.spans.children(above)
            self._looked_for += 1
            if len(siblings) > _MANY and self._looked_for <= _FEW:
                return self._counted(place, heading)
            self._numbers[above] = self._numbered(siblings)
        return self._numbers[above][place]

    def _counted(self, place: int, heading: Heading) -> int:
        """The number of one heading."""
        parents = self._document.spans.parents
        titled = takewhile(place.__ge__, self._document.places_titled(heading.title))
        return sum(parents[other] == heading.parent for other in titled)

    def _numbered(self, siblings: Sequence[int]) -> dict[int, int]:
        """The number of each of some siblings."""
        seen, numbers = dict[str, int](), dict[int, int]()
        for place in siblings:
            title = self._document.title(place)
            numbers[place] = seen[title] = seen.get(title, 0) + 1
        return numbers


def id_of_file(name: str) -> str:
    """The id of a file that is one work."""
    return _hashed(name)


def _hashed(*parts: str) -> str:
    from orgshelf.digest import sha1_hex  # the index has most ids already

    return sha1_hex("\0".join(parts).encode("utf-8", "surrogatepass"))[:_DIGITS]
