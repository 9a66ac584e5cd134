"""Widgets of which each key is told by one name."""

import unicodedata
from contextlib import suppress

from textual.events import Key
from textual.message import Message
from textual.widget import Widget


class Pressed(Message):
    """A key was pressed; a letter or sign is its own name, as ``:``, ``alt+<`` or ``tab``."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class Keyed(Widget, can_focus=True):
    """Takes every key, and tells of it."""

    def on_key(self, event: Key) -> None:
        """Tell of a key."""
        event.stop()
        event.prevent_default()
        self.post_message(Pressed(key_name(event)))


def key_name(event: Key) -> str:
    """What a key is called here."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    *before, last = event.key.split("+")
    with suppress(KeyError):  # textual writes `less_than_sign`
        return "+".join(
            (*before, unicodedata.lookup(last.replace("_", " ")) if "_" in last else last)
        )
    return event.key
