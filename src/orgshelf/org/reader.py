"""Lines to headings, as Emacs reads them.

orgparse is given the headlines alone, with their words masked, and asked for nothing but
the tree: its own reading of titles, tags, dates and drawers differs from Org's, and some
inputs make it fail or take forever. Every field is read from our lines by ``org.syntax``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from orgshelf.model import Heading
from orgshelf.org.entry_spans import FILE, Nesting, Spans
from orgshelf.org.file_heading import file_drawer, file_heading
from orgshelf.org.headings import FileLevel, Headings
from orgshelf.org.inheritance import inherit_properties
from orgshelf.org.lines import Lines
from orgshelf.org.preamble import FileSettings, SetupLoader, headline_indexes, read_settings
from orgshelf.org.settings import OrgSettings, with_startup


@dataclass(frozen=True, eq=False)
class ReadDocument:
    """A document as it is read from lines; its headings are made as they are looked at."""

    file: str
    lines: Lines
    settings: FileSettings
    org: OrgSettings
    properties: Mapping[str, str]
    headings: Headings

    @property
    def spans(self) -> Spans:
        """Where its entries are."""
        return self.headings.spans

    @cached_property
    def top(self) -> Heading:
        """The file itself as the heading above all others, of level 0."""
        return file_heading(
            self.file, self.lines.texts, self._first, self.settings, self.properties
        )

    @property
    def _first(self) -> int:
        """The line, from 0, of the first headline; where there is none, that after the last."""
        texts = self.lines.texts
        return self.spans.starts[0] if self.spans.starts else len(texts) - (texts[-1] == "")

    def title(self, place: int) -> str:
        """The title of a heading, which need not be made for that."""
        return self.headings.title(place)

    def places_titled(self, title: str) -> Iterator[int]:
        """The places of the headings with a title, in order."""
        return self.headings.titled(title)

    def entry_lines(self, place: int) -> tuple[str, ...]:
        """The lines of a heading's entry, from its headline to the one before the next."""
        spans = self.spans
        if place == FILE:
            return self.lines.texts[: self._first]
        return self.lines.texts[spans.starts[place] : spans.stops[place]]

    def entry_text(self, place: int, start: int) -> str:
        """The same as one text, from a line on that is counted from the headline."""
        return "\n".join(self.entry_lines(place)[start:])

    @property
    def has_stray_bytes(self) -> bool:
        """Whether anything here cannot be written as UTF-8."""
        try:
            "".join((self.file, *chain(*self.settings.pairs), *self.lines.raw)).encode()
        except UnicodeEncodeError:
            return True
        return False


def read(
    lines: Lines,
    file: str = "",
    *,
    org: OrgSettings | None = None,
    setup: SetupLoader | None = None,
    known: Collection[int] = (),
) -> ReadDocument:
    """Read a file's settings and where its headings are; never fails, whatever the text.

    ``setup`` is asked for the text of each ``#+SETUPFILE``, by its path relative to where
    ``file`` is. ``known`` are numbers of stars that make a level of that number.
    """
    org = org or OrgSettings()
    headlines = headline_indexes(lines.texts)
    settings = read_settings(lines, headlines, file, org, setup)
    inherited = file_properties(lines.texts, headlines, settings)
    top = FileLevel(settings.keywords, settings.tags, inherited)
    spans = spans_of(lines.texts, headlines, Nesting(levels_of(lines.texts, headlines, known)))
    headings = Headings(lines.texts, spans, top)
    return ReadDocument(
        file, lines, settings, with_startup(org, settings.startup), inherited, headings
    )


def spans_of(texts: Sequence[str], headlines: Sequence[int], nesting: Nesting) -> Spans:
    """Where the entries are."""
    stops = [*headlines[1:], len(texts) - (texts[-1] == "")] if headlines else []
    return Spans(headlines, stops, nesting)


def levels_of(
    texts: Sequence[str], headlines: Sequence[int], known: Collection[int]
) -> Sequence[int]:
    """The level of each headline, which orgparse is asked for once for each number of stars."""
    stars = [len(texts[i]) - len(texts[i].lstrip("*")) for i in headlines]
    new = sorted(set(stars).difference(known))
    if not new:
        return stars
    import orgparse  # not at the top: most of what imports this module reads no file

    nodes = orgparse.loadi(["*" * number + " h" for number in new]).env.nodes
    levels = {number: number for number in known}
    levels |= {number: node.level for number, node in zip(new, nodes[1:], strict=True)}
    nodes.clear()  # each node holds its list: apart they go at once, without a garbage collector
    return [levels[number] for number in stars]


def file_properties(
    texts: Sequence[str], headlines: Sequence[int], settings: FileSettings
) -> Mapping[str, str]:
    """What headings inherit from ``#+PROPERTY`` lines and from a drawer at the file's top."""
    drawer = file_drawer(texts, headlines[0] if headlines else len(texts))
    return inherit_properties(settings.properties, drawer.pairs if drawer else ())[1]
