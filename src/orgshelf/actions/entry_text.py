"""Headings with their lines, as proofs compare them."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from orgshelf.model import Heading
from orgshelf.org.document import Document


class Section(NamedTuple):
    """A heading and the lines of its entry, the headline first."""

    heading: Heading
    lines: tuple[str, ...]

    @property
    def text(self) -> tuple[str, ...]:
        """The lines below the headline."""
        return self.lines[1:]


Sections = Sequence[Section]


def section(document: Document, place: int) -> Section:
    """A heading with its lines."""
    return Section(document.headings[place], document.entry_lines(place))


def sections(document: Document, places: Iterable[int] | None = None) -> Sections:
    """Every heading of a file with its lines, or those at some places."""
    every = range(len(document.headings))
    return [section(document, place) for place in (every if places is None else places)]


def as_moved(document: Document) -> Callable[[Section], Section]:
    """What makes of headings that were moved to other levels what must have stayed the same.

    That is all of it, or with ``adapt_indentation`` all but where the lines begin.
    """
    return _unindented if document.org.adapt_indentation else lambda section: section


def _unindented(section: Section) -> Section:
    first, *text = section.lines
    return section._replace(lines=(first, *(" ".join(line.split()) for line in text)))
