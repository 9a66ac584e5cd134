"""Log notes (Org manual: Tracking TODO State Changes; org-store-log-note)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from orgshelf.errors import UsageError
from orgshelf.org.edit.columns import width
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.layout import Layout
from orgshelf.org.edit.lists import is_blank
from orgshelf.org.edit.log_place import log_place
from orgshelf.org.edit.scene import Scene
from orgshelf.org.syntax.drawers import drawer_name

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
    """A note to be stored; ``how`` says whether Org would ask for a text.

    ``state`` and ``previous`` are the keywords of a state note; None leaves the place empty,
    the empty string shows as a pair of quotes. For a date ``previous`` is the stamp there was.
    """

    purpose: Purpose
    state: str | None
    previous: str | None
    how: Literal["time", "note"]


def store_note(draft: Draft, scene: Scene, note: LogNote, text: str | None) -> Draft:
    """Write a log note as a list item, where Org puts it; blank lines there are used up.

    Raises:
        UsageError: a line of the text would begin or end a drawer.
        NotEditableError: the notes ask for a drawer that cannot be.
    """
    body = body_lines(text)
    head = _header(note, scene.stamp()) + (r" \\" if body else "")
    place = log_place(draft, scene)
    draft, line = place.draft, place.line
    if line < draft.last and is_blank(draft.lines[line]):
        draft = draft.splice(line, line + 1)
    return draft.insert(line, *item_lines((head, *body), place.column, scene.layout))


def item_lines(texts: Sequence[str], column: int, layout: Layout) -> Iterator[str]:
    """The lines of a list item that begins at a column."""
    yield f"{layout.blanks(column)}- {texts[0]}"
    yield from (layout.blanks(column + 2) + text for text in texts[1:])


def _header(note: LogNote, when: str) -> str:
    """The first line, without the dash."""
    if heading := _HEADINGS.get(note.purpose):
        return heading.format(previous=f'"[{(note.previous or "")[1:-1]}]"', when=when)
    return f"State {_quoted(note.state)} from {_quoted(note.previous)} {when}"


def _quoted(keyword: str | None) -> str:
    quoted = "" if keyword is None else f'"{keyword}"'
    return quoted + " " * (12 - width(quoted))


def body_lines(text: str | None) -> Sequence[str]:
    """The text of a note, line by line, without blank lines at its ends.

    Raises:
        UsageError: a line would begin or end a drawer.
    """
    stripped = (text or "").replace("\r", "").strip()
    lines = stripped.split("\n") if stripped else ()
    for line in lines:
        if drawer_name(line) is not None:
            problem = (
                f"Org would take the line {line.strip()!r} of the note for the edge of a drawer"
            )
            raise UsageError(f"{problem}: change it.")
    return lines
