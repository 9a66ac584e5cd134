"""The type of a line, from its own text alone (org-element--current-element)."""

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from orgshelf.org.syntax.case import NON_BLANK, WORD
from orgshelf.org.syntax.drawers import DRAWER

LineType = Literal[
    "text",
    "blank",
    "break",
    "babel-call",
    "block",
    "clock",
    "comment",
    "diary-sexp",
    "drawer",
    "dynamic-block",
    "fixed-width",
    "footnote-definition",
    "horizontal-rule",
    "item",
    "keyword",
    "latex-environment",
    "open-keyword",
    "table",
    "table-rule",
]


class Line(NamedTuple):
    """The type of a line, and the name and value of the element that it begins.

    ``break`` is text that ends the paragraph above it; ``open-keyword`` is a keyword that does
    not. A ``table-rule`` may begin a table of table.el.
    """

    type: LineType
    name: str = ""
    value: str = ""


_I = re.IGNORECASE | re.ASCII
_BLOCK = re.compile(
    rf"\#\+begin(?:_(?P<name>{NON_BLANK}+)|:[ \t]*(?P<dynamic>{NON_BLANK}+))(?P<value>.*)", _I
)
# Rare patterns are compiled on first use.
_BLOCK_END = rf"(?ia)\#\+end(_{NON_BLANK}+|:?)[ \t]*$"
_KEYWORD = re.compile(rf"\#\+({NON_BLANK}+):(.*)")
_KEY = rf"\#\+{NON_BLANK}+"
_AFFILIATED = (
    r"(?ia)\#\+(?:(?:CAPTION|RESULTS)(?:\[.*\])?|DATA|HEADERS?|LABEL|NAME|PLOT|RESNAME|RESULT"
    r"|SOURCE|SRCNAME|TBLNAME|ATTR_[-_A-Z0-9]+):"
)
_ENVIRONMENT = r"(?ia)\\begin\{([A-Z0-9*]+)\}(.*)"
_ENVIRONMENT_END = r"(?ia)\\end\{([A-Z0-9*]+)\}[ \t]*$"
_FOOTNOTE = rf"\[[Ff][Nn]:({WORD}+)\][ \t]*"
_ITEM = re.compile(r"(?:[-+*]|[0-9]+[.)])(?:[ \t]|$)")
_RULE = re.compile(r"-{5,}[ \t]*$")
_TABLE_RULE = r"\+(?:-+\+)+[ \t]*$"
_STAMP = r"\[[0-9]{4}-[0-9]{2}-[0-9]{2}(?: .{0,200}?)?\]"
_SUM = r"[ \t]+=>[ \t]+[0-9]+:[0-9]{2}"
_CLOCK = rf"(?ia)CLOCK:((?:[ \t]+{_STAMP}(?:--{_STAMP}{_SUM})?|{_SUM})[ \t]*$)"
_ANY_CLOCK = r"(?ia)[ \t]*CLOCK:"
_DUAL = frozenset(("CAPTION", "RESULTS"))

_TEXT, _BLANK, _BREAK = Line("text"), Line("blank"), Line("break")


def line_type(line: str) -> Line:
    """Classify a line."""
    stripped = line.lstrip(" \t")
    if not stripped:
        return _BLANK
    sign = stripped[0]
    reader = _READERS.get(sign)
    if reader is None:
        return _TEXT
    return reader(stripped, len(line) - len(stripped))


def block_end(line: str) -> str | None:
    """The lower-case text after ``#+end``: ``_quote``, ``:`` or ""; None for other lines.

    The next such line closes a block, regardless of other elements around it.
    """
    match = re.match(_BLOCK_END, line.lstrip(" \t")) if "#+" in line else None
    return match[1].lower() if match else None


def environment_end(line: str) -> str | None:
    """The lower-case name of the LaTeX environment that ends with the line."""
    match = re.search(_ENVIRONMENT_END, line) if "}" in line else None
    return match[1].lower() if match else None


def is_affiliated(line: str) -> bool:
    """Whether the line is an affiliated keyword."""
    return re.match(_AFFILIATED, line.lstrip(" \t")) is not None


def is_like_clock(line: str) -> bool:
    """Whether the line begins like a clock (org-clock-line-re)."""
    return re.match(_ANY_CLOCK, line) is not None


def _hash(text: str, indentation: int) -> Line:
    if text[1:2] in ("", " "):
        return Line("comment")
    if not text.startswith("#+"):
        return _TEXT
    if match := _BLOCK.match(text):
        if match["name"]:
            return Line("block", match["name"], match["value"].strip(" \t"))
        return Line("dynamic-block", match["dynamic"], match["value"].strip(" \t"))
    return _keyword(text)


def _keyword(text: str) -> Line:
    match = _KEYWORD.match(text)
    bracketed = _bracketed_key(text)
    dual = bracketed is not None and bracketed.upper() in _DUAL
    if match is None:
        return Line("break", text[2 : text.rfind("]:") + 1]) if dual else _TEXT
    if text[2:7].upper() == "CALL:":
        return Line("babel-call", "CALL", text[7:].strip(" \t"))
    open_ = bracketed is not None and not dual
    return Line("open-keyword" if open_ else "keyword", match[1], match[2].strip(" \t"))


def _bracketed_key(text: str) -> str | None:
    """The key before brackets that a colon follows, as in ``#+RESULTS[hash]:``."""
    end = text.rfind("]:")
    if end < 0:
        return None
    key = re.match(_KEY, text)
    begin = text.rfind("[", 3, min(key.end() if key else 0, end))
    return text[2:begin] if begin > 0 else None


def _colon(text: str, indentation: int) -> Line:
    if match := DRAWER.match(text):
        return Line("drawer", match[1])
    return Line("fixed-width") if text[1:2] in ("", " ") else _TEXT


def _backslash(text: str, indentation: int) -> Line:
    match = re.match(_ENVIRONMENT, text)
    return Line("latex-environment", match[1], match[2]) if match else _TEXT


def _bracket(text: str, indentation: int) -> Line:
    match = None if indentation else re.match(_FOOTNOTE, text)
    return Line("footnote-definition", match[1]) if match else _TEXT


def _per_cent(text: str, indentation: int) -> Line:
    is_sexp = not indentation and text.startswith("%%(")
    return Line("diary-sexp", "", text) if is_sexp else _TEXT


def _bar(text: str, indentation: int) -> Line:
    return Line("table")


def _bullet(text: str, indentation: int) -> Line:
    if _RULE.match(text):
        return Line("horizontal-rule")
    if text[0] == "+" and re.match(_TABLE_RULE, text):
        return Line("table-rule")
    if not _ITEM.match(text):
        return _TEXT
    return _BREAK if text[0] == "*" and not indentation else Line("item")


def _clock(text: str, indentation: int) -> Line:
    match = re.match(_CLOCK, text) if text[5:6] == ":" else None
    return Line("clock", "CLOCK", match[1].strip(" \t")) if match else _TEXT


_READERS: Mapping[str, Callable[[str, int], Line]] = {
    "#": _hash,
    ":": _colon,
    "\\": _backslash,
    "[": _bracket,
    "%": _per_cent,
    "|": _bar,
    **dict.fromkeys("-+*0123456789", _bullet),
    **dict.fromkeys("Cc", _clock),
}
