"""Columns as Emacs counts them: display width, tab stops, indentation."""

import re
from functools import cache

TAB_WIDTH = 8
_UNUSUAL = re.compile(r"[^ -~]")


def width(text: str, column: int = 0) -> int:
    """The column where ``text``, begun at ``column``, ends (current-column).

    Wide characters take two columns, combining ones none; a tab goes to the next stop of
    eight, a control character shows as two.
    """
    if text.isascii() and text.isprintable():
        return column + len(text)
    if "\t" not in text:
        return column + len(text) + sum(_char_width(char) - 1 for char in _UNUSUAL.findall(text))
    for char in text:
        column += TAB_WIDTH - column % TAB_WIDTH if char == "\t" else _char_width(char)
    return column


def indentation(line: str) -> int:
    """The column of the line's first character that is no blank (current-indentation)."""
    return width(line[: len(line) - len(line.lstrip(" \t"))])


@cache
def _char_width(char: str) -> int:
    if char < " " or char == "\x7f":
        return 2
    if "\x80" <= char <= "\x9f" or "\udc80" <= char <= "\udcff":
        return 4
    import unicodedata  # most text is plain

    category = unicodedata.category(char)
    if category != "Cn" and unicodedata.east_asian_width(char) in "WF":
        return 2
    conjoining = "\u1160" <= char <= "\u11ff"
    combining = category in ("Mn", "Me", "Cf") and char != "\xad"
    return 0 if conjoining or combining else 1
