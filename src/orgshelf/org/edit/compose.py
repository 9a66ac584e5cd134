"""New headings and subtrees (Org manual: Structure Editing)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from orgshelf.errors import TagError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext, Layout
from orgshelf.org.edit.elements import is_blank
from orgshelf.org.edit.log import state_line
from orgshelf.org.edit.planning import add_stamp
from orgshelf.org.edit.properties import check_property, property_text, put_property
from orgshelf.org.edit.statistics import update_parents
from orgshelf.org.edit.subtree import Paste, extent, insert, valid_level
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import is_tag
from orgshelf.org.syntax.timestamps import format_stamp


@dataclass(frozen=True, slots=True)
class NewHeading:
    """The contents of a new heading; property names keep their case."""

    title: str
    keyword: str | None
    tags: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


class Place(NamedTuple):
    """The place of a new heading: the line before which it goes, its level, and blank lines."""

    line: int
    level: int
    blanks: tuple[str, ...]


def place_below(document: Document, parent: Heading | None) -> Place:
    """The place after the last child of a heading or, without one, at the end of the file."""
    place = None if parent is None else document.headings.index(parent)
    siblings = document.spans.children(place)
    above = document.spans.levels[siblings[-1]] if siblings else 0
    level = above or valid_level(document, parent.level if parent else 0, 1)
    blanks = ("",) * _blanks_between(document, siblings)
    return Place(_end_of_text(document, parent), level, blanks)


def says(heading: Heading, new: NewHeading) -> bool:
    """Whether a heading has the wanted contents."""
    return (
        (heading.text, heading.keyword, heading.local_tags) == (new.title, new.keyword, new.tags)
        and heading.priority is None
        and not heading.commented
        and all(heading.properties.get(name.upper()) == text for name, text in new.properties)
    )


def settle_state(document: Document, heading: Heading, *, now: datetime) -> tuple[Splice, ...]:
    """Apply the effects of a new heading's keyword: CLOSED if done, and the cookies of parents."""
    context = EditContext(document, heading, now)
    buffer = EditBuffer.of(document.lines, heading)
    if heading.done and context.org.log_done:
        closed = context.stamp(time=context.org.log_done_with_time)
        buffer = add_stamp(buffer, "CLOSED", closed, context.layout)
    return update_parents(buffer, context, heading.keyword).splices(document.lines.texts)


def heading_lines(document: Document, level: int, new: NewHeading) -> tuple[str, ...]:
    """The lines of a heading at a level.

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
    """The line after the last one with text, of a subtree or of the file."""
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


@dataclass(frozen=True, slots=True)
class StateLog:
    """A state change for the log: the keyword, the one before it, and the day."""

    state: str
    previous: str | None
    day: date


@dataclass(frozen=True, slots=True)
class NewSubtree:
    """A new heading with the headings below it; ``log`` has the newest line first.

    ``deeper`` is the difference between its level and its parent's.
    """

    heading: NewHeading
    priority: str | None = None
    closed: date | None = None
    deadline: date | None = None
    scheduled: date | None = None
    log: tuple[StateLog, ...] = ()
    body: tuple[str, ...] = ()
    below: "tuple[NewSubtree, ...]" = ()
    deeper: int = 1

    def flat(self) -> "Iterator[NewSubtree]":
        """The heading and all below it, in file order."""
        yield self
        for subtree in self.below:
            yield from subtree.flat()


def insert_heading(
    document: Document,
    parent: Heading | None,
    new: NewHeading,
    parts: Sequence[NewSubtree] = (),
) -> Paste:
    """Add a subtree after the last child of ``parent`` or, without one, at the end of the file.

    It has the level of its siblings, and as many blank lines above it as they have. Blank lines at
    the end of the place stay there (org-insert-todo-heading).

    Raises:
        TagError, PropertyError: a tag or a property is invalid.
    """
    place = place_below(document, parent)
    level = valid_level(document, place.level, 1)
    below = (line for part in parts for line in subtree_text(document, level, part))
    lines = (*place.blanks, *heading_lines(document, place.level, new), *below)
    return insert(document, place.line, lines, above=len(place.blanks))


def subtree_text(document: Document, level: int, new: NewSubtree) -> Iterator[str]:
    """The lines of a subtree at a level.

    Raises:
        TagError, PropertyError: Org would not read one as such.
    """
    indent = Layout.of(document).blanks(Layout.of(document).below(level))
    yield _headline(document, level, new)
    if planning := " ".join(_planning(document, new)):
        yield indent + planning
    if new.heading.properties:
        yield from (indent + line for line in _drawer(new.heading))
    yield from (indent + line for line in log_lines(document, new.log))
    yield from new.body
    for subtree in new.below:
        below = level
        for _ in range(subtree.deeper):
            below = valid_level(document, below, 1)
        yield from subtree_text(document, below, subtree)


def says_all(heading: Heading, new: NewSubtree) -> bool:
    """Whether a subtree has the wanted contents."""
    wanted, planning = new.heading, heading.planning
    days = (planning.closed, planning.deadline, planning.scheduled)
    return (
        (heading.text, heading.keyword, heading.local_tags)
        == (wanted.title, wanted.keyword, wanted.tags)
        and heading.priority == new.priority
        and not heading.commented
        and [stamp and stamp.day for stamp in days] == [new.closed, new.deadline, new.scheduled]
        and all(heading.properties.get(name.upper()) == text for name, text in wanted.properties)
    )


def log_lines(document: Document, log: tuple[StateLog, ...]) -> Iterator[str]:
    """The lines of the log, in the drawer that the settings name."""
    drawer = document.org.log_into_drawer
    ordered = log if document.org.log_states_order_reversed else log[::-1]
    lines = (
        f"- {state_line(each.state, each.previous, day_stamp(document, each.day, active=False))}"
        for each in ordered
    )
    if not log or not drawer:
        yield from lines
        return
    yield f":{drawer}:"
    yield from lines
    yield ":END:"


def day_stamp(document: Document, day: date, *, active: bool) -> str:
    """The inactive timestamp of a day."""
    moment = datetime.combine(day, time())
    return format_stamp(moment, document.org.weekdays, active=active, time=False)


def _headline(document: Document, level: int, new: NewSubtree) -> str:
    heading = new.heading
    for tag in heading.tags:
        if not is_tag(tag):
            raise TagError(tag)
    priority = f"[#{new.priority}]" if new.priority else ""
    tags = f":{':'.join(heading.tags)}:" if heading.tags else ""
    words = ("*" * level, heading.keyword, priority, heading.title, tags)
    return aligned(" ".join(filter(None, words)), document)


def _planning(document: Document, new: NewSubtree) -> Iterator[str]:
    if new.closed:
        yield f"CLOSED: {day_stamp(document, new.closed, active=False)}"
    if new.deadline:
        yield f"DEADLINE: {day_stamp(document, new.deadline, active=True)}"
    if new.scheduled:
        yield f"SCHEDULED: {day_stamp(document, new.scheduled, active=True)}"


def _drawer(heading: NewHeading) -> Iterator[str]:
    yield ":PROPERTIES:"
    for name, value in heading.properties:
        check_property(name, value)
        yield property_text(name, value)
    yield ":END:"
