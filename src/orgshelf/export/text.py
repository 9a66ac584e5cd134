"""Text made fit to be written: stray bytes and control characters."""

import re

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
