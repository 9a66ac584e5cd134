"""Proofs that an edit changed what it should and nothing else, by parsing the result."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from orgshelf.actions.entry_text import (
    Section,
    Sections,
    as_moved,
    keeps_drawers,
    section,
    sections,
)
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.entry_spans import FILE
from orgshelf.org.preamble import FileSettings
from orgshelf.org.syntax.headline import bare_title


def only_touches(before: Document, after: Document, place: int) -> bool:
    """Whether all but one heading say what they said, statistics cookies aside.

    The one keeps its level, its title (a priority that Org does not read as one aside) and its
    drawers. The file's own settings and what stands above its headings stay as they were.
    """
    every = range(len(before.headings))
    return (
        _same_file(before, after)
        and len(after.headings) == len(every)
        and all(
            same_title(*pair)
            and (_keeps_drawers(*pair) if index == place else says_the_same(*pair))
            for index, *pair in _differing(before, every, after, every)
        )
    )


def only_touches_file(before: Document, after: Document) -> bool:
    """Whether all headings say what they said, and the file the same of itself but its tags.

    What stands above the headings keeps its drawers.
    """
    every = range(len(before.headings))
    return (
        _touches_top(before, after)
        and len(after.headings) == len(every)
        and all(
            same_title(*pair) and says_the_same(*pair)
            for _, *pair in _differing(before, every, after, every)
        )
    )


def _touches_top(before: Document, after: Document) -> bool:
    """Whether a file says the same of itself but its tags, and has its drawers at the top."""
    return (
        _without_tags(before) == _without_tags(after)
        and before.top.title == after.top.title
        and keeps_drawers(before.entry_lines(FILE), after.entry_lines(FILE))
    )


def _without_tags(document: Document) -> FileSettings:
    pairs = tuple(pair for pair in document.settings.pairs if pair[0] != "FILETAGS")
    return document.settings._replace(tags=(), pairs=pairs)


def only_grows(before: Document, after: Document, place: int, moved: Sections) -> bool:
    """Whether the headings ``moved`` were inserted at a place, and nothing else changed.

    All are as much deeper; a keyword that the file does not have has become title. The blank
    lines before them may be others.
    """
    every, stop = range(len(before.headings)), place + len(moved)
    rest = (*range(place), *range(stop, len(after.headings)))
    now = sections(after, range(place, min(stop, len(after.headings))))
    return (
        top_lines(before) == top_lines(after)
        and len(rest) == len(every)
        and all(
            same_title(*pair) and says_the_same(*pair, trimmed=index == place - 1)
            for index, *pair in _differing(before, every, after, rest)
        )
        and _are_same(*(list(map(as_moved(after), each)) for each in (moved, now)))
    )


def only_adds(
    before: Document, after: Document, added: Mapping[int, int], touched: AbstractSet[int]
) -> bool:
    """Whether headings were added and some others changed, and all else is as it was.

    ``added`` has for an index among the headings before how many now stand there; the
    ``touched`` ones, which may be the file itself, keep level, title and drawers.
    """
    every = range(len(before.headings))
    places = list(_remaining(len(every), added))
    return (
        (_touches_top(before, after) if FILE in touched else top_lines(before) == top_lines(after))
        and len(after.headings) == len(every) + sum(added.values())
        and all(
            same_title(*pair)
            and (
                _keeps_drawers(*pair)
                if index in touched
                else says_the_same(*pair, trimmed=index + 1 in added)
            )
            for index, *pair in _differing(before, every, after, places)
        )
    )


def _remaining(count: int, added: Mapping[int, int]) -> Iterator[int]:
    """The new index of each of ``count`` headings after others were added before some of them."""
    shift = 0
    for index in range(count):
        shift += added.get(index, 0)
        yield index + shift


def only_shrinks(before: Document, after: Document, place: int, stop: int) -> bool:
    """Whether the headings from one place to another are gone and all others as they were."""
    rest, every = (*range(place), *range(stop, len(before.headings))), range(len(after.headings))
    return (
        top_lines(before) == top_lines(after)
        and len(rest) == len(every)
        and all(
            same_title(*pair) and says_the_same(*pair)
            for _, *pair in _differing(before, rest, after, every)
        )
    )


def _differing(
    before: Document, old: Sequence[int], after: Document, new: Sequence[int]
) -> Iterator[tuple[int, Section, Section]]:
    """The pairs of headings that may not say the same, with the place before.

    What a heading says by itself is in its lines, and in the keywords of its file.
    """
    same_words = before.settings.keywords == after.settings.keywords
    waiting = [(old, new)]
    while waiting:
        some, others = waiting.pop()
        if not some or (same_words and _same_lines(before, some, after, others)):
            continue
        if len(some) == 1:
            yield some[0], section(before, some[0]), section(after, others[0])
            continue
        half = len(some) // 2
        waiting += [(some[half:], others[half:]), (some[:half], others[:half])]


def _same_lines(before: Document, old: Sequence[int], after: Document, new: Sequence[int]) -> bool:
    """Whether headings that follow one another in both files are line by line the same."""
    if not (_are_neighbours(old) and _are_neighbours(new)):
        return False
    was, now = before.spans, after.spans
    lines = before.lines.texts[was.starts[old[0]] : was.stops[old[-1]]]
    return lines == after.lines.texts[now.starts[new[0]] : now.stops[new[-1]]]


def _are_neighbours(places: Sequence[int]) -> bool:
    """Whether headings follow one another in their file."""
    every = range(places[0], places[0] + len(places))
    return places == every if isinstance(places, range) else list(places) == list(every)


def only_reorders(before: Document, after: Document, order: Sequence[int]) -> bool:
    """Whether the headings are the same in another order, which is given by their indexes."""
    every = range(len(after.headings))
    return (
        top_lines(before) == top_lines(after)
        and len(before.headings) == len(order) == len(every)
        and all(
            same_title(*pair) and says_the_same(*pair, trimmed=True)
            for _, *pair in _differing(before, order, after, every)
        )
    )


def only_shifts(before: Document, after: Document, place: int, levels: Sequence[int]) -> bool:
    """Whether the headings from a place on have these levels now, and all is else as it was."""
    every, wanted = range(len(before.headings)), list(before.spans.levels)
    fit = as_moved(after)
    wanted[place : place + len(levels)] = levels
    return (
        _same_file(before, after)
        and list(after.spans.levels) == wanted
        and all(
            a.heading.text == b.heading.text and says_the_same(fit(a), fit(b))
            for _, a, b in _differing(before, every, after, every)
        )
    )


def only_sets_keywords(before: Document, after: Document) -> bool:
    """Whether all headings say what they said, and the file of itself all but its keywords."""
    old, new = sections(before), sections(after)
    same = before.settings._replace(keywords=after.settings.keywords, pairs=after.settings.pairs)
    return (
        (same, before.properties) == (after.settings, after.properties)
        and len(old) == len(new)
        and all(same_title(*pair) and says_the_same(*pair) for pair in zip(old, new, strict=True))
    )


def only_renames(before: Document, after: Document, place: int, text: str) -> bool:
    """Whether one heading has this text now, and all is else as it was."""
    every = range(len(before.headings))
    return (
        _same_file(before, after)
        and len(after.headings) == len(every)
        and after.headings[place].text == text
        and all(
            a.heading.level == b.heading.level
            and says_the_same(a, b)
            and (index == place or a.heading.text == b.heading.text)
            for index, a, b in _differing(before, every, after, every)
        )
    )


def _same_file(before: Document, after: Document) -> bool:
    """Whether a file says the same of itself, in settings and above its headings."""
    old, new = ((d.settings, d.properties, top_lines(d)) for d in (before, after))
    return old == new


def top_lines(document: Document) -> tuple[str, ...]:
    """The lines above the first heading, without the blank ones that end them."""
    stop = document.headings[0].line - 1 if document.headings else len(document.lines.texts)
    return _trimmed(document.lines.texts[:stop])


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines without the blanks that end them."""
    stop = len(lines)
    while stop and not lines[stop - 1].strip(" \t"):
        stop -= 1
    return (*lines[: stop - 1], lines[stop - 1].rstrip(" \t")) if stop else ()


