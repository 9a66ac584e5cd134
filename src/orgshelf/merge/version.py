"""One version of a file and its entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.merge.line_merge import without_counts
from orgshelf.model import Heading
from orgshelf.org.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class VersionEntry:
    """An entry of a version: a heading and its lines."""

    version: "Version"
    index: int

    @property
    def heading(self) -> Heading:
        """The parsed heading."""
        return self.version.document.headings[self.index]

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines up to the next headline."""
        heading = self.heading
        return self.version.lines[heading.line - 1 : heading.end]

    @property
    def text(self) -> tuple[str, ...]:
        """The lines below planning line and properties."""
        heading = self.heading
        return self.version.lines[heading.body - 1 : heading.end]

    def at_any_level(self) -> tuple[str, ...]:
        """The lines without the stars of the headline."""
        first, *rest = self.lines
        return (first.lstrip("*"), *rest)

    def normalized(self) -> tuple[str, ...]:
        """The lines without stars and statistics, for comparisons."""
        first, *rest = self.at_any_level()
        return (without_counts(first), *rest)


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A parsed file.

    ``lines`` are without the empty line after a final newline.
    """

    document: Document
    lines: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, *, raw: bool = False) -> "Version":
        """The version of a document; in ``raw`` lines a CR is part of its line."""
        lines = document.lines.raw if raw else document.lines.texts
        return cls(document, lines[:-1] if lines[-1] == "" else lines)

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings in order."""
        return self.document.headings

    @property
    def top(self) -> tuple[str, ...]:
        """The lines above the first headline."""
        return self.lines[: self.headings[0].line - 1] if self.headings else self.lines

    def entry(self, index: int) -> VersionEntry:
        """The entry of a heading."""
        return VersionEntry(self, index)

    def entries(self) -> Iterator[VersionEntry]:
        """All entries in order."""
        return map(self.entry, range(len(self.headings)))


def without_tail(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without trailing blank ones."""
    stop = len(lines)
    while stop and not lines[stop - 1].strip():
        stop -= 1
    return tuple(lines[:stop])
