"""Text as a person reads it: links as their description, statistics cookies off."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from orgshelf.model import Link
from orgshelf.org.syntax.headline import COOKIE

_NAMES = (
    *("http", "https", "ftp", "mailto", "file", "doi"),
    *("news", "attachment", "shell", "elisp", "help", "info"),
)
_SCHEMES = f"(?:{'|'.join(_NAMES)})"
#: Without these or ``[[`` there is no link: to see that takes a small part of a search's time.
_SIGNS = tuple(f"{name}:" for name in _NAMES)
_TARGET = r"(?:[^\[\]\\]++|\\(?:\\\\)*[\[\]]|\\+[^\[\]])++"
_DESCRIPTION = r"(?:[^\]]++|\](?!\]))++"
_BRACKET = rf"\[\[(?P<target>{_TARGET})\](?:\[(?P<description>{_DESCRIPTION})\])?\]"
_ANGLE = rf"<(?P<angle>{_SCHEMES}:[^<>\n]++)>"
_PLAIN = rf"(?<![\w\[<])(?P<plain>{_SCHEMES}:(?:[^\s()<>\[\]]++|\([^\s()<>]*+\))++)"
#: A link in double brackets; its target still has the backslashes that guard brackets.
BRACKET_LINK = re.compile(_BRACKET)
_BLANKS = re.compile(r"[ \t]+")
_ESCAPES = re.compile(r"\\+(?=[\[\]]|$)")


@cache
def _bare_link() -> re.Pattern[str]:
    return re.compile(f"{_ANGLE}|{_PLAIN}")


@cache
def _link() -> re.Pattern[str]:
    """Of any form; compiled when the first is looked for, which takes a while."""
    return re.compile(f"{_BRACKET}|{_ANGLE}|{_PLAIN}")


def find_links(text: str) -> Iterator[Link]:
    """Every link in the order it stands: bracketed, angled and plain (Org manual: Link Format)."""
    if "[[" not in text and (":" not in text or not any(name in text for name in _SIGNS)):
        return iter(())
    end = _last_bracket_link(text)
    brackets = list(BRACKET_LINK.finditer(text, 0, end))
    if text.count(":") == sum(match[0].count(":") for match in brackets):
        return map(_bracketed, brackets)  # all others have a colon of their own
    return chain(
        map(_any, _link().finditer(text, 0, end)), map(_bare, _bare_link().finditer(text, end))
    )


def find_bracket_links(text: str) -> Iterator[Link]:
    """The links in double brackets alone (org-link-bracket-re)."""
    if "[[" in text:
        yield from map(_bracketed, BRACKET_LINK.finditer(text, 0, _last_bracket_link(text)))


def is_link(line: str) -> bool:
    """Whether a line is one link and nothing else."""
    line = line.strip()
    return bool(line) and _link().fullmatch(line) is not None


def display(text: str) -> str:
    """A heading's text for the eye: links as their description, cookies off."""
    if "[" not in text:
        return text
    text = display_links(text)
    if "/" in text or "%" in text:
        bare = COOKIE.sub("", text)
        if bare != text:
            text = _BLANKS.sub(" ", bare).strip(" \t")
    return text


def display_links(text: str) -> str:
    """Text with each bracket link as its description, or as its target where it has none."""
    if "[[" not in text:
        return text
    end = _last_bracket_link(text)
    return BRACKET_LINK.sub(_shown, text[:end]) + text[end:]


def _last_bracket_link(text: str) -> int:
    """Where the last bracket link can end: to look for one past it takes quadratic time."""
    return text.rfind("]]") + 2 if "]]" in text else 0


def _any(link: re.Match[str]) -> Link:
    return _bracketed(link) if link["target"] else _bare(link)


def _bracketed(link: re.Match[str]) -> Link:
    return Link(unescape(link["target"]), link["description"])


def _bare(link: re.Match[str]) -> Link:
    return Link(link["angle"] or link["plain"].rstrip(".,;:!?'\""))


def _shown(link: re.Match[str]) -> str:
    return link["description"] or unescape(link["target"])


def unescape(target: str) -> str:
    """Take off the backslashes that guard brackets (org-link-unescape)."""
    if "\\" not in target:
        return target
    return _ESCAPES.sub(lambda m: "\\" * (len(m[0]) // 2), target)