def _keeps_drawers(old: Section, new: Section) -> bool:
    return keeps_drawers(old.text, new.text)


def same_title(old: Section, new: Section) -> bool:
    """Whether level and title are the same (see ``bare_title``)."""
    before, after = old.heading, new.heading
    titles = (bare_title(heading.title) for heading in (before, after))
    return before.level == after.level and len(set(titles)) == 1


def says_the_same(old: Section, new: Section, *, trimmed: bool = False) -> bool:
    """Whether a heading that was not meant says what it said, below it to the letter."""
    texts = [_trimmed(section.text) if trimmed else section.text for section in (old, new)]
    return _facts(old.heading) == _facts(new.heading) and texts[0] == texts[1]


def _facts(heading: Heading) -> tuple[object, ...]:
    return (
        heading.keyword,
        heading.priority,
        heading.local_tags,
        heading.planning,
        heading.properties,
    )


def _are_same(before: Sections, after: Sections) -> bool:
    shifts = {
        new.heading.level - old.heading.level for old, new in zip(before, after, strict=False)
    }
    return len(before) == len(after) and len(shifts) == 1 and all(map(_same_words, before, after))


def _same_words(old: Section, new: Section) -> bool:
    return old.text == new.text and _words(old.heading) == _words(new.heading)


def _words(heading: Heading) -> tuple[object, ...]:
    """What it says in a file of any keywords."""
    priority = heading.priority and f"[#{heading.priority}]"
    title = " ".join(filter(None, (heading.keyword, priority, heading.text)))
    return title.split(), heading.local_tags, heading.planning, heading.properties
