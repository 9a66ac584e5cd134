"""Taking a note (Org manual: Drawers; org-add-note)."""

from datetime import datetime

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import Draft, Scene
from orgshelf.org.edit.log import LogNote, store_note
from orgshelf.org.edit.properties import check_property, put_property
from orgshelf.org.lines import Splice


def add_note(
    document: Document, heading: Heading, text: str, *, now: datetime
) -> tuple[Splice, ...]:
    """Put a note with its time into an entry's log, where Org puts it.

    ``now`` is local time.
    """
    return _noted(Draft.of(document.lines, heading), Scene(document, heading, now), text)


def set_with_note(
    document: Document, heading: Heading, name: str, value: str, text: str, *, now: datetime
) -> tuple[Splice, ...]:
    """Set a property as ``set_property`` does, and take a note of it.

    Raises:
        PropertyError: as ``set_property``.
    """
    check_property(name, value)
    scene = Scene(document, heading, now)
    return _noted(
        put_property(Draft.of(document.lines, heading), name, value, scene.layout), scene, text
    )


def _noted(draft: Draft, scene: Scene, text: str) -> tuple[Splice, ...]:
    note = LogNote("note", None, None, "note")
    return store_note(draft, scene, note, text).splices(scene.document.lines.texts)
