"""Three versions of some lines made one, by the edits that each side made (diff3).

Edits of the two sides that touch no common line are both made, though they may be neighbours:
two checkboxes that follow each other are two things. What both put in at the same place is
there one after the other.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from typing import NamedTuple

from orgshelf.differences import differences
from orgshelf.merge.sequences import alike
from orgshelf.merge.three import Conflict, Piece, Side, Three, as_pieces
from orgshelf.org.edit.checkbox import ItemParts, item_parts
from orgshelf.org.elements.line_types import line_type
from orgshelf.org.elements.node import Element
from orgshelf.org.elements.section import read_section
from orgshelf.org.syntax.headline import COOKIE

#: Makes one line of three, or says that it cannot.
LineRule = Callable[[Three[str]], str | None]
Lines = tuple[str, ...]


class _Edit(NamedTuple):
    """Lines of the base that one side has replaced; none are replaced where it put some in."""

    start: int
    stop: int
    side: Side
    new: Lines


class _Cluster(NamedTuple):
    """Lines of the base, and the edits of both sides that touch each other there."""

    start: int
    stop: int
    edits: list[_Edit]

    def meets(self, edit: _Edit) -> bool:
        """Whether a later edit touches lines of this one, or is put in at the same place."""
        if self.start == self.stop == edit.start == edit.stop:
            return True
        return edit.start < self.stop

    def with_edit(self, edit: _Edit) -> "_Cluster":
        return _Cluster(self.start, max(self.stop, edit.stop), [*self.edits, edit])

    def version(self, base: Sequence[str], side: Side) -> Lines:
        """What a side has made of these lines."""
        made: list[str] = []
        at = self.start
        for edit in self.edits:
            if edit.side == side:
                made += (*base[at : edit.start], *edit.new)
                at = edit.stop
        return (*made, *base[at : self.stop])


def merge_lines(
    lines: Three[Lines], rule: LineRule = lambda _: None, closed: Container[int] = ()
) -> list[Piece]:
    """Merge the lines; ``rule`` is asked where both sides changed the same line.

    ``closed`` are the places of the base, by the line that follows, where lines of both sides do
    not go together, such as those inside a block of code.
    """
    if side := lines.side():
        return list(lines.of(side))
    base = lines.base
    merged: list[Piece] = []
    at = 0
    for cluster in _clusters(lines):
        merged += base[at : cluster.start]
        merged += _settled(base, cluster, rule, closed)
        at = cluster.stop
    return [*merged, *base[at:]]


def join_lines(ours: Lines, theirs: Lines) -> list[Piece]:
    """Two versions of which nothing is known to be older: all lines that only one of them has.

    Where both have other lines in the same place, that is a conflict. Which of them is ours does
    not matter: of two ways to compare them it is always the same one.
    """
    if theirs < ours:
        turned = join_lines(theirs, ours)
        return [p if isinstance(p, str) else Conflict(p.theirs, p.ours) for p in turned]
    joined: list[Piece] = []
    at = 0
    for start, stop, other_start, other_stop in differences(ours, theirs):
        joined += ours[at:start]
        mine, other = ours[start:stop], theirs[other_start:other_stop]
        joined += [Conflict(mine, other)] if mine and other else [*mine, *other]
        at = stop
    return [*joined, *ours[at:]]


def _clusters(lines: Three[Lines]) -> Iterator[_Cluster]:
    edits = [*_edits(lines.base, lines.ours, "ours"), *_edits(lines.base, lines.theirs, "theirs")]
    cluster: _Cluster | None = None
    for edit in sorted(edits, key=lambda edit: edit[:3]):
        if cluster and cluster.meets(edit):
            cluster = cluster.with_edit(edit)
            continue
        if cluster:
            yield cluster
        cluster = _Cluster(edit.start, edit.stop, [edit])
    if cluster:
        yield cluster


def _edits(base: Lines, made: Lines, side: Side) -> Iterator[_Edit]:
    """What a side did, line by line where lines are still like what they were."""
    for start, stop, other_start, other_stop in differences(base, made):
        new = made[other_start:other_stop]
        while start < stop and new and alike(base[start], new[0]):
            yield _Edit(start, start + 1, side, new[:1])
            start, new = start + 1, new[1:]
        last: list[_Edit] = []
        while start < stop and new and alike(base[stop - 1], new[-1]):
            last.append(_Edit(stop - 1, stop, side, new[-1:]))
            stop, new = stop - 1, new[:-1]
        if start < stop or new:
            yield _Edit(start, stop, side, new)
        yield from reversed(last)


def _settled(
    base: Lines, cluster: _Cluster, rule: LineRule, closed: Container[int]
) -> Sequence[Piece]:
    there = base[cluster.start : cluster.stop]
    versions = Three(there, cluster.version(base, "ours"), cluster.version(base, "theirs"))
    if side := versions.side():
        return versions.of(side)
    if not there:
        return union(versions, together=cluster.start not in closed)
    if len(there) == len(versions.ours) == len(versions.theirs) == 1:
        line = rule(versions.map(lambda lines: lines[0]))
        if line is not None:
            return [line]
    return as_pieces(versions.ours, versions.theirs)


def union(versions: Three[Lines], *, together: bool) -> Sequence[Piece]:
    """The lines of ours and then those of theirs.

    Elements that ours has too (paragraphs, blocks, items) are left out of theirs. Lines that do
    not go ``together`` are a conflict.
    """
    ours, theirs = versions.ours, versions.theirs
    if not together:
        return [Conflict(ours, theirs)]
    known = {_words(element) for element in _elements(ours)}
    rest = [element for element in _elements(theirs) if _words(element) not in known]
    if not rest:
        return ours
    return [*ours, *_between(ours, rest[0]), *(line for element in rest for line in element)]


def _elements(lines: Lines) -> Iterator[Lines]:
    """The lines in pieces that mean something by themselves, with the blank ones beside them."""
    at = 0
    for element in _leaves(read_section(lines)):
        if element.end > at:
            yield lines[at : element.end]
            at = element.end
    if at < len(lines):
        yield lines[at:]


def _leaves(section: Element) -> Iterator[Element]:
    for element in section.children:
        yield from element.children if element.kind == "plain-list" else (element,)


def _words(lines: Lines) -> Lines:
    """The lines that are not blank, without the blanks around them."""
    return tuple(filter(None, (line.strip() for line in lines)))


def _between(above: Lines, below: Lines) -> Iterator[str]:
    """A blank line, where two paragraphs would become one."""
    if above and below and line_type(above[-1]).type == line_type(below[0]).type == "text":
        yield ""


_TOKENS = re.compile(r"\s+|\w+|[^\w\s]+")
#: So many words or blanks must stay as they were between a change of ours and one of theirs.
_APART = 4

_WordChange = tuple[int, int, tuple[str, ...]]


def merge_line(versions: Three[str]) -> str | None:
    """A line of an entry's text, or None where it cannot be decided."""
    if all(line_type(line).type == "item" for line in versions):
        return _merge_item(versions.map(item_parts))
    return merge_words(versions)


