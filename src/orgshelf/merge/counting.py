"""Statistics cookies counted anew where both sides changed what they count."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from orgshelf.merge.assembly import Written
from orgshelf.merge.nodes import FILE, Nodes
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.cookies import update_cookies
from orgshelf.org.edit.statistics import subtree
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.syntax.headline import COOKIE

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


def count_anew(document: Document, places: Iterable[int], conflicts: Sequence[int]) -> Lines:
    """The file with the cookies of the headings on some lines, from 0, counted anew.

    A heading with a conflict in it, or below it, is left as it is.
    """
    wanted = set(places)
    splices: dict[int, Splice] = {}
    for heading in document.headings:
        if heading.line - 1 in wanted and _has_cookie(document, heading):
            last = max((below.end for below in subtree(document.headings, heading)), default=0)
            if not any(heading.line - 1 <= line < max(last, heading.end) for line in conflicts):
                found = update_cookies(document, heading, now=_NEVER)
                splices |= {splice.start: splice for splice in found}
    return document.lines.apply(splices.values())


def _has_cookie(document: Document, heading: Heading) -> bool:
    return any(map(COOKIE.search, document.lines.texts[heading.line - 1 : heading.end]))
