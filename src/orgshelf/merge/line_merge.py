"""Line-based three-way merge (diff3).

Edits of adjacent lines do not conflict, unlike in diff3: two neighbouring checkboxes are
independent. Insertions of both sides at the same place are both kept, ours first.
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

#: Merges a line; None if it cannot.
LineRule = Callable[[Three[str]], str | None]
Lines = tuple[str, ...]


class _Edit(NamedTuple):
    """Lines of the base that a side replaced; an empty range for an insertion."""

    start: int
    stop: int
    side: Side
    new: Lines


class _Cluster(NamedTuple):
    """A range of the base with overlapping edits of both sides."""

    start: int
    stop: int
    edits: list[_Edit]

    def meets(self, edit: _Edit) -> bool:
        """Whether a later edit overlaps the cluster, or is an insertion at the same place."""
        if self.start == self.stop == edit.start == edit.stop:
            return True
        return edit.start < self.stop

    def with_edit(self, edit: _Edit) -> "_Cluster":
        return _Cluster(self.start, max(self.stop, edit.stop), [*self.edits, edit])

    def version(self, base: Sequence[str], side: Side) -> Lines:
        """A side's version of the range."""
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
    """Merge the lines, with ``rule`` for a single line that both sides changed.

    ``closed`` are the lines of the base before which insertions of both sides conflict, such as
    those inside a code block.
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
    """Merge two versions without a base: all lines of both.

    Different lines at the same place are a conflict. The result is symmetric: the diff is always
    made in the same direction.
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
    """The edits of a side, split into single lines where changed lines are similar."""
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
    """The lines of ours, then the elements (paragraphs, blocks, items) that only theirs has.

    Without ``together`` it is a conflict.
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
    """The lines split into elements, each with its trailing blank lines."""
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
    """The lines that are not blank, stripped."""
    return tuple(filter(None, (line.strip() for line in lines)))


def _between(above: Lines, below: Lines) -> Iterator[str]:
    """A blank line, if two paragraphs would be joined."""
    if above and below and line_type(above[-1]).type == line_type(below[0]).type == "text":
        yield ""


_TOKENS = re.compile(r"\s+|\w+|[^\w\s]+")
#: The least number of unchanged tokens between a change of ours and one of theirs.
_APART = 4

_WordChange = tuple[int, int, tuple[str, ...]]


def merge_line(versions: Three[str]) -> str | None:
    """Merge a line of text; None if it is a conflict."""
    if all(line_type(line).type == "item" for line in versions):
        return _merge_item(versions.map(item_parts))
    return merge_words(versions)


def _merge_item(parts: Three[ItemParts]) -> str | None:
    """Merge bullet, counter, checkbox and text of a list item."""
    fields = [Three(*field) for field in zip(*parts, strict=True)]
    sides = [field.side() for field in fields[:3]]
    text = merge_words(fields[3])
    if None in sides or text is None:
        return None
    bullet, counter, mark = (f.of(s) for f, s in zip(fields[:3], sides, strict=True) if s)
    return f"{bullet} {counter}{mark}{text}"


def merge_words(versions: Three[str]) -> str | None:
    """Merge a text word by word, ignoring statistics; None if changes are close to each other."""
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
    """The text with empty statistics cookies, which are recomputed after the merge."""
    return COOKIE.sub(lambda match: "[%]" if "%" in match[0] else "[/]", text)
