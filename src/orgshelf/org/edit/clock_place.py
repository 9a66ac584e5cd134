"""Where a new clock goes (org-clock-find-position)."""

import re
from collections.abc import Sequence

from orgshelf.org.edit.columns import indentation
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.elements import clock_lines, drawers, find_drawer
from orgshelf.org.edit.lists import is_blank
from orgshelf.org.edit.log_place import LogPlace, drawer_column, in_new_drawer
from orgshelf.org.edit.scene import Scene

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
