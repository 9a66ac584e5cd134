"""Text for a screen: made harmless, measured in columns, counted in words."""

import re
from collections.abc import Callable
from functools import cache

#: The inside of a character class of them: terminal controls (C0 but tab and newline, DEL, C1),
#: line and paragraph separators, bidi embeddings, overrides and isolates, what Unicode has
#: deprecated (U+206A to U+206F), interlinear annotations, tags, and lone surrogates, which stand
#: for bytes that are no UTF-8.
#:
#: Joiners, zero-width spaces and the marks of one direction are not among them: writing in many
#: scripts needs these, Org's markup too, and they change nothing but the word that they are in.
CONTROLS = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_CONTROL = re.compile(f"[{CONTROLS}]")
#: The flags of England, Scotland and Wales are a black flag and tags.
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f")


def clean(text: str) -> str:
    """Text that no terminal acts on: each control is shown as its picture or as U+FFFD."""
    harmless = text.replace("\n", "").isprintable()  # which is looked up ten times as fast
    return text if harmless else replaced(text, _picture)


def one_line(text: str) -> str:
    """Harmless text without tabs and line ends, as for one cell of a table."""
    if text.isprintable():
        return text
    return replaced(text.replace("\t", " ").replace("\n", " "), _picture)


def replaced(text: str, change: Callable[[str], str]) -> str:
    """The text with each control changed; the tags of a flag are none."""
    return _CONTROL.sub(lambda found: found[0] if _in_flag(found) else change(found[0]), text)


def _picture(control: str) -> str:
    code = ord(control)
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _in_flag(found: re.Match[str]) -> bool:
    if found[0] < "\U000e0020":
        return False
    start = found.string.rfind("\U0001f3f4", 0, found.start())
    flag = _FLAG.match(found.string, start) if start >= 0 else None
    return flag is not None and found.start() < flag.end()


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


def plural(number: int, word: str, many: str | None = None) -> str:
    """``1 item``, ``2 items``; ``many`` is the word of more where it takes no ``s``."""
    return f"{number} {word}" if number == 1 else f"{number} {many or f'{word}s'}"


def hours(minutes: int) -> str:
    """A duration as Org writes it: ``1:05``."""
    return f"{minutes // 60}:{minutes % 60:02}"
