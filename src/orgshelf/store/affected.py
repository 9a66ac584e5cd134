"""What a change of a file makes of its rows in the index: which stay, which are made anew; pure.

A row of a heading is made from its text, from what it inherits, from how much of what is below
it is done, and from what its file says of itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple

from orgshelf.model import Heading
from orgshelf.org.entry_spans import Spans
from orgshelf.org.headings import FileLevel, Headings
from orgshelf.org.reader import ReadDocument
from orgshelf.org.syntax.keywords import TodoKeywords
from orgshelf.shelf.classification import Classification
from orgshelf.shelf.kinds import Kinds, own_kind


class KnownFile(NamedTuple):
    """What the index has of a file: what it says of itself; ids, lines and texts of its headings.

    The lines are those of the headlines, from 1. ``is_work`` says that the file is one work.
    """

    itself: tuple[Any, ...]
    ids: Sequence[str]
    lines: Sequence[int]
    texts: Sequence[str]
    is_work: bool = False


class Shift(NamedTuple):
    """Headings from one place up to another that are as they were, so many lines further down."""

    start: int
    stop: int
    by: int


class Affected(NamedTuple):
    """The places whose rows are made anew, and those that stay but for the line they are on.

    ``ids`` are those of the former that are as they were, by place. ``before`` is how many
    headings there were.
    """

    places: Sequence[int]
    ids: Mapping[int, str]
    shifts: Sequence[Shift]
    before: int

    @property
    def stretches(self) -> Iterator[tuple[int, int]]:
        """The places, as stretches from one up to another."""
        for _, pairs in groupby(enumerate(self.places), lambda pair: pair[1] - pair[0]):
            found = [place for _, place in pairs]
            yield found[0], found[-1] + 1


def everything(document: ReadDocument, before: int) -> Affected:
    """All rows are made anew."""
    return Affected(range(len(document.headings)), {}, (), before)


def affected(
    known: KnownFile,
    document: ReadDocument,
    itself: tuple[Any, ...],
    texts: Sequence[str],
    entries: Classification,
    kinds: Kinds,
) -> Affected:
    """What has to be made anew, given the file as it is now."""
    before = len(known.texts)
    pairs = enumerate(zip(known.texts, texts, strict=False))
    changed = [place for place, (old, new) in pairs if old != new]
    if (
        known.itself != itself
        or known.is_work is not (entries.file is not None)
        or document.org.enforce_todo_dependencies  # where one may block another far away
        or 2 * len(changed) > len(texts)
    ):
        return everything(document, before)
    places = _places(known, document, changed, kinds)
    if places is None:
        return everything(document, before)
    same = range(min(before, len(texts)))
    ids = {place: known.ids[place] for place in places if place in same}
    kept = (place for place in same if place not in places)
    return Affected(sorted(places), ids, list(_shifts(kept, known, document.spans)), before)


def _places(
    known: KnownFile, document: ReadDocument, changed: Sequence[int], kinds: Kinds
) -> set[int] | None:
    """The headings that changed, and the others whose rows do with them; None for all.

    Those above one count what is below them, and those below it inherit from it.
    """
    spans, before = document.spans, len(known.texts)
    places = set(changed)
    for place in changed:
        old = _read_alone(known.texts[place], document.settings.keywords)
        new = document.headings[place]
        if (old.level, old.title) != (new.level, new.title):
            return None
        alone = _alone(document, place)
        if _handed_down(old) != _handed_down(alone):
            if _makes_groups((old, alone), kinds):
                return None
            places.update(spans.subtree(place))
    appended = range(before, len(spans.starts))
    keywords = document.settings.keywords
    gone = [_read_alone(text, keywords) for text in known.texts[len(spans.starts) :]]
    if any(own_kind(h, kinds) for h in (*gone, *(document.headings[p] for p in appended))):
        return None
    last = min(before, len(spans.starts)) - 1
    ends = [last] if before != len(spans.starts) and last >= 0 else []
    places.update(appended, ends)
    places.update(chain.from_iterable(_above(spans, place) for place in (*changed, *ends)))
    return places


def _makes_groups(versions: Sequence[Heading], kinds: Kinds) -> bool:
    """Whether a change can make a shelf or a group of what stands above, or of one no more."""
    bare = {heading.keyword is None for heading in versions}
    return len(bare) > 1 or any(own_kind(heading, kinds) for heading in versions)


def _alone(document: ReadDocument, place: int) -> Heading:
    """A heading of the file as if it were the only one."""
    text = "\n".join(document.entry_lines(place))
    return _read_alone(text, document.settings.keywords)


def _read_alone(text: str, keywords: TodoKeywords) -> Heading:
    """The heading that an entry's text makes, without anything that it inherits."""
    lines = text.split("\n")
    level = len(lines[0]) - len(lines[0].lstrip("*"))
    return Headings(lines, Spans([0], [len(lines)], [level]), FileLevel(keywords, (), {}))[0]


def _handed_down(heading: Heading) -> tuple[object, ...]:
    """What makes a difference to the headings below."""
    return (
        heading.keyword is None,
        heading.local_tags,
        dict(heading.properties),
        heading.inherited,
        heading.commented,
    )


def _above(spans: Spans, place: int) -> Iterator[int]:
    above = spans.parents[place]
    while above is not None:
        yield above
        above = spans.parents[above]


def _shifts(kept: Iterable[int], known: KnownFile, spans: Spans) -> Iterator[Shift]:
    """The headings that stay, as far as they move, in stretches that move alike."""

    def alike(pair: tuple[int, int]) -> tuple[int, int]:
        count, place = pair
        return place - count, spans.starts[place] + 1 - known.lines[place]

    for (_, by), pairs in groupby(enumerate(kept), alike):
        places = [place for _, place in pairs]
        if by:
            yield Shift(places[0], places[-1] + 1, by)
