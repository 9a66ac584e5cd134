"""Headings with their lines, as proofs compare them, and whether their drawers are whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.elements import Drawer, drawers
from orgshelf.org.syntax.drawers import drawer_name

_PROPERTIES = "PROPERTIES"


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


def keeps_drawers(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether an edit may have made of the drawers in some lines what they are.

    It may make a property drawer and one other, and take away one that its last line leaves
    empty; a line that begins or ends a drawer stays one, and none comes to stand alone.
    """
    before, after = (list(drawers(lines, 0, len(lines))) for lines in (old, new))
    names, left = (Counter(drawer.name for drawer in found) for found in (before, after))
    made, lost = left - names, names - left
    emptied = Counter(d.name for d in before if d.end - d.start <= 2 or d.name == _PROPERTIES)
    return (
        made.pop(_PROPERTIES, 0) <= 1
        and made.total() <= 1
        and lost <= emptied
        and _strays(new, after) <= _strays(old, before)
    )


def _strays(lines: Sequence[str], found: Sequence[Drawer]) -> int:
    """How many lines look like the edge of a drawer but are not."""
    held = set(chain.from_iterable(map(_edges, found)))
    return sum(i not in held and drawer_name(text) is not None for i, text in enumerate(lines))


def _edges(drawer: Drawer) -> Iterator[int]:
    """The first and the last line; of a property drawer all, since some look like the first."""
    if drawer.name == _PROPERTIES:
        yield from range(drawer.start, drawer.end)
    yield from (drawer.start, drawer.end)
