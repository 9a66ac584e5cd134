"""A file as the index knows it beside the same file as it is now, entry by entry; pure."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, pairwise
from typing import Any, NamedTuple

from orgshelf.model import Heading
from orgshelf.org.entry_spans import Nesting, Spans
from orgshelf.org.headings import FileLevel, Headings
from orgshelf.org.reader import ReadDocument
from orgshelf.org.syntax.keywords import TodoKeywords

#: More headings than these that come or go are not looked at one by one.
_MANY = 16
#: Whether a text can have become another one.
IsVersion = Callable[[str, str], bool]

_FEW = 16  # so many that have changed in their places are found without looking for others


class KnownFile(NamedTuple):
    """What the index has of a file: what it says of itself, and of each heading some columns.

    They are its ordinal, its id, the line of its headline (from 1), its kind with its role, and
    the text of its entry. ``is_work`` says that the file itself is one work.
    """

    itself: tuple[Any, ...]
    ordinals: Sequence[int]
    ids: Sequence[str]
    lines: Sequence[int]
    kinds: Sequence[tuple[Any, ...]]
    texts: Sequence[str]
    is_work: bool = False


@dataclass(frozen=True, eq=False)
class Versions:
    """Both versions of a file.

    ``texts`` are those of the entries now, and ``origins`` has for each of them its place among
    those that were known, None where it is new. Places rise in both versions.
    """

    known: KnownFile
    document: ReadDocument
    texts: Sequence[str]
    origins: Sequence[int | None]

    @classmethod
    def of(cls, known: KnownFile, document: ReadDocument, texts: Sequence[str]) -> "Versions":
        """Find out which entries are which."""
        is_version = partial(_is_version, document.settings.keywords)
        return cls(known, document, texts, aligned(known.texts, texts, is_version))

    @property
    def _spans(self) -> Spans:
        return self.document.spans

    @cached_property
    def changed(self) -> Sequence[int]:
        """The places of entries that are new, or say something else."""
        old, pairs = self.known.texts, enumerate(self.origins)
        return [p for p, origin in pairs if origin is None or old[origin] != self.texts[p]]

    @cached_property
    def _added(self) -> Sequence[int]:
        return [place for place in self.changed if self.origins[place] is None]

    @cached_property
    def gone(self) -> Sequence[int]:
        """The former places of entries that are no more."""
        return [origin for origin, place in enumerate(self._images) if place is None]

    @cached_property
    def _images(self) -> Sequence[int | None]:
        """Where each entry that was known is now."""
        found: list[int | None] = [None] * len(self.known.texts)
        for place, origin in enumerate(self.origins):
            if origin is not None:
                found[origin] = place
        return found

    @cached_property
    def _old_parents(self) -> Sequence[int | None]:
        """For each known entry the former place of the one above it."""
        return Nesting(list(map(_level, self.known.texts))).parents

    @property
    def ids(self) -> Mapping[int, str]:
        """The ids of the entries that were known, by their places now."""
        known, pairs = self.known.ids, enumerate(self.origins)
        return {place: known[origin] for place, origin in pairs if origin is not None}

    def keeps_ids(self) -> bool:
        """Whether all known entries have the ids they had.

        An id tells what an entry is below, and of its sisters with its title which one it is.
        """
        if not (self._added or self.gone):
            return True
        return self._keeps_parents() and not self._renumbers()

    def _keeps_parents(self) -> bool:
        parents = self._spans.parents
        return all(
            origin is None or self._is_below(self._old_parents[origin], parents[place])
            for place, origin in enumerate(self.origins)
        )

    def _is_below(self, former: int | None, parent: int | None) -> bool:
        """Whether what was below one entry, or none, is below the same one now."""
        if former is None or parent is None:
            return former is parent
        return self._images[former] == parent

    def _renumbers(self) -> bool:
        """Whether one that is new or gone was counted before a sister of the same title.

        What comes or goes together with the entry above it has no other sisters.
        """
        parents, origins = self._spans.parents, self.origins
        added = [p for p in self._added if (q := parents[p]) is None or origins[q] is not None]
        gone = [
            g
            for g in self.gone
            if (q := self._old_parents[g]) is None or self._images[q] is not None
        ]
        if len(added) + len(gone) > _MANY:
            return True
        return any(map(self._counts_before, added)) or any(map(self._counted_before, gone))

    def _counts_before(self, added: int) -> bool:
        sisters = self._sisters(self._spans.parents[added], self.document.headings[added].title)
        return any(place > added for place, _ in sisters)

    def _counted_before(self, gone: int) -> bool:
        former = self._old_parents[gone]
        parent = None if former is None else self._images[former]
        title = _read_alone(self.known.texts[gone], self.document.settings.keywords).title
        return any(origin > gone for _, origin in self._sisters(parent, title))

    def _sisters(self, parent: int | None, title: str) -> list[tuple[int, int]]:
        """The known entries of a title below one, now and formerly."""
        titled, parents = self.document.places_titled(title), self._spans.parents
        pairs = ((place, self.origins[place]) for place in titled if parents[place] == parent)
        return [(place, origin) for place, origin in pairs if origin is not None]

    @property
    def above(self) -> set[int]:
        """The places above what has changed, and above what is gone."""
        parents = self._spans.parents
        nearest = chain(
            (parents[place] for place in self.changed),
            map(self._nearest, {self._old_parents[gone] for gone in self.gone}),
        )
        found: set[int] = set()
        for place in nearest:
            while place is not None and place not in found:
                found.add(place)
                place = parents[place]
        return found

    def _nearest(self, former: int | None) -> int | None:
        """Where an entry is now, or the nearest one above it that is left."""
        while former is not None and self._images[former] is None:
            former = self._old_parents[former]
        return None if former is None else self._images[former]

    def hands_down(self, place: int) -> bool:
        """Whether what an entry that was known hands down by itself is something else now."""
        origin = self.origins[place]
        if origin is None or self.known.texts[origin] == self.texts[place]:
            return False
        keywords = self.document.settings.keywords
        old, new = (_read_alone(t, keywords) for t in (self.known.texts[origin], self.texts[place]))
        return _handed_down(old) != _handed_down(new)


def _level(text: str) -> int:
    return len(text) - len(text.lstrip("*"))


def _is_version(keywords: TodoKeywords, old: str, new: str) -> bool:
    """Whether two entries have level and title in common, so that the one may be the other."""
    headings = (_read_alone(text, keywords) for text in (old, new))
    return len({(heading.level, heading.title) for heading in headings}) == 1


def _read_alone(text: str, keywords: TodoKeywords) -> Heading:
    """The heading that an entry's text makes, without anything that it inherits."""
    lines = text.split("\n")
    spans = Spans([0], [len(lines)], Nesting([_level(lines[0])]))
    return Headings(lines, spans, FileLevel(keywords, (), {}))[0]


