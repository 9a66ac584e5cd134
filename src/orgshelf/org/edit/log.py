"""Log notes (Org manual: Tracking TODO State Changes; org-store-log-note)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from orgshelf.org.edit.columns import width
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.lists import is_blank
from orgshelf.org.edit.log_place import log_place
from orgshelf.org.edit.scene import Scene


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


def store_note(draft: Draft, scene: Scene, note: LogNote, text: str | None) -> Draft:
    """Write a log note as a list item, where Org puts it; blank lines there are used up."""
    body = _body_lines(text)
    head = _header(note, scene.stamp()) + (r" \\" if body else "")
    place = log_place(draft, scene)
    first, rest = scene.layout.blanks(place.column), scene.layout.blanks(place.column + 2)
    item = (f"{first}- {head}", *(f"{rest}{line}" for line in body))
    draft = place.draft
    if place.line < draft.last and is_blank(draft.lines[place.line]):
        return draft.splice(place.line, place.line + 1, *item)
    return draft.insert(place.line, *item)


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
