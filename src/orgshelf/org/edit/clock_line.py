"""Clocking in, out and cancelling (org-clock-in, org-clock-out, org-clock-cancel)."""

import re
from collections.abc import Sequence
from datetime import datetime

from orgshelf.errors import ClockError
from orgshelf.model import Clock, Heading, minutes_between
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext
from orgshelf.org.edit.elements import (
    Drawer,
    clock_lines,
    drawers,
    element_lines,
    find_drawer,
    is_blank,
    list_column,
)
from orgshelf.org.edit.log import LogPlace, in_new_drawer, item_lines, note_lines
from orgshelf.org.edit.properties import metadata_column
from orgshelf.org.elements.logbook import clocks
from orgshelf.org.lines import Splice
from orgshelf.text import indentation

_DRAWER = "LOGBOOK"
_NUMBER = re.compile(r"[0-9]{1,9}")


def clock_place(buffer: EditBuffer, context: EditContext) -> LogPlace:
    """The line for a new clock: the first one in the clock drawer.

    As in Org, clocks outside of it are moved to a new drawer, the last one first. Without a drawer
    the new clock goes before the first one.
    """
    into, name = _into_drawer(context), clock_drawer(context)
    if name is not None and (found := find_drawer(buffer.lines, name, buffer.body, buffer.stop)):
        return _in_drawer(buffer, context, *found)
    clocks = clock_lines(buffer.lines, buffer.body, buffer.stop)
    most = into if isinstance(into, int) else 0
    if name is not None and len(clocks) + 1 >= most:
        return _in_gathered_drawer(buffer, context, name, clocks)
    if not clocks:
        return LogPlace(buffer, buffer.body, metadata_column(buffer, context.layout))
    line = clocks[0 if context.org.log_states_order_reversed else -1]
    return LogPlace(buffer, line, _column(buffer, context, line))


def clock_drawer(context: EditContext) -> str | None:
    """The name of the clock drawer (org-clock-drawer-name)."""
    into = _into_drawer(context)
    return context.log_drawer or _DRAWER if isinstance(into, int) else into


def _into_drawer(context: EditContext) -> str | int | None:
    """The value of CLOCK_INTO_DRAWER, else of the variable: a drawer, or a number of clocks."""
    value = context.heading.inherited.get("CLOCK_INTO_DRAWER", "").strip()
    if value == "nil":
        return None
    if _NUMBER.fullmatch(value):
        return int(value)
    into = {"t": True, "": context.org.clock_into_drawer}.get(value, value)
    if isinstance(into, bool):
        return (context.log_drawer or _DRAWER) if into else None
    return into


def _in_drawer(buffer: EditBuffer, context: EditContext, start: int, end: int) -> LogPlace:
    line = start + 1 if context.org.log_states_order_reversed else end
    return LogPlace(buffer, line, _column(buffer, context, line))


def _in_gathered_drawer(
    buffer: EditBuffer, context: EditContext, name: str, clocks: Sequence[int]
) -> LogPlace:
    """Move the clocks, with blank lines above them, into a new drawer.

    If it is the end of the file, it ends in a newline.
    """
    texts = [buffer.lines[line].strip(" \t") for line in reversed(clocks)]
    before = len(buffer.lines)
    # Org indents a drawer that is to hold a first clock, but not one around those there are.
    column = 0 if clocks else metadata_column(buffer, context.layout)
    if buffer.body == len(buffer.lines):
        buffer = buffer.insert(buffer.body)
    buffer, first, _ = in_new_drawer(buffer, context, name, column)
    made = len(buffer.lines) - before
    for line in (line + made for line in reversed(clocks)):
        start = line
        while is_blank(buffer.lines[start - 1]):
            start -= 1
        buffer = buffer.remove(start, line + 1)
    buffer = buffer.insert(first, *(context.layout.blanks(column) + text for text in texts))
    # There Org comes to stand on the second line, or on the last.
    reversed_order = context.org.log_states_order_reversed
    place = first + (min(len(texts), 1) if reversed_order else max(len(texts) - 1, 0))
    return LogPlace(buffer, place, column)


def _column(buffer: EditBuffer, context: EditContext, line: int) -> int:
    """The column of the previous element, else of the drawer around the line.

    Without either it is the column of the metadata (org-indent-line).
    """
    around = drawer_around(buffer, line)
    start = buffer.body if around is None else around + 1
    above = [begin for begin in element_lines(buffer.lines, start, line) if begin < line]
    if above:
        return indentation(buffer.lines[above[-1]])
    if around is not None:
        return indentation(buffer.lines[around])
    return metadata_column(buffer, context.layout)


