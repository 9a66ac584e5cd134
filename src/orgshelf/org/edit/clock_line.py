"""Clocking in, out and cancelling (org-clock-in, org-clock-out, org-clock-cancel)."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from orgshelf.errors import ClockError
from orgshelf.model import Clock, Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import Draft, Scene
from orgshelf.org.edit.elements import Drawer, clock_lines, drawers, find_drawer
from orgshelf.org.edit.lists import is_blank, list_column
from orgshelf.org.edit.log import LogPlace, body_lines, drawer_column, in_new_drawer, item_lines
from orgshelf.org.elements.logbook import clocks
from orgshelf.org.lines import Splice
from orgshelf.text import indentation

_DRAWER = "LOGBOOK"
_NUMBER = re.compile(r"[0-9]{1,9}")


def clock_place(draft: Draft, scene: Scene) -> LogPlace:
    """The place for a new clock: in the drawer for clocks, where the newest stands first.

    Clocks that stand outside are gathered into a new drawer, the last of them first, as Org
    has it. Without a drawer it goes before the first clock.
    """
    into, name = _into_drawer(scene), clock_drawer(scene)
    if name is not None and (found := find_drawer(draft.lines, name, draft.body, draft.stop)):
        return _in_drawer(draft, scene, *found)
    clocks = clock_lines(draft.lines, draft.body, draft.stop)
    most = into if isinstance(into, int) else 0
    if name is not None and len(clocks) + 1 >= most:
        return _in_gathered_drawer(draft, scene, name, clocks)
    if not clocks:
        return LogPlace(draft, draft.body, drawer_column(draft, scene.layout))
    line = clocks[0 if scene.org.log_states_order_reversed else -1]
    return LogPlace(draft, line, _column(draft, scene, line))


def clock_drawer(scene: Scene) -> str | None:
    """The name of the drawer for clocks (org-clock-drawer-name)."""
    into = _into_drawer(scene)
    return scene.log_drawer or _DRAWER if isinstance(into, int) else into


def _into_drawer(scene: Scene) -> str | int | None:
    """A drawer, or from how many clocks on there is one: the property, else the variable."""
    value = scene.heading.inherited.get("CLOCK_INTO_DRAWER", "").strip()
    if value == "nil":
        return None
    if _NUMBER.fullmatch(value):
        return int(value)
    into = {"t": True, "": scene.org.clock_into_drawer}.get(value, value)
    if isinstance(into, bool):
        return (scene.log_drawer or _DRAWER) if into else None
    return into


def _in_drawer(draft: Draft, scene: Scene, start: int, end: int) -> LogPlace:
    first = scene.org.log_states_order_reversed
    return LogPlace(draft, start + 1 if first else end, indentation(draft.lines[start]))


def _in_gathered_drawer(draft: Draft, scene: Scene, name: str, clocks: Sequence[int]) -> LogPlace:
    """Move the clocks, with the blank lines above them, into a new drawer."""
    texts = [draft.lines[line].strip(" \t") for line in reversed(clocks)]
    before = len(draft.lines)
    draft, first, column = in_new_drawer(draft, scene, name)
    made = len(draft.lines) - before
    for line in (line + made for line in reversed(clocks)):
        start = line
        while is_blank(draft.lines[start - 1]):
            start -= 1
        draft = draft.remove(start, line + 1)
    draft = draft.insert(first, *(scene.layout.blanks(column) + text for text in texts))
    last = first + max(len(texts) - 1, 0)
    return LogPlace(draft, first if scene.org.log_states_order_reversed else last, column)


def _column(draft: Draft, scene: Scene, line: int) -> int:
    """The column of the drawer that the line stands in, else of the text above it."""
    around = drawer_around(draft, line)
    if around is not None:
        return indentation(draft.lines[around])
    if not scene.layout.adapt:
        return 0
    above = next(i for i in range(line - 1, -1, -1) if not is_blank(draft.lines[i]))
    return indentation(draft.lines[above]) if above > draft.at else scene.layout.below(draft.level)


def drawer_around(draft: Draft, line: int) -> int | None:
    """Where the drawer begins that the line stands in."""
    found = drawers(draft.lines, draft.body, draft.stop)
    return next((drawer.start for drawer in found if drawer.start < line < drawer.end), None)


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
