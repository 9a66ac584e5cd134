"""Text as a person reads it: links as their description, statistics cookies off."""

import re
from collections.abc import Iterator

from orgshelf.model import Link
from orgshelf.org.syntax.headline import COOKIE

_SCHEMES = r"(?:https?|ftp|mailto|file|doi|news|attachment|shell|elisp|help|info)"
_TARGET = r"(?:[^\[\]\\]++|\\(?:\\\\)*[\[\]]|\\+[^\[\]])++"
_DESCRIPTION = r"(?:[^\]]++|\](?!\]))++"
_BRACKET = rf"\[\[(?P<target>{_TARGET})\](?:\[(?P<description>{_DESCRIPTION})\])?\]"
_ANGLE = rf"<(?P<angle>{_SCHEMES}:[^<>\n]++)>"
_PLAIN = rf"(?<![\w\[<])(?P<plain>{_SCHEMES}:(?:[^\s()<>\[\]]++|\([^\s()<>]*+\))++)"
_BRACKET_LINK = re.compile(_BRACKET)
_LINK = re.compile(f"{_BRACKET}|{_ANGLE}|{_PLAIN}")
_BLANKS = re.compile(r"[ \t]+")
_ESCAPES = re.compile(r"\\+(?=[\[\]]|$)")


def find_links(text: str) -> Iterator[Link]:
    """Every link in the order it stands: bracketed, angled and plain (Org manual: Link Format)."""
    if ":" not in text and "[[" not in text:
        return
    for match in _LINK.finditer(text):
        if match["target"]:
            yield Link(_unescape(match["target"]), match["description"])
        elif match["angle"]:
            yield Link(match["angle"])
        else:
            yield Link(match["plain"].rstrip(".,;:!?'\""))


def display(text: str) -> str:
    """A heading's text for the eye: links as their description, cookies off."""
    if "[" not in text:
        return text
    if "[[" in text:
        # Up to the last ]] only: past it no link can end, and looking costs.
        end = text.rfind("]]") + 2
        text = _BRACKET_LINK.sub(_shown, text[:end]) + text[end:]
    if "/" in text or "%" in text:
        bare = COOKIE.sub("", text)
        if bare != text:
            text = _BLANKS.sub(" ", bare).strip(" \t")
    return text


def _shown(link: re.Match[str]) -> str:
    return link["description"] or _unescape(link["target"])


def _unescape(target: str) -> str:
    """Take off the backslashes that guard brackets (org-link-unescape)."""
    return _ESCAPES.sub(lambda m: "\\" * (len(m[0]) // 2), target)