def _handed_down(heading: Heading) -> tuple[object, ...]:
    """What makes a difference to the headings below."""
    return (
        heading.keyword is None,
        heading.local_tags,
        dict(heading.properties),
        heading.inherited,
        heading.commented,
    )


def aligned(old: Sequence[str], new: Sequence[str], is_version: IsVersion) -> list[int | None]:
    """For each new text the place of the old one that it is or was; None for an added one.

    The places rise, so of what was moved one side counts as taken away and added.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    found = _inner(inner_old, inner_new, is_version)
    inner = (None if place is None else head + place for place in found)
    return [*range(head), *inner, *range(len(old) - tail, len(old))]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many texts both begin with."""
    pairs = zip(old, new, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _inner(old: Sequence[str], new: Sequence[str], is_version: IsVersion) -> list[int | None]:
    if len(old) == len(new):
        differing = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
        if len(differing) <= _FEW and all(is_version(*pair) for pair in differing):
            return [*range(len(old))]
    found: list[int | None] = []
    for (a, b), (a_end, b_end) in pairwise([(-1, -1), *_anchors(old, new), (len(old), len(new))]):
        if b + 1 < b_end:  # most stand one behind the other
            found += _gap(old, new, range(a + 1, a_end), range(b + 1, b_end), is_version)
        found.append(a_end)
    return found[:-1]


def _gap(
    old: Sequence[str], new: Sequence[str], left: range, right: range, is_version: IsVersion
) -> list[int | None]:
    """What stands between two that are the same: paired from the front, then from the back."""

    def paired(a: int, b: int) -> bool:
        return old[a] == new[b] or is_version(old[a], new[b])

    def run(left: range, right: range) -> list[int]:
        pairs = zip(left, right, strict=False)
        stop = next((i for i, pair in enumerate(pairs) if not paired(*pair)), None)
        return [*left[: min(len(left), len(right)) if stop is None else stop]]

    front = run(left, right)
    back = run(left[len(front) :][::-1], right[len(front) :][::-1])[::-1]
    return [*front, *[None] * (len(right) - len(front) - len(back)), *back]


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising run of the places of texts that both have once."""
    places, others = _once(old), _once(new)
    pairs = [(places[text], place) for text, place in others.items() if text in places]
    return _rising(pairs)


def _once(texts: Sequence[str]) -> dict[str, int]:
    """The texts that are there once, with their places, which rise."""
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        found[text] = -1 if text in found else place
    return {text: place for text, place in found.items() if place >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose first numbers rise; patience sorting finds it."""
    ends: list[int] = []  # the least number that a run of each length can end with
    at: list[int] = []
    before: list[int] = []
    for index, (number, _) in enumerate(pairs):
        length = len(ends) if not ends or number > ends[-1] else bisect_left(ends, number)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
        before.append(at[length - 1] if length else -1)
    return [pairs[index] for index in _followed(before, at[-1] if at else -1)][::-1]


def _followed(before: Sequence[int], index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = before[index]