def drawer_around(buffer: EditBuffer, line: int) -> int | None:
    """The first line of the drawer around a line."""
    found = drawers(buffer.lines, buffer.body, buffer.stop)
    return next((drawer.start for drawer in found if drawer.start < line < drawer.end), None)


_RUNNING = re.compile(r"[ \t]*CLOCK: *\[[^\]]+\][ \t]*$")


def clock_in(document: Document, heading: Heading, *, now: datetime) -> tuple[Splice, ...]:
    """Start the clock in an entry at ``now``, in local time (org-clock-in)."""
    context = EditContext(document, heading, now)
    buffer, line, column = clock_place(EditBuffer.of(document.lines, heading), context)
    text = f"{context.layout.blanks(column)}CLOCK: {context.stamp()}"
    return buffer.insert(line, text).splices(document.lines.texts)


def clock_out(
    document: Document, heading: Heading, *, now: datetime, note: str | None = None
) -> tuple[Splice, ...]:
    """Stop the running clock of an entry at ``now``, in local time (org-clock-out).

    ``note`` is written below the clock, as with org-log-note-clock-out.

    Raises:
        ClockError: no clock is running there, or it begins later.
    """
    context = EditContext(document, heading, now)
    buffer = EditBuffer.of(document.lines, heading)
    line = _running_line(document, heading)
    buffer = buffer.replace(line, _stopped(buffer.lines[line], context))
    if texts := note_lines(note):
        item = item_lines(texts, _note_column(buffer, line), context.layout)
        buffer = buffer.splice(line + 1, line + 1, *item)
    name = (clock_drawer(context) or "").upper()
    left = drawers(buffer.lines, buffer.body, buffer.stop)
    return _without_empty(buffer, [d for d in left if d.name == name]).splices(document.lines.texts)


def clock_cancel(document: Document, heading: Heading) -> tuple[Splice, ...]:
    """Remove the running clock of an entry, and a drawer that becomes empty (org-clock-cancel).

    Raises:
        ClockError: no clock is running there.
    """
    buffer = EditBuffer.of(document.lines, heading)
    line = _running_line(document, heading)
    buffer = buffer.splice(line, line + 1)
    left = drawers(buffer.lines, buffer.at + 1, buffer.stop)
    # Org looks at the previous line; blank lines belong to the drawer above them.
    text = next(at for at in range(line - 1, -1, -1) if not is_blank(buffer.lines[at]))
    here = [d for d in left if line - 1 == d.start or text == d.end]
    return _without_empty(buffer, here).splices(document.lines.texts)


def running_clock(document: Document, heading: Heading) -> Clock | None:
    """The first unfinished clock of an entry."""
    line = _running(document, heading)
    return None if line is None else next(clocks([document.lines.texts[line]]), None)


def _running(document: Document, heading: Heading) -> int | None:
    """The line (from 0) of the running clock."""
    lines = document.lines.texts
    found = clock_lines(lines, heading.line, heading.end)
    return next((line for line in found if _RUNNING.match(lines[line])), None)


def _running_line(document: Document, heading: Heading) -> int:
    line = _running(document, heading)
    if line is None:
        raise ClockError(
            f"No clock runs in {heading.title!r}: start one with `orgshelf clock in REF`."
        )
    return line


def _stopped(line: str, context: EditContext) -> str:
    """The line of the clock with its end and its duration."""
    clock = next(clocks([line]), None)
    start = clock.start.start if clock else None
    if start is None:
        raise ClockError(f"{line.strip()!r} has no date that the calendar knows: mend it first.")
    minutes = minutes_between(start, context.now.replace(second=0, microsecond=0))
    if minutes < 0:
        raise ClockError(
            f"The clock runs since {start:%Y-%m-%d %H:%M}, which is later: give a later --at."
        )
    return f"{line.rstrip()}--{context.stamp()} => {minutes // 60:>2}:{minutes % 60:02}"


def _note_column(buffer: EditBuffer, line: int) -> int:
    """The column of a clock's note: that of the list around the clock, else that of the clock."""
    around = drawer_around(buffer, line)
    top = buffer.body if around is None else around + 1
    column = list_column(buffer.lines, line + 1, top)
    return indentation(buffer.lines[line]) if column is None else column


def _without_empty(buffer: EditBuffer, found: Sequence[Drawer]) -> EditBuffer:
    """Remove drawers that contain at most blank lines (org-remove-empty-drawer-at)."""
    for drawer in reversed(found):
        if all(map(is_blank, buffer.lines[drawer.start + 1 : drawer.end])):
            buffer = buffer.remove(drawer.start, drawer.end + 1)
    return buffer
