"""Taking a note (Org manual: Drawers; org-add-note)."""

from datetime import datetime

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.log import LogNote, store_note
from orgshelf.org.edit.scene import Scene
from orgshelf.org.lines import Splice


def add_note(
    document: Document, heading: Heading, text: str, *, now: datetime
) -> tuple[Splice, ...]:
    """Put a note with its time into an entry's log, where Org puts it.

    ``now`` is local time.
    """
    scene = Scene(document, heading, now)
    draft = Draft.of(document.lines, heading)
    note = LogNote("note", None, None, "note")
    return store_note(draft, scene, note, text).splices(document.lines.texts)
