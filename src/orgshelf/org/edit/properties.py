"""The property drawer of an entry (Org manual: Property Syntax; org-entry-put)."""

from orgshelf.errors import PropertyError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, Layout
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.case import upcase
from orgshelf.org.syntax.drawers import SPECIAL, is_property_name, property_key
from orgshelf.text import indentation, width

#: The commands that set special properties.
_COMMANDS = {
    "TODO": "state",
    "PRIORITY": "priority",
    "SCHEDULED": "schedule",
    "DEADLINE": "deadline",
    "TAGS": "tag",
    "ALLTAGS": "tag",
    "ITEM": "edit",
}


def set_property(document: Document, heading: Heading, name: str, value: str) -> tuple[Splice, ...]:
    """Set a property of a heading to one line of text (org-entry-put).

    Raises:
        PropertyError: Org computes it, has no such name, or the value is no single line.
    """
    check_property(name, value)
    buffer = put_property(EditBuffer.of(document.lines, heading), name, value, Layout.of(document))
    return buffer.splices(document.lines.texts)


def delete_property(document: Document, heading: Heading, name: str) -> tuple[Splice, ...]:
    """Remove a property and its ``KEY+`` lines, and the drawer if it becomes empty.

    Follows org-entry-delete.
    """
    buffer, key = EditBuffer.of(document.lines, heading), upcase(name)
    if (drawer := buffer.drawer) is None:
        return ()
    for index in range(drawer.end - 1, drawer.start, -1):
        if property_key(buffer.lines[index]) in (key, f"{key}+"):
            buffer = buffer.splice(index, index + 1)
    return _without_empty_drawer(buffer).splices(document.lines.texts)


def put_property(buffer: EditBuffer, name: str, value: str, layout: Layout) -> EditBuffer:
    """Set a property; a new one is added at the end of the drawer, which is created if needed.

    As in Org 9.8, a new drawer is indented like the planning line above it, a property like the
    line above it.
    """
    text = property_text(name, value)
    drawer = buffer.drawer
    if drawer is None:
        indent = layout.blanks(metadata_column(buffer, layout))
        new = (f"{indent}{line}" for line in (":PROPERTIES:", text, ":END:"))
        return buffer.insert(buffer.metadata, *new)
    inside = range(drawer.start + 1, drawer.end)
    old = next((at for at in inside if property_key(buffer.lines[at]) == upcase(name)), None)
    at = drawer.end if old is None else old
    text = layout.blanks(indentation(buffer.lines[at - 1])) + text
    return buffer.insert(at, text) if old is None else buffer.replace(at, text)


def property_text(name: str, value: str) -> str:
    """A property as a line of its drawer (org-property-format)."""
    key = f":{name}:"
    return f"{key}{' ' * (10 - width(key))} {value.strip(_BLANKS)}".rstrip(_BLANKS)


def metadata_column(buffer: EditBuffer, layout: Layout) -> int:
    """The column of lines after planning line and drawer: theirs, else that of the entry."""
    if buffer.drawer is not None:
        return indentation(buffer.lines[buffer.drawer.start])
    if buffer.planning is not None:
        return indentation(buffer.lines[buffer.planning])
    if buffer.at == FILE:  # like the first of the comments above it
        return indentation(buffer.lines[0]) if buffer.metadata else 0
    return layout.below(buffer.level)


_BLANKS = " \t"


def check_property(name: str, value: str) -> None:
    """Refuse what a property drawer cannot hold.

    Raises:
        PropertyError: Org computes it, has no such name, or the value is no single line.
    """
    if upcase(name) in SPECIAL:
        command = _COMMANDS.get(upcase(name))
        hint = f"use `orgshelf {command}`" if command else "Org finds it out by itself"
        raise PropertyError(f"{name} is not set as a property: {hint}.")
    if not is_property_name(name):
        raise PropertyError(f"{name!r} cannot name a property: use one word, like RATING.")
    if "\n" in value or "\r" in value:
        raise PropertyError(f"{name} takes one line of text: use `orgshelf note` for more.")


def _without_empty_drawer(buffer: EditBuffer) -> EditBuffer:
    drawer = buffer.drawer
    if drawer is None or drawer.end > drawer.start + 1:
        return buffer
    ends_file = drawer.end + 1 == len(buffer.lines)
    return buffer.splice(drawer.start, drawer.end + 1, *([""] if ends_file else []))
