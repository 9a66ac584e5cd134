"""Characters that act on a screen, or hide there, in the place of being shown."""

import re
from collections.abc import Callable

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
