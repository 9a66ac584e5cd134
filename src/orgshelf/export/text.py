"""Text made fit to be written: stray bytes and control characters."""

import re
from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
# With the two characters that XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile("[ \t\n]+")


def encodable(text: str) -> str:
    """The text with U+FFFD for what stands for bytes that are no UTF-8."""
    return text if text.isascii() else _SURROGATE.sub(REPLACEMENT, text)


def printable(text: str) -> str:
    """The text with U+FFFD for control characters too; tabs and newlines stay."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """The text as one line: printable, blanks run together, none at its ends."""
    return _BLANKS.sub(" ", printable(text)).strip(" ")


def in_texts(change: Callable[[str], str], value: T) -> T:
    """Any plain data with each text in it changed, names of members too."""
    changed: object = value
    if isinstance(value, str):
        changed = change(value)
    elif isinstance(value, dict):
        changed = {in_texts(change, key): in_texts(change, of) for key, of in value.items()}
    elif isinstance(value, list):
        changed = [in_texts(change, member) for member in value]
    return cast("T", changed)
