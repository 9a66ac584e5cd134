"""Statistics cookies counted anew where both sides changed what they count."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from orgshelf.merge.assembly import Written
from orgshelf.merge.nodes import FILE, Nodes
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.cookies import update_cookies
from orgshelf.org.edit.statistics import ancestors, subtree
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.syntax.headline import COOKIE

#: Reads lines as a file of the same name and settings.
Reread = Callable[[Lines], Document]

_NEVER = datetime.min  # counting asks for no time


def both_changed(nodes: Nodes, written: Sequence[Written]) -> frozenset[int]:
    """The headings in which, or below which, both sides have changed something."""
    changed = [_changed(nodes, number) for number in range(len(nodes.places))]
    for number, place in enumerate(nodes.places):
        parents = nodes.parents(number)
        if place.base is not None and parents.base is not None and parents.base != FILE:
            changed[parents.base] |= changed[number]
    for heading in reversed(written):
        if heading.above != FILE:
            changed[heading.above] |= changed[heading.number]
    return frozenset(number for number, sides in enumerate(changed) if len(sides) == 2)


def _changed(nodes: Nodes, number: int) -> set[str]:
    """The sides that have another entry than the base, or have it elsewhere.

    What both have put in alike is no change that one of them has not counted.
    """
    entries, parents = nodes.entry(number), nodes.parents(number)
    said = entries.map(lambda entry: entry.said() if entry else None)
    if said.ours == said.theirs and parents.ours == parents.theirs:
        return set()
    found = set[str]()
    for name, words, parent in zip(("ours", "theirs"), said[1:], parents[1:], strict=True):
        if words != said.base or parent != parents.base:
            found.add(name)
    return found


def count_anew(
    document: Document, reread: Reread, places: Iterable[int], conflicts: Sequence[int]
) -> Lines:
    """The file with the cookies of the headings on some lines, from 0, counted anew.

    A heading with a conflict in it, or below it, is left as it is.
    """
    wanted = set(places)
    splices: list[Splice] = []
    for heading in document.headings:
        if heading.line - 1 in wanted and _has_cookie(document, heading):
            stop = _stop(document, heading)
            if not any(heading.line - 1 <= line < stop for line in conflicts):
                splices += _counted(document, heading, stop, reread)
    return document.lines.apply(splices)


def _has_cookie(document: Document, heading: Heading) -> bool:
    return any(map(COOKIE.search, document.lines.texts[heading.line - 1 : heading.end]))


def _stop(document: Document, heading: Heading) -> int:
    """The line after a subtree."""
    return max((below.end for below in subtree(document.headings, heading)), default=heading.end)


def _counted(document: Document, heading: Heading, stop: int, reread: Reread) -> Iterator[Splice]:
    """The cookies of an entry, counted in a file of what it is below and its subtree alone.

    To count in the whole of a long file once for each heading would take long.
    """
    texts, start = document.lines.texts, heading.line - 1
    above = [*ancestors(document.headings, heading)][::-1]
    spans = [(0, document.headings[0].line - 1), *((h.line - 1, h.end) for h in above)]
    raw = [text for first, last in spans for text in texts[first:last]]
    shift = start - len(raw)
    small = reread(Lines((*raw, *texts[start:stop], ""), document.lines.encoding))
    if small.settings.keywords != document.settings.keywords:
        small, shift = document, 0
    place = next(h for h in small.headings if h.line - 1 == start - shift)
    for splice in update_cookies(small, place, now=_NEVER):
        if start <= splice.start + shift < heading.end:
            yield Splice(splice.start + shift, splice.stop + shift, splice.new)
