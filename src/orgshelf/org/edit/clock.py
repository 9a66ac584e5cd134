"""Clocking the time spent on an entry (Org manual: Clocking commands)."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from orgshelf.errors import ClockError
from orgshelf.model import Clock, Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.clock_place import clock_drawer, clock_place, drawer_around
from orgshelf.org.edit.columns import indentation
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.elements import Drawer, clock_lines, drawers
from orgshelf.org.edit.lists import list_column
from orgshelf.org.edit.log import body_lines, item_lines
from orgshelf.org.edit.scene import Scene
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.logbook import clocks

_RUNNING = re.compile(r"[ \t]*CLOCK: *\[[^\]]+\][ \t]*$")


def clock_in(document: Document, heading: Heading, *, now: datetime) -> tuple[Splice, ...]:
    """Start the clock in an entry at ``now``, in local time (org-clock-in)."""
    scene = Scene(document, heading, now)
    draft, line, column = clock_place(Draft.of(document.lines, heading), scene)
    text = f"{scene.layout.blanks(column)}CLOCK: {scene.stamp()}"
    return draft.insert(line, text).splices(document.lines.texts)


def clock_out(
    document: Document, heading: Heading, *, now: datetime, note: str | None = None
) -> tuple[Splice, ...]:
    """Stop the clock that runs in an entry at ``now``, in local time (org-clock-out).

    ``note`` is put below the clock, as org-log-note-clock-out has it.

    Raises:
        ClockError: no clock runs there, or it begins later.
    """
    scene = Scene(document, heading, now)
    draft = Draft.of(document.lines, heading)
    line = _running_line(document, heading)
    draft = draft.replace(line, _stopped(draft.lines[line], scene))
    if texts := body_lines(note):
        note_lines = item_lines(texts, _note_column(draft, line), scene.layout)
        draft = draft.insert(line + 1, *note_lines)
    name = (clock_drawer(scene) or "").upper()
    left = drawers(draft.lines, draft.body, draft.stop)
    return _without_empty(draft, [d for d in left if d.name == name]).splices(document.lines.texts)


def clock_cancel(document: Document, heading: Heading) -> tuple[Splice, ...]:
    """Take the clock that runs in an entry away, with a drawer it leaves empty (org-clock-cancel).

    Raises:
        ClockError: no clock runs there.
    """
    draft = Draft.of(document.lines, heading)
    line = _running_line(document, heading)
    draft = draft.splice(line, line + 1)
    left = drawers(draft.lines, draft.at + 1, draft.stop)
    return _without_empty(draft, [d for d in left if line - 1 in (d.start, d.end)]).splices(
        document.lines.texts
    )


def running_clock(document: Document, heading: Heading) -> Clock | None:
    """The first unfinished clock of an entry."""
    line = _running(document, heading)
    return None if line is None else next(clocks([document.lines.texts[line]]), None)


def _running(document: Document, heading: Heading) -> int | None:
    """The line of the clock, from 0."""
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


def _stopped(line: str, scene: Scene) -> str:
    """The clock's line with its end and its duration, in hours and minutes."""
    clock = next(clocks([line]), None)
    start = clock.start.start if clock else None
    if start is None:
        raise ClockError(f"{line.strip()!r} has no date that the calendar knows: mend it first.")
    now = scene.now.replace(second=0, microsecond=0)
    minutes = (now - start) // timedelta(minutes=1)
    if minutes < 0:
        raise ClockError(
            f"The clock runs since {start:%Y-%m-%d %H:%M}, which is later: give a later --at."
        )
    return f"{line.rstrip()}--{scene.stamp()} => {minutes // 60:>2}:{minutes % 60:02}"


def _note_column(draft: Draft, line: int) -> int:
    """Where the note of a clock begins: with the list that the clock stands in, else below it."""
    around = drawer_around(draft, line)
    top = draft.body if around is None else around + 1
    column = list_column(draft.lines, line + 1, top)
    return indentation(draft.lines[line]) if column is None else column


def _without_empty(draft: Draft, found: Sequence[Drawer]) -> Draft:
    """Take those of the drawers away that hold nothing (org-remove-empty-drawer-at)."""
    for drawer in reversed(found):
        if drawer.empty:
            draft = draft.remove(drawer.start, drawer.end + 1)
    return draft
