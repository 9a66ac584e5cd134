"""The headings of a file, each parsed on first access."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple, overload

from orgshelf.model import NO_PLANNING, Heading, Planning
from orgshelf.org.entry_spans import Spans
from orgshelf.org.inheritance import inherit_properties, inherit_tags
from orgshelf.org.syntax.drawers import PropertyDrawer, property_drawer
from orgshelf.org.syntax.headline import Headline, parse_headline
from orgshelf.org.syntax.keywords import TodoKeywords
from orgshelf.org.syntax.plain_words import readable_title
from orgshelf.org.syntax.timestamps import is_planning, parse_planning

#: Characters in headlines whose title may differ from their text.
_SIGNS = "[/_+=~\\*<@"


class FileLevel(NamedTuple):
    """The TODO keywords of a file, and what its headings inherit from it."""

    keywords: TodoKeywords
    tags: tuple[str, ...]
    inherited: Mapping[str, str]


class _Above(NamedTuple):
    """What a heading inherits."""

    tags: tuple[str, ...]
    inherited: Mapping[str, str]
    commented: bool


class _Entry(NamedTuple):
    """The planning line and property drawer of an entry; ``body`` is a line from 0."""

    planning: Planning
    pairs: tuple[tuple[str, str], ...]
    body: int


class Headings(Sequence[Heading]):
    """The headings in order; reading one parses it and its ancestors, and no others."""

    def __init__(self, texts: Sequence[str], spans: Spans, top: FileLevel) -> None:
        self.spans = spans
        self._texts = texts
        self._top = _Above(top.tags, top.inherited, commented=False)
        self._keywords, self._done = top.keywords.all, frozenset(top.keywords.done)
        self._made: list[Heading | None] = [None] * len(spans.starts)
        self._read: dict[int, tuple[Headline, str]] = {}

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Heading]:
        return iter(self._all)

    @overload
    def __getitem__(self, index: int) -> Heading: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Heading]: ...
    def __getitem__(self, index: int | slice) -> Heading | Sequence[Heading]:
        if isinstance(index, slice):
            return tuple(map(self._at, range(*index.indices(len(self)))))
        return self._at(range(len(self))[index])

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """The index of a heading, by its line.

        Raises:
            ValueError: it is none of these.
        """
        place = bisect_left(self.spans.starts, value.line - 1) if isinstance(value, Heading) else -1
        if place not in range(len(self))[start:stop] or self._made[place] is not value:
            raise ValueError(value)
        return place

    @cached_property
    def _all(self) -> tuple[Heading, ...]:
        return tuple(map(self._at, range(len(self))))

    def _at(self, place: int) -> Heading:
        """The heading at an index; its ancestors are parsed first, from the top down."""
        waiting = list[int]()
        above: int | None = place
        while above is not None and self._made[above] is None:
            waiting.append(above)
            above = self.spans.parents[above]
        for unmade in reversed(waiting):
            self._made[unmade] = self._make(unmade)
        heading = self._made[place]
        assert heading is not None
        return heading

    def _make(self, place: int) -> Heading:
        """Parse one entry, whose ancestors have been parsed."""
        start, stop, texts = self.spans.starts[place], self.spans.stops[place], self._texts
        above = self._above(place)
        headline, title = self._read.get(place) or self._read_headline(place)
        self._read.pop(place, None)
        _, keyword, priority, text, local_tags, commented = headline
        planning, pairs, body = _entry(texts, start + 1, stop)
        own, inherited = inherit_properties(above.inherited, pairs)
        return Heading(
            start + 1,
            stop,
            body + 1,
            self.spans.levels[place],
            self.spans.parents[place],
            keyword,
            keyword in self._done,
            priority,
            text,
            title,
            local_tags,
            inherit_tags(above.tags, local_tags) if local_tags else above.tags,
            planning,
            own,
            inherited,
            above.commented or commented,
        )

    def title(self, place: int) -> str:
        """The title of a heading, without parsing the whole heading."""
        if heading := self._made[place]:
            return heading.title
        self._read[place] = self._read_headline(place)
        return self._read[place][1]

    def titled(self, title: str) -> Iterator[int]:
        """The indexes of the headings with a title; a search of the text rules out most others."""
        texts, starts = self._texts, self.spans.starts
        for place in sorted(self._headlines.marked.union(self._headlines.holding(title))):
            if title == _title(texts[starts[place]], self._keywords):
                yield place

    @cached_property
    def _headlines(self) -> "_Headlines":
        return _Headlines([self._texts[start].lstrip("*") for start in self.spans.starts])

    def _read_headline(self, place: int) -> tuple[Headline, str]:
        """The parts of a headline, and its title."""
        headline = parse_headline(self._texts[self.spans.starts[place]], self._keywords)
        return headline, readable_title(headline.text)

    def _above(self, place: int) -> "_Above | Heading":
        """What a heading inherits from its parent, or from the file."""
        parent = self.spans.parents[place]
        return (self._made[parent] if parent is not None else None) or self._top


def _entry(texts: Sequence[str], start: int, stop: int) -> _Entry:
    """Parse planning line and property drawer, which must follow the headline directly."""
    planning = NO_PLANNING
    if start < stop and is_planning(texts[start]):
        planning = parse_planning(texts[start])
        start += 1
    drawer = property_drawer(texts, start, stop)
    if isinstance(drawer, PropertyDrawer):
        return _Entry(planning, drawer.pairs, drawer.end + 1)
    return _Entry(planning, (), start)


class _Headlines:
    """The headlines of a file as one text, for searches."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = "\n".join(lines)
        self._ends = [*accumulate(len(line) + 1 for line in lines)]

    @cached_property
    def marked(self) -> frozenset[int]:
        """The indexes of headlines whose title may differ from their text."""
        return frozenset(place for sign in _SIGNS for place in self.holding(sign))

    def holding(self, words: str) -> Iterator[int]:
        """The indexes of headlines that contain a text."""
        at = self._text.find(words)
        while at >= 0:
            place = bisect_right(self._ends, at)
            yield place
            at = self._text.find(words, self._ends[place])


@lru_cache(1 << 16)  # the versions of a file share most headlines
def _title(line: str, keywords: frozenset[str]) -> str:
    return readable_title(parse_headline(line, keywords).text)
