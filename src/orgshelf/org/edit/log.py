"""Log notes: when they are due, and where they go (org-store-log-note, org-log-beginning)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Literal, NamedTuple

from orgshelf.errors import NotEditableError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext, Layout
from orgshelf.org.edit.elements import find_drawer, is_blank, item_ends, list_column, text_lines
from orgshelf.org.edit.properties import check_property, metadata_column, put_property
from orgshelf.org.lines import Splice
from orgshelf.org.settings import Log, with_startup
from orgshelf.org.syntax.drawers import is_drawer_name
from orgshelf.org.syntax.keywords import TodoKeyword, parse_sequence
from orgshelf.text import indentation, width

How = Literal["time", "note"]
_FLAGS: Mapping[str, How] = {"!": "time", "@": "note"}


@dataclass(frozen=True, slots=True)
class LogRules:
    """The logging rules: of done states, of repeating tasks, and of keywords with flags."""

    done: Log
    repeat: Log
    flagged: Mapping[str, TodoKeyword]

    @property
    def active(self) -> bool:
        """Whether state changes are logged at all; if not, even CLOSED is kept."""
        return bool(self.done or self.flagged)

    def wanted(self, state: str | None, previous: str | None) -> How | None:
        """The log of a state change: for entering the new state, else for leaving the old."""
        entered, left = self.flagged.get(state or ""), self.flagged.get(previous or "")
        if state is None:
            return None
        return (entered and _FLAGS.get(entered.enter)) or (left and _FLAGS.get(left.leave)) or None


def log_rules(context: EditContext) -> LogRules:
    """The rules of the file, or those of a LOGGING property, which replace all of them."""
    if "LOGGING" in context.heading.inherited:
        return inner_rules(context)
    named = chain.from_iterable(sequence.keywords for sequence in context.keywords.sequences)
    return LogRules(context.org.log_done, context.org.log_repeat, _flagged(named))


def inner_rules(context: EditContext) -> LogRules:
    """The rules while a repeater resets the keyword, from a LOGGING property only.

    Its words are those of ``#+STARTUP``, and keywords with flags (org-local-logging).
    """
    words = context.heading.inherited.get("LOGGING", "").split()
    cleared = with_startup(context.org._replace(log_done="", log_repeat=""), words)
    named = (parse_sequence(word).keywords[0] for word in words if word != "|")
    known = (keyword for keyword in named if keyword.name in context.keywords.all)
    return LogRules(cleared.log_done, cleared.log_repeat, _flagged(known))


def _flagged(keywords: Iterable[TodoKeyword]) -> dict[str, TodoKeyword]:
    return {keyword.name: keyword for keyword in keywords if keyword.enter or keyword.leave}


_STATE_ITEM = re.compile(
    r'[ \t]*- +State +(?:"\S+")? +from +(?:"\S+")? +\[\d{4}-\d\d-\d\d(?: .*?)?\]', re.IGNORECASE
)


class LogPlace(NamedTuple):
    """The line and column of a note, in a buffer that has its drawer."""

    buffer: EditBuffer
    line: int
    column: int


def log_place(buffer: EditBuffer, context: EditContext) -> LogPlace:
    """The place of a new note: in the log drawer, if any, else above the entry's text.

    The newest note comes first, unless org-log-states-order-reversed is off.

    Raises:
        NotEditableError: no drawer can have the name.
    """
    if context.log_drawer:
        return _in_drawer(buffer, context, context.log_drawer)
    return _in_body(buffer, context)


def _in_drawer(buffer: EditBuffer, context: EditContext, name: str) -> LogPlace:
    found = find_drawer(buffer.lines, name, buffer.body, buffer.stop)
    if found is None:
        return in_new_drawer(buffer, context, name, metadata_column(buffer, context.layout))
    start, end = found
    column = indentation(buffer.lines[start])
    if context.org.log_states_order_reversed or end == start + 1:
        return LogPlace(buffer, start + 1, column)
    listed = list_column(buffer.lines, end, start + 1)
    return LogPlace(buffer, end, indentation(buffer.lines[end - 1]) if listed is None else listed)


def in_new_drawer(buffer: EditBuffer, context: EditContext, name: str, column: int) -> LogPlace:
    """Create the drawer; the place is inside.

    Raises:
        NotEditableError: no drawer can have the name.
    """
    if not is_drawer_name(name):
        reason = f"line {context.heading.line} is to log into {name!r}, which cannot name a drawer"
        raise NotEditableError(context.document.file, reason)
    lines = (f"{context.layout.blanks(column)}{line}" for line in (f":{name}:", ":END:"))
    return LogPlace(buffer.splice(buffer.body, buffer.body, *lines), buffer.body + 1, column)


def _in_body(buffer: EditBuffer, context: EditContext) -> LogPlace:
    first = buffer.body
    while first < buffer.last and is_blank(buffer.lines[first]):
        first += 1
    column = metadata_column(buffer, context.layout)
    if context.org.log_states_order_reversed:
        return LogPlace(buffer, first, column)
    end = _after_state_items(buffer.lines, first, buffer.stop)
    if end == first:
        return LogPlace(buffer, buffer.body, column)
    listed = list_column(buffer.lines, end, first)
    return LogPlace(buffer, end, indentation(buffer.lines[end - 1]) if listed is None else listed)


def _after_state_items(lines: Sequence[str], first: int, stop: int) -> int:
    """The line after the state notes at the begin of the text (org-skip-over-state-notes)."""
    ends = item_ends(lines, first, stop)
    index = end = first
    while index in ends and _STATE_ITEM.match(lines[index]):
        end = ends[index]
        index = end + (end < stop and is_blank(lines[end]))
    return end


Purpose = Literal[
    "state", "done", "note", "reschedule", "delschedule", "redeadline", "deldeadline", "refile"
]
#: The first line of a note (org-log-note-headings); that of a state note pads its keywords.
_HEADINGS: Mapping[Purpose, str] = {
    "done": "CLOSING NOTE {when}",
    "note": "Note taken on {when}",
    "reschedule": "Rescheduled from {previous} on {when}",
    "delschedule": "Not scheduled, was {previous} on {when}",
    "redeadline": "New deadline from {previous} on {when}",
    "deldeadline": "Removed deadline, was {previous} on {when}",
    "refile": "Refiled on {when}",
}


@dataclass(frozen=True, slots=True)
class LogNote:
    """A log note; ``how`` tells whether Org would ask for its text.

    ``state`` and ``previous`` are the keywords of a state note: None is left out, "" is written as
    a pair of quotes. In the note for a date ``previous`` is the old timestamp.
    """

    purpose: Purpose
    state: str | None
    previous: str | None
    how: Literal["time", "note"]


def store_note(
    buffer: EditBuffer, context: EditContext, note: LogNote, text: str | None
) -> EditBuffer:
    """Write a log note as a list item, where Org puts it, in place of blank lines there.

    At the end of a file without a final newline, the file still has none.

    Raises:
        UsageError: a line of the text would begin or end a drawer.
        NotEditableError: the name of the log drawer is invalid.
    """
    body = note_lines(text)
    head = _header(note, context.stamp()) + (r" \\" if body else "")
    place = log_place(buffer, context)
    buffer, line = place.buffer, place.line
    if line < buffer.last and is_blank(buffer.lines[line]):
        buffer = buffer.splice(line, line + 1)
    return buffer.splice(line, line, *item_lines((head, *body), place.column, context.layout))


def item_lines(texts: Sequence[str], column: int, layout: Layout) -> Iterator[str]:
    """The lines of a list item at a column."""
    yield f"{layout.blanks(column)}- {texts[0]}"
    yield from (layout.blanks(column + 2) + text if text else "" for text in texts[1:])


def _header(note: LogNote, when: str) -> str:
    """The first line, without the dash."""
    if heading := _HEADINGS.get(note.purpose):
        return heading.format(previous=f'"[{(note.previous or "")[1:-1]}]"', when=when)
    return f"State {_quoted(note.state)} from {_quoted(note.previous)} {when}"


def state_line(state: str, previous: str | None, when: str) -> str:
    """The first line of the log note for a state change, without the dash."""
    return _header(LogNote("state", state, previous, "time"), when)


def _quoted(keyword: str | None) -> str:
    quoted = "" if keyword is None else f'"{keyword}"'
    return quoted + " " * (12 - width(quoted))


def note_lines(text: str | None) -> Sequence[str]:
    """The lines of a note, without leading and trailing blank ones.

    Raises:
        UsageError: a line would begin or end a drawer.
    """
    stripped = (text or "").strip()
    return text_lines(stripped) if stripped else ()


# Taking a note (Org manual: Drawers; org-add-note).


def add_note(
    document: Document, heading: Heading, text: str, *, now: datetime
) -> tuple[Splice, ...]:
    """Add a note with its time to an entry's log.

    ``now`` is local time.
    """
    return _noted(EditBuffer.of(document.lines, heading), EditContext(document, heading, now), text)


def set_with_note(
    document: Document, heading: Heading, name: str, value: str, text: str, *, now: datetime
) -> tuple[Splice, ...]:
    """Set a property as ``set_property`` does, and log it in a note.

    Raises:
        PropertyError: as ``set_property``.
    """
    check_property(name, value)
    context = EditContext(document, heading, now)
    return _noted(
        put_property(EditBuffer.of(document.lines, heading), name, value, context.layout),
        context,
        text,
    )


def log_state(
    document: Document, heading: Heading, previous: str | None, *, now: datetime, timed: bool
) -> tuple[Splice, ...]:
    """Log the change from another keyword to the current one (org-add-log-setup).

    ``now`` is the local time of that; without ``timed`` only its day counts.
    """
    context = EditContext(document, heading, now, timed)
    note = LogNote("state", heading.keyword, previous, "time")
    buffer = EditBuffer.of(document.lines, heading)
    return store_note(buffer, context, note, None).splices(document.lines.texts)


def _noted(buffer: EditBuffer, context: EditContext, text: str) -> tuple[Splice, ...]:
    note = LogNote("note", None, None, "note")
    return store_note(buffer, context, note, text).splices(context.document.lines.texts)
