"""Widgets of which each key is told by one name."""

from textual.events import Key
from textual.keys import key_to_character
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
    *before, last = event.key.split("+")
    if before:
        return "+".join((*before, _sign(key_to_character(last)) or last))
    return _sign(event.character) or last


def _sign(char: str | None) -> str:
    """A character that can be seen."""
    return char if char and char.isprintable() and char != " " else ""
