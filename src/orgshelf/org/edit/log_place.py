"""Where a log note goes (org-log-beginning)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from orgshelf.errors import NotEditableError
from orgshelf.org.edit.columns import indentation
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.elements import find_drawer
from orgshelf.org.edit.layout import Layout
from orgshelf.org.edit.lists import enclosed_below, is_blank, item_end, list_column
from orgshelf.org.edit.properties import metadata_column
from orgshelf.org.edit.scene import Scene
from orgshelf.org.syntax.drawers import is_drawer_name

_STATE_ITEM = re.compile(
    r'[ \t]*- +State +(?:"\S+")? +from +(?:"\S+")? +\[\d{4}-\d\d-\d\d(?: .*?)?\]', re.IGNORECASE
)


class LogPlace(NamedTuple):
    """The line and the column for a note, in a draft that has the drawer it goes into."""

    draft: Draft
    line: int
    column: int


def log_place(draft: Draft, scene: Scene) -> LogPlace:
    """The place for a new note: in the drawer if one is named, else above the entry's text.

    The newest note comes first, unless org-log-states-order-reversed is off.

    Raises:
        NotEditableError: no drawer can have the name.
    """
    if scene.log_drawer:
        return _in_drawer(draft, scene, scene.log_drawer)
    return _in_body(draft, scene)


def _in_drawer(draft: Draft, scene: Scene, name: str) -> LogPlace:
    found = find_drawer(draft.lines, name, draft.body, draft.stop)
    if found is None:
        return in_new_drawer(draft, scene, name)
    start, end = found
    column = indentation(draft.lines[start])
    if scene.org.log_states_order_reversed or end == start + 1:
        return LogPlace(draft, start + 1, column)
    listed = list_column(draft.lines, end, start + 1)
    return LogPlace(draft, end, indentation(draft.lines[end - 1]) if listed is None else listed)


def in_new_drawer(draft: Draft, scene: Scene, name: str) -> LogPlace:
    """Make the drawer; the place is inside.

    Raises:
        NotEditableError: no drawer can have the name.
    """
    if not is_drawer_name(name):
        reason = f"line {scene.heading.line} is to log into {name!r}, which cannot name a drawer"
        raise NotEditableError(scene.document.file, reason)
    column = drawer_column(draft, scene.layout)
    lines = (f"{scene.layout.blanks(column)}{line}" for line in (f":{name}:", ":END:"))
    return LogPlace(draft.insert(draft.body, *lines), draft.body + 1, column)


def drawer_column(draft: Draft, layout: Layout) -> int:
    """The column of a new drawer: the left margin unless org-adapt-indentation is on."""
    return metadata_column(draft, layout) if layout.adapt else 0


def _in_body(draft: Draft, scene: Scene) -> LogPlace:
    first = draft.body
    while first < draft.last and is_blank(draft.lines[first]):
        first += 1
    column = metadata_column(draft, scene.layout)
    if scene.org.log_states_order_reversed:
        return LogPlace(draft, first, column)
    end = _after_state_items(draft.lines, first, draft.stop)
    if end == first:
        return LogPlace(draft, draft.body, column)
    listed = list_column(draft.lines, end, first)
    return LogPlace(draft, end, indentation(draft.lines[end - 1]) if listed is None else listed)


def _after_state_items(lines: Sequence[str], first: int, stop: int) -> int:
    """The line after the state notes that the text begins with (org-skip-over-state-notes)."""
    enclosed = enclosed_below(lines, first, stop)
    index = end = first
    while index < stop and _STATE_ITEM.match(lines[index]):
        end = item_end(lines, index, stop, enclosed)
        index = end + (end < stop and is_blank(lines[end]))
    return end
