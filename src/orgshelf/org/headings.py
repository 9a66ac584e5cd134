"""The headings of a file, each made from its lines when it is first looked at."""

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

#: Signs that a headline may be read otherwise than it is written.
_SIGNS = "[/_+=~\\*"


class FileLevel(NamedTuple):
    """What a file hands down to its headings, and the words that are keywords in it."""

    keywords: TodoKeywords
    tags: tuple[str, ...]
    inherited: Mapping[str, str]


class _Above(NamedTuple):
    """What a heading inherits."""

    tags: tuple[str, ...]
    inherited: Mapping[str, str]
    commented: bool


class _Entry(NamedTuple):
    """What stands right below a headline; ``body`` counts from 0."""

    planning: Planning
    pairs: tuple[tuple[str, str], ...]
    body: int


class Headings(Sequence[Heading]):
    """The headings in order; to look at one makes it and those above it, and no others."""

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
        """The place of a heading, by the line that it is on.

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
        """The heading at a place; those above it are made first, the topmost before all."""
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
        """Read one entry; what is above it has been made."""
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
        """The title of a heading, which need not be made for that."""
        if heading := self._made[place]:
            return heading.title
        self._read[place] = self._read_headline(place)
        return self._read[place][1]

    def titled(self, title: str) -> Iterator[int]:
        """The places of the headings with a title; most others are told by the headline alone."""
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
        """What hands something down to a heading: the one above it, or the file."""
        parent = self.spans.parents[place]
        return (self._made[parent] if parent is not None else None) or self._top


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


class _Headlines:
    """The headlines of a file as one text, in which those that hold some words are found."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = "\n".join(lines)
        self._ends = [*accumulate(len(line) + 1 for line in lines)]

    @cached_property
    def marked(self) -> frozenset[int]:
        """The places of those that may be read otherwise than they are written."""
        return frozenset(place for sign in _SIGNS for place in self.holding(sign))

    def holding(self, words: str) -> Iterator[int]:
        """The places of those that hold some words, as they are written."""
        at = self._text.find(words)
        while at >= 0:
            place = bisect_right(self._ends, at)
            yield place
            at = self._text.find(words, self._ends[place])


@lru_cache(1 << 16)  # the versions of a file have most headlines in common
def _title(line: str, keywords: frozenset[str]) -> str:
    return readable_title(parse_headline(line, keywords).text)
