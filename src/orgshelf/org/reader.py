"""Lines to headings, as Emacs reads them.

orgparse is given the headlines alone, with their words masked, and asked for nothing but
the tree: its own reading of titles, tags, dates and drawers differs from Org's, and some
inputs make it fail or take forever. Every field is read from our lines by ``org.syntax``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from orgshelf.model import NO_PLANNING, Heading, Planning
from orgshelf.org.inheritance import inherit_properties, inherit_tags
from orgshelf.org.lines import Lines
from orgshelf.org.preamble import FileSettings, SetupLoader, headline_indexes, read_settings
from orgshelf.org.settings import OrgSettings, with_startup
from orgshelf.org.syntax.drawers import PropertyDrawer, property_drawer
from orgshelf.org.syntax.headline import is_commented, parse_headline
from orgshelf.org.syntax.keywords import TodoKeywords
from orgshelf.org.syntax.plain_words import readable_title
from orgshelf.org.syntax.timestamps import is_planning, parse_planning


class ReadDocument(NamedTuple):
    """A document as it is read from lines."""

    file: str
    lines: Lines
    settings: FileSettings
    org: OrgSettings
    properties: Mapping[str, str]
    headings: tuple[Heading, ...]

    def entry_lines(self, place: int) -> tuple[str, ...]:
        """The lines of a heading's entry, from its headline to the one before the next."""
        heading = self.headings[place]
        return self.lines.texts[heading.line - 1 : heading.end]

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


class _Entry(NamedTuple):
    """What stands right below a headline; ``body`` counts from 0."""

    planning: Planning
    pairs: tuple[tuple[str, str], ...]
    body: int


class _Ancestor(NamedTuple):
    level: int
    place: int | None
    tags: tuple[str, ...]
    inherited: Mapping[str, str]
    commented: bool


def read(
    lines: Lines,
    file: str = "",
    *,
    org: OrgSettings | None = None,
    setup: SetupLoader | None = None,
    known: Sequence[int] = (),
) -> ReadDocument:
    """Read a file's headings; never fails, whatever the text.

    ``setup`` is asked for the text of each ``#+SETUPFILE``, by its path relative to where
    ``file`` is. ``known`` are the levels that the headings had when the file was last read.
    """
    org = org or OrgSettings()
    headlines = headline_indexes(lines.texts)
    settings = read_settings(lines, headlines, file, org, setup)
    inherited = _file_properties(lines.texts, headlines, settings)
    top = _Ancestor(0, None, settings.tags, inherited, commented=False)
    spans = _spans(lines.texts, headlines, known)
    headings = tuple(_headings(lines.texts, spans, settings.keywords, top))
    org = with_startup(org, settings.startup)
    return ReadDocument(file, lines, settings, org, inherited, headings)


def _headings(
    texts: Sequence[str],
    spans: Iterable[tuple[int, int, int]],
    keywords: TodoKeywords,
    top: _Ancestor,
) -> Iterator[Heading]:
    """One pass over the headlines; a stack of ancestors hands tags and properties down."""
    stack, known, done = [top], keywords.all, frozenset(keywords.done)
    for place, (start, stop, level) in enumerate(spans):
        while stack[-1].level >= level:
            stack.pop()
        above = stack[-1]
        _, keyword, priority, text, local_tags = parse_headline(texts[start], known)
        planning, pairs, body = _entry(texts, start + 1, stop)
        tags = inherit_tags(above.tags, local_tags) if local_tags else above.tags
        own, inherited = inherit_properties(above.inherited, pairs)
        commented = above.commented or is_commented(text)
        yield Heading(
            start + 1,
            stop,
            body + 1,
            level,
            above.place,
            keyword,
            keyword in done,
            priority,
            text,
            readable_title(text),
            local_tags,
            tags,
            planning,
            own,
            inherited,
            commented,
        )
        stack.append(_Ancestor(level, place, tags, inherited, commented))


def _spans(
    texts: Sequence[str], headlines: Sequence[int], known: Sequence[int]
) -> Iterable[tuple[int, int, int]]:
    """Of each entry the headline's line, the line after its last, and its level."""
    stops = [*headlines[1:], len(texts) - (texts[-1] == "")]
    return zip(headlines, stops, _levels(texts, headlines, known), strict=False)


def _levels(texts: Sequence[str], headlines: Sequence[int], known: Sequence[int]) -> Sequence[int]:
    """The level of each headline, by orgparse; what it said of the same stars still holds."""
    stars = [len(texts[i]) - len(texts[i].lstrip("*")) for i in headlines]
    if stars == known:
        return known
    import orgparse  # not at the top: most of what imports this module reads no file

    nodes = orgparse.loadi(["*" * number + " h" for number in stars]).env.nodes
    levels = [node.level for node in nodes[1:]]
    nodes.clear()  # each node holds its list: apart they go at once, without a garbage collector
    return levels


def _entry(texts: Sequence[str], start: int, stop: int) -> _Entry:
    """Planning line and property drawer, which must follow the headline directly."""
    planning = NO_PLANNING
    if start < stop and is_planning(texts[start]):
        planning = parse_planning(texts[start])
        start += 1
    drawer = property_drawer(texts, start, stop)
    if isinstance(drawer, PropertyDrawer):
        return _Entry(planning, drawer.pairs, drawer.end + 1)
    return _Entry(planning, (), start)


def _file_properties(
    texts: Sequence[str], headlines: Sequence[int], settings: FileSettings
) -> Mapping[str, str]:
    """What headings inherit from ``#+PROPERTY`` lines and from a drawer at the file's top."""
    stop = headlines[0] if headlines else 0
    start = 0
    while start < stop and _blank_or_comment(texts[start]):
        start += 1
    drawer = property_drawer(texts, start, stop)
    pairs = drawer.pairs if isinstance(drawer, PropertyDrawer) else ()
    return inherit_properties(settings.properties, pairs)[1]


def _blank_or_comment(line: str) -> bool:
    line = line.strip(" \t")
    return not line or line == "#" or line.startswith("# ")
