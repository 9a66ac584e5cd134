"""Log notes of an entry (Org manual: Tracking TODO State Changes; org-store-log-note)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from orgshelf.org.edit.columns import blanks, indentation, width
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.elements import find_drawer
from orgshelf.org.edit.lists import is_blank, item_end, list_column
from orgshelf.org.edit.properties import metadata_indentation
from orgshelf.org.edit.stamps import stamp
from orgshelf.org.settings import OrgSettings

_STATE_ITEM = re.compile(
    r'[ \t]*- +State +(?:"\S+")? +from +(?:"\S+")? +\[\d{4}-\d\d-\d\d(?: .*?)?\]', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LogNote:
    """A note to be stored; ``how`` says whether Org would ask for a text.

    ``state`` and ``previous`` are the keywords of a state note; None leaves the place empty,
    the empty string shows as a pair of quotes.
    """

    purpose: Literal["state", "done"]
    state: str | None
    previous: str | None
    how: Literal["time", "note"]


def store_note(
    draft: Draft,
    note: LogNote,
    text: str | None,
    drawer: str | None,
    settings: OrgSettings,
    now: datetime,
) -> Draft:
    """Write a log note where Org puts it: into ``drawer`` if one is named, else above the text."""
    body = _body_lines(text)
    head = _header(note, stamp(now, settings.weekdays)) + (r" \\" if body else "")
    draft, place, column = (
        _place_in_drawer(draft, drawer, settings) if drawer else _place_in_body(draft, settings)
    )
    item = (
        f"{blanks(column)}- {head}",
        *(f"{blanks(column + 2)}{line}" for line in body),
    )
    if place < draft.last and is_blank(draft.lines[place]):
        return draft.splice(place, place + 1, *item)
    return draft.insert(place, *item)


def _header(note: LogNote, when: str) -> str:
    """The first line, without the dash (org-log-note-headings)."""
    if note.purpose == "done":
        return f"CLOSING NOTE {when}"
    return f"State {_quoted(note.state)} from {_quoted(note.previous)} {when}"


def _quoted(keyword: str | None) -> str:
    quoted = "" if keyword is None else f'"{keyword}"'
    return quoted + " " * (12 - width(quoted))


def _body_lines(text: str | None) -> Sequence[str]:
    stripped = (text or "").replace("\r", "").strip()
    return stripped.split("\n") if stripped else ()


def _place_in_drawer(draft: Draft, name: str, settings: OrgSettings) -> tuple[Draft, int, int]:
    """The line and the column for a note in the drawer, which is made where there is none."""
    found = find_drawer(draft.lines, name, draft.body, draft.stop)
    if found is None:
        adapt = settings.adapt_indentation
        column = metadata_indentation(draft, adapt_indentation=True) if adapt else 0
        place = draft.body
        new = (f"{blanks(column)}{line}" for line in (f":{name}:", ":END:"))
        return draft.insert(place, *new), place + 1, column
    start, end = found
    column = indentation(draft.lines[start])
    if settings.log_states_order_reversed or end == start + 1:
        return draft, start + 1, column
    listed = list_column(draft.lines, end, start + 1)
    return draft, end, indentation(draft.lines[end - 1]) if listed is None else listed


def _place_in_body(draft: Draft, settings: OrgSettings) -> tuple[Draft, int, int]:
    """The line and the column for a note outside of drawers (org-log-beginning)."""
    first = draft.body
    while first < draft.last and is_blank(draft.lines[first]):
        first += 1
    column = metadata_indentation(draft, adapt_indentation=settings.adapt_indentation)
    if settings.log_states_order_reversed:
        return draft, first, column
    end = _after_state_items(draft.lines, first, draft.stop)
    if end == first:
        return draft, draft.body, column
    return draft, end, indentation(draft.lines[first])


def _after_state_items(lines: Sequence[str], first: int, stop: int) -> int:
    """The line after the state notes that the text begins with (org-skip-over-state-notes)."""
    index = end = first
    while index < stop and _STATE_ITEM.match(lines[index]):
        end = item_end(lines, index, stop)
        index = end + (end < stop and is_blank(lines[end]))
    return end
