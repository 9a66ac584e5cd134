"""Taking a note (Org manual: Drawers; org-add-note)."""

from datetime import datetime

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext
from orgshelf.org.edit.log import LogNote, store_note
from orgshelf.org.edit.properties import check_property, put_property
from orgshelf.org.lines import Splice


def add_note(
    document: Document, heading: Heading, text: str, *, now: datetime
) -> tuple[Splice, ...]:
    """Put a note with its time into an entry's log, where Org puts it.

    ``now`` is local time.
    """
    return _noted(EditBuffer.of(document.lines, heading), EditContext(document, heading, now), text)


def set_with_note(
    document: Document, heading: Heading, name: str, value: str, text: str, *, now: datetime
) -> tuple[Splice, ...]:
    """Set a property as ``set_property`` does, and take a note of it.

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
    """Log that a heading went from another keyword to the one it has (org-add-log-setup).

    ``now`` is the local time of that; without ``timed`` only its day counts.
    """
    context = EditContext(document, heading, now, timed)
    note = LogNote("state", heading.keyword, previous, "time")
    buffer = EditBuffer.of(document.lines, heading)
    return store_note(buffer, context, note, None).splices(document.lines.texts)


def _noted(buffer: EditBuffer, context: EditContext, text: str) -> tuple[Splice, ...]:
    note = LogNote("note", None, None, "note")
    return store_note(buffer, context, note, text).splices(context.document.lines.texts)