def _merge_item(parts: Three[ItemParts]) -> str | None:
    """Bullet, counter, box and text, each by itself."""
    fields = [Three(*field) for field in zip(*parts, strict=True)]
    sides = [field.side() for field in fields[:3]]
    text = merge_words(fields[3])
    if None in sides or text is None:
        return None
    bullet, counter, mark = (f.of(s) for f, s in zip(fields[:3], sides, strict=True) if s)
    return f"{bullet} {counter}{mark}{text}"


def merge_words(versions: Three[str]) -> str | None:
    """A text in which both sides changed words far from each other; counts do not matter."""
    if side := versions.map(without_counts).side():
        return versions.of(side)
    base, ours, theirs = (tuple(_TOKENS.findall(text)) for text in versions)
    mine, other = list(_word_changes(base, ours)), list(_word_changes(base, theirs))
    if any(a[0] < b[1] + _APART and b[0] < a[1] + _APART for a in mine for b in other):
        return None
    merged = list(base)
    for start, stop, new in sorted(mine + other, reverse=True):
        merged[start:stop] = new
    return "".join(merged)


def _word_changes(base: tuple[str, ...], made: tuple[str, ...]) -> Iterator[_WordChange]:
    for start, stop, other_start, other_stop in differences(base, made):
        yield start, stop, made[other_start:other_stop]


def without_counts(text: str) -> str:
    """The text with statistics cookies that say nothing: they are counted anew."""
    return COOKIE.sub(lambda match: "[%]" if "%" in match[0] else "[/]", text)
