"""Widgets of which each key is told by one name."""

from rich.style import Style
from textual.events import Click, Key
from textual.keys import key_to_character
from textual.message import Message
from textual.widget import Widget


class Pressed(Message):
    """A key was pressed; a letter or sign is its own name, as ``:``, ``alt+<`` or ``tab``."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class Pointed(Message):
    """The name of an act was clicked on."""

    def __init__(self, act: str) -> None:
        super().__init__()
        self.act = act


def pointing(act: str, style: str = "") -> Style:
    """The style of letters that stand for an act: a click on them does it."""
    return Style.parse(style) + Style(meta={"act": act})


def pointed(event: Click) -> Pointed | None:
    """The act that the letters under the pointer stand for."""
    act = event.style.meta.get("act")
    return Pointed(act) if isinstance(act, str) else None


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
