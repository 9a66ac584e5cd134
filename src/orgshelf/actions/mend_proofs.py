"""Proof that mending did what it should and nothing else, by the file read again."""

from collections.abc import Mapping

from orgshelf.actions.proofs import Section, same_title, says_the_same, sections, top_lines
from orgshelf.lint.check import Part
from orgshelf.model import Heading, Timestamp
from orgshelf.org.document import Document
from orgshelf.org.elements.node import walk
from orgshelf.org.elements.section import Above, read_section

#: What stands above the first heading, among the indexes of headings.
TOP = -1
#: What elements are, and what each is called.
_Shape = list[tuple[str, str]]


def only_mends(before: Document, after: Document, changes: Mapping[int, frozenset[Part]]) -> bool:
    """Whether some headings changed in the parts given for each, and all else is as it was."""
    old, new = sections(before), sections(after)
    return (
        len(old) == len(new)
        and _same_settings(before, after, changes)
        and all(
            _is_mended(a, b, changes[index])
            if index in changes
            else same_title(a, b) and says_the_same(a, b)
            for index, (a, b) in enumerate(zip(old, new, strict=True))
        )
        and all(a.heading.level == b.heading.level for a, b in zip(old, new, strict=True))
    )


def _same_settings(
    before: Document, after: Document, changes: Mapping[int, frozenset[Part]]
) -> bool:
    """Whether a file says the same of itself, but for what may be changed above its headings."""
    parts = frozenset[Part]().union(*changes.values())
    same = "settings" in parts or before.settings == after.settings
    old, new = top_lines(before), top_lines(after)
    top_agrees = old == new
    if TOP in changes:
        top_agrees = _agree(_shape(old, "file"), _shape(new, "file"), changes[TOP])
    return same and before.properties == after.properties and top_agrees


def _is_mended(old: Section, new: Section, parts: frozenset[Part]) -> bool:
    before, after = old.heading, new.heading
    shapes = [_shape(section.text, "headline") for section in (old, new)]
    return (
        _kept(before) == _kept(after)
        and ("text" in parts or before.text == after.text)
        and _same_moments(before, after, may_be_new="planning" in parts)
        and _same_properties(before, after, may_be_new="properties" in parts)
        and _agree(shapes[0], shapes[1], parts)
    )


def _kept(heading: Heading) -> tuple[object, ...]:
    return heading.keyword, heading.priority, heading.local_tags, heading.commented


def _same_moments(before: Heading, after: Heading, *, may_be_new: bool) -> bool:
    """Whether the planning means the same, however it is written, or is all new."""
    old, new = ([_meaning(stamp) for stamp in h.planning] for h in (before, after))
    return old == new or (may_be_new and not any(before.planning))


def _meaning(stamp: Timestamp | None) -> object:
    return stamp and (stamp.raw[0], *stamp[1:])


def _same_properties(before: Heading, after: Heading, *, may_be_new: bool) -> bool:
    return before.properties == after.properties or (may_be_new and not before.properties)


def _agree(old: _Shape, new: _Shape, parts: frozenset[Part]) -> bool:
    return "elements" in parts or old == new


def _shape(lines: tuple[str, ...], below: Above) -> _Shape:
    """The elements of some lines: what each is, and what it is called."""
    return [(element.kind, element.name) for element in walk(read_section(lines, below=below))]
