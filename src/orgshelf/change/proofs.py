"""Proofs that an edit did what was asked for and nothing else, by the headings read again."""

from collections.abc import Sequence

from orgshelf.model import Heading
from orgshelf.org.syntax.headline import without_priority

Headings = Sequence[Heading]


def only_touches(before: Headings, after: Headings, place: int) -> bool:
    """Whether all headings but one say what they said, statistics cookies aside.

    The one keeps its level and its title, a priority that Org does not read as one aside.
    """
    return len(before) == len(after) and all(
        _same_title(old, new)
        and (index == place or (_facts(old) == _facts(new) and _length(old) == _length(new)))
        for index, (old, new) in enumerate(zip(before, after, strict=True))
    )


def only_grows(before: Headings, after: Headings, place: int, moved: Headings) -> bool:
    """Whether the headings ``moved`` stand at a place among those there were.

    All are as much deeper; a keyword that the file does not have has become title. The blank
    lines before them may be others.
    """
    stop = place + len(moved)
    rest = (*after[:place], *after[stop:])
    return (
        only_touches(before, rest, place - 1)
        and all(map(_same_facts, before[:place], rest))
        and _are_same(moved, after[place:stop])
    )


def only_shrinks(before: Headings, after: Headings, place: int, stop: int) -> bool:
    """Whether the headings from one place to another are gone and all others as they were."""
    return only_touches((*before[:place], *before[stop:]), after, -1)


def _are_same(before: Headings, after: Headings) -> bool:
    shifts = {new.level - old.level for old, new in zip(before, after, strict=False)}
    return len(before) == len(after) and len(shifts) == 1 and all(map(_same_words, before, after))


def _same_title(old: Heading, new: Heading) -> bool:
    titles = (without_priority(heading.title) for heading in (old, new))
    return old.level == new.level and len(set(titles)) == 1


def _same_words(old: Heading, new: Heading) -> bool:
    return _length(old) == _length(new) and _words(old) == _words(new)


def _words(heading: Heading) -> tuple[object, ...]:
    """What it says in a file of any keywords."""
    priority = heading.priority and f"[#{heading.priority}]"
    title = " ".join(filter(None, (heading.keyword, priority, heading.text)))
    return title.split(), heading.local_tags, heading.planning, heading.properties


def _same_facts(old: Heading, new: Heading) -> bool:
    return _facts(old) == _facts(new)


def _facts(heading: Heading) -> tuple[object, ...]:
    return (
        heading.keyword,
        heading.priority,
        heading.local_tags,
        heading.planning,
        heading.properties,
    )


def _length(heading: Heading) -> int:
    return heading.end - heading.body
