"""Adding a heading (Org manual: Structure Editing; org-insert-todo-heading)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from orgshelf.errors import TagError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext
from orgshelf.org.edit.layout import Layout
from orgshelf.org.edit.lists import is_blank
from orgshelf.org.edit.planning import add_stamp
from orgshelf.org.edit.properties import check_property, put_property
from orgshelf.org.edit.statistics import update_parents
from orgshelf.org.edit.subtree import extent, level_below
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import is_tag


@dataclass(frozen=True, slots=True)
class NewHeading:
    """What a heading to be added says; the names of its properties are as they are written."""

    title: str
    keyword: str | None
    tags: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


class Place(NamedTuple):
    """Where a new heading goes: before which line, on which level, below which blank lines."""

    line: int
    level: int
    blanks: tuple[str, ...]


def place_below(document: Document, parent: Heading | None) -> Place:
    """The last place below a heading or, without one, of the file."""
    place = None if parent is None else document.headings.index(parent)
    siblings = document.spans.children(place)
    above = document.spans.levels[siblings[-1]] if siblings else 0
    level = above or level_below(document, parent.level if parent else 0)
    blanks = ("",) * _blanks_between(document, siblings)
    return Place(_end_of_text(document, parent), level, blanks)


def says(heading: Heading, new: NewHeading) -> bool:
    """Whether a heading says what was to be added."""
    return (
        (heading.text, heading.keyword, heading.local_tags) == (new.title, new.keyword, new.tags)
        and heading.priority is None
        and not heading.commented
        and all(heading.properties.get(name.upper()) == text for name, text in new.properties)
    )


def settle_state(document: Document, heading: Heading, *, now: datetime) -> tuple[Splice, ...]:
    """Do what a new heading's keyword asks for: the cookies above, and CLOSED if it is done."""
    context = EditContext(document, heading, now)
    buffer = EditBuffer.of(document.lines, heading)
    if heading.done and context.org.log_done:
        closed = context.stamp(time=context.org.log_done_with_time)
        buffer = add_stamp(buffer, "CLOSED", closed, context.layout)
    return update_parents(buffer, context, heading.keyword).splices(document.lines.texts)


def heading_lines(document: Document, level: int, new: NewHeading) -> tuple[str, ...]:
    """The lines of a heading with so many stars.

    Raises:
        TagError, PropertyError: Org would not read one as such.
    """
    for tag in new.tags:
        if not is_tag(tag):
            raise TagError(tag)
    words = ("*" * level, new.keyword, new.title, f":{':'.join(new.tags)}:" if new.tags else "")
    buffer = EditBuffer((aligned(" ".join(filter(None, words)), document), ""), (None, None), 0)
    for name, value in new.properties:
        check_property(name, value)
        buffer = put_property(buffer, name, value, Layout.of(document))
    return buffer.lines[:-1]


def _end_of_text(document: Document, parent: Heading | None) -> int:
    """The line after the last one that is not blank, of a subtree or of the file."""
    texts = document.lines.texts
    lines = range(len(texts)) if parent is None else extent(document, parent)
    last = next((i for i in reversed(lines) if not is_blank(texts[i])), -1)
    return last + 1


def _blanks_between(document: Document, siblings: Sequence[int]) -> int:
    """How many blank lines mostly come before a sibling; a file's first heading tells nothing.

    The siblings are places.
    """
    spans = document.spans
    others = siblings[1:] or [place for place in siblings if spans.parents[place] is not None]
    counts = Counter(_blanks_above(document, spans.starts[place]) for place in others)
    return counts.most_common(1)[0][0] if counts else 0


def _blanks_above(document: Document, line: int) -> int:
    texts, count = document.lines.texts, 0
    while is_blank(texts[line - 1 - count]):
        count += 1
    return count
