"""Text made fit to be written: stray bytes and control characters."""

import re
from collections.abc import Callable
from typing import TypeVar, cast

from orgshelf.text import replaced

T = TypeVar("T")

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
# What XML cannot hold beside controls.
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
_BLANKS = re.compile("[ \t\n]+")


def encodable(text: str) -> str:
    """The text with U+FFFD for what stands for bytes that are no UTF-8."""
    return text if text.isascii() else _SURROGATE.sub(REPLACEMENT, text)


def printable(text: str) -> str:
    """The text with U+FFFD for what acts on a screen too; tabs and newlines stay.

    For the formats that are read as they stand; JSON and YAML escape it.
    """
    if text.isprintable():
        return text
    return _NO_CHARACTER.sub(REPLACEMENT, replaced(text, lambda _: REPLACEMENT))


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
