"""A file as the checks see it: its headings, elements and objects."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from orgshelf.model import Clock, Heading, Timestamp
from orgshelf.org.document import Document
from orgshelf.org.elements.logbook import clocks
from orgshelf.org.elements.node import Element, Kind, walk
from orgshelf.org.elements.section import read_section
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import split_tags
from orgshelf.org.syntax.inline import locate
from orgshelf.org.syntax.objects import Literal, Node
from orgshelf.org.syntax.timestamps import STAMP, parse_timestamp
from orgshelf.shelf.entries import Entry

#: Elements that can contain objects.
_WITH_OBJECTS: frozenset[Kind] = frozenset(("paragraph", "table-row", "verse-block"))
#: Every object that is checked contains one of these.
_SIGNS = ("[", "<", "file")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The context of a file that checks need.

    ``exists`` tells whether a path, relative to the file that names it, exists. ``kinds`` are all
    kinds of works, ``keywords`` the TODO keywords of all files.
    """

    now: datetime
    exists: Callable[[str, str], bool]
    kinds: Collection[str]
    keywords: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """An object with its text, and its line and column (from 0).

    ``element`` is the element that contains it, None for a title.
    """

    node: Node
    raw: str
    line: int
    column: int
    element: Element | None


class PlacedStamp(NamedTuple):
    """A timestamp with its line and column (from 0)."""

    stamp: Timestamp
    line: int
    column: int


@dataclass(frozen=True)
class LintedFile:
    """A document with its entries; its text is parsed once, on demand.

    ``file_work`` is the entry of the file, if it is one work. Lines count from 0 unless stated
    otherwise.
    """

    document: Document
    entries: Sequence[Entry]
    around: Surroundings
    file_work: Entry | None = None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return self.document.lines.texts

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings in order."""
        return self.document.headings

    @cached_property
    def _starts(self) -> list[int]:
        """The lines of the headlines."""
        return [heading.line - 1 for heading in self.headings]

    def heading_at(self, line: int) -> int | None:
        """The index of the heading whose entry contains a line; None above the first."""
        place = bisect_right(self._starts, line) - 1
        return place if place >= 0 else None

    @cached_property
    def sections(self) -> tuple[Element, ...]:
        """The sections: the one above the first headline, and the one of each heading."""
        stop = self._starts[0] if self._starts else len(self.lines) - (self.lines[-1] == "")
        top = read_section(self.lines, 0, stop, below="file")
        return (top, *(read_section(self.lines, h.line, h.end, below="headline")
                       for h in self.headings))  # fmt: skip

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All elements in file order."""
        return tuple(element for section in self.sections for element in walk(section))

    def of_kind(self, *kinds: Kind) -> Sequence[Element]:
        """The elements of some kinds."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        return [element for element in self.elements if element.kind in kinds]

    @cached_property
    def _by_kind(self) -> dict[Kind, list[Element]]:
        found: dict[Kind, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.kind, []).append(element)
        return found

    def element_at(self, line: int) -> Element | None:
        """The innermost element at a line (org-element-at-point); None for a headline."""
        index = self.heading_at(line)
        if index is not None and self._starts[index] == line:
            return None
        found = self.sections[0 if index is None else index + 1]
        while inner := _child_at(found, line):
            found = inner
        return found

    @cached_property
    def objects(self) -> Sequence[Placed]:
        """The objects of titles and text in file order: links, timestamps, footnotes, targets …."""
        return [*self._of_titles(), *self._of_text()]

    @cached_property
    def stamps(self) -> Sequence[PlacedStamp]:
        """All timestamps: in titles and text, of planning and of clocks."""
        found = [
            stamp
            for placed in self.objects
            if isinstance(placed.node, Literal) and placed.node.kind == "stamp"
            for stamp in _stamps_of(placed.raw, placed.line, placed.column)
        ]
        for element in self.of_kind("planning", "clock"):
            line = element.post_affiliated
            found += _stamps_of(self.lines[line], line, 0)
        return found

    @cached_property
    def clocks(self) -> Sequence[tuple[int, Clock]]:
        """Each clock with its line."""
        lines = (element.post_affiliated for element in self.of_kind("clock"))
        return [(line, clock) for line in lines for clock in clocks([self.lines[line]])]

    def _of_titles(self) -> Iterator[Placed]:
        for heading in self.headings:
            if any(sign in heading.text for sign in _SIGNS):
                line = heading.line - 1
                column = len(split_tags(self.lines[line])[0]) - len(heading.text)
                yield from _placed([heading.text], line, column, None)

    def _of_text(self) -> Iterator[Placed]:
        for element in self.elements:
            if element.head and element.head.tag:
                tag, line = element.head.tag, element.begin
                yield from _placed([tag], line, self.lines[line].index(tag), element)
            if element.kind not in _WITH_OBJECTS:
                continue
            begin, end = element.contents_begin, element.contents_end
            texts = [self.lines[begin][element.offset :], *self.lines[begin + 1 : end]]
            if begin < end and any(sign in text for text in texts for sign in _SIGNS):
                yield from _placed(texts, begin, element.offset, element)


def _child_at(element: Element, line: int) -> Element | None:
    place = bisect_right(element.children, line, key=lambda child: child.begin) - 1
    found = element.children[place] if place >= 0 else None
    return found if found and line < found.end else None


def _stamps_of(text: str, line: int, column: int) -> Iterator[PlacedStamp]:
    for match in STAMP.finditer(text):
        if stamp := parse_timestamp(match[0]):
            yield PlacedStamp(stamp, line, column + match.start())


def _placed(
    texts: Sequence[str], line: int, offset: int, element: Element | None
) -> Iterator[Placed]:
    """The objects in lines; ``offset`` is the column of the first one."""
    text, starts = "\n".join(texts), [0]
    for one in texts:
        starts.append(starts[-1] + len(one) + 1)
    for found in locate(text):
        row = bisect_right(starts, found.start) - 1
        column = found.start - starts[row] + (0 if row else offset)
        yield Placed(found.node, text[found.start : found.stop], line + row, column, element)


def replaced(line: str, number: int, column: int, old: str, new: str) -> tuple[Splice, ...]:
    """The splice that replaces a text at a column of a line."""
    text = f"{line[:column]}{new}{line[column + len(old) :]}"
    return (Splice(number, number + 1, (text,)),)
