"""Text as a person reads it: links as their description, statistics cookies off."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from orgshelf.model import Link
from orgshelf.org.syntax.case import WORD
from orgshelf.org.syntax.headline import COOKIE

#: The types of links that Org knows without further modules (org-link-types), and ``id``.
_NAMES = (
    *("http", "https", "ftp", "mailto", "file", "doi", "id", "news", "attachment", "shell"),
    *("elisp", "help", "info", "bbdb", "bibtex", "docview", "eww", "file+emacs", "file+sys"),
    *("gnus", "irc", "mhe", "rmail", "shortdoc", "w3m"),
)
LINK_TYPES = f"(?:{'|'.join(map(re.escape, sorted(_NAMES, reverse=True)))})"
#: Where a word begins: letters before it belong to it, but for those written without blanks.
WORD_START = r"(?<![^\W_\u2e80-\U0010ffff])(?<![$%@'])"
#: Without these or ``[[`` there is no link: to see that takes a small part of a search's time.
_SIGNS = tuple(f"{name}:" for name in _NAMES)
_TARGET = r"(?:[^\[\]\\]++|\\(?:\\\\)*[\[\]]|\\+[^\[\]])++"
_DESCRIPTION = r"(?:[^\]]++|\](?!\]))++"
_BRACKET = rf"\[\[(?P<target>{_TARGET})\](?:\[(?P<description>{_DESCRIPTION})\])?\]"
_ANGLE = rf"<(?P<angle>{LINK_TYPES}:[^>\n]*+(?:\n[ \t]*+[^> \t\n][^>\n]*+)*+)>"
_PLAIN_LETTER = r"[^\]\[ \t\n()<>]"
_NESTED = rf"[(<\[](?:{_PLAIN_LETTER}++|[(<\[]{_PLAIN_LETTER}*+[\])>])*+[\])>]"
# A word ends it, a dash, a slash or what is in brackets (org-link-plain-re of Org 9.8).
_FOREIGN_LETTER = WORD.replace("[^", r"[^\x00-\x7f", 1)
_PLAIN_END = rf"(?:(?<=[A-Za-z0-9/\])>-])|(?<={_FOREIGN_LETTER}))"
_PLAIN = rf"{WORD_START}(?P<plain>{LINK_TYPES}:(?:{_PLAIN_LETTER}|{_NESTED}){{2,}}{_PLAIN_END})"
# Where a text has any of these, a link can be mere letters, or end before one of them.
_MARKED = re.compile(
    r"(?:^|[^\w.,;:!?/])[*/_+=~](?=\S)|[\\$|{}^]|\S_|@@|src_|call_|\[(?:fn|cite)|<|#\+",
    re.MULTILINE,
)
#: A link in double brackets; its target still has the backslashes that guard brackets.
BRACKET_LINK = re.compile(_BRACKET)
_BLANKS = re.compile(r"[ \t]+")
_ESCAPES = re.compile(r"\\+(?=[\[\]]|$)")


@cache
def plain_link() -> re.Pattern[str]:
    """One without brackets; compiled when the first is looked for, which takes a while."""
    return re.compile(_PLAIN)


@cache
def angle_link() -> re.Pattern[str]:
    """One in angle brackets."""
    return re.compile(_ANGLE)


@cache
def _link() -> re.Pattern[str]:
    """Of any form."""
    return re.compile(f"{_BRACKET}|{_ANGLE}|{_PLAIN}")


def may_have_links(text: str) -> bool:
    """Whether any sign of a link is in the text; quick."""
    return "[[" in text or (":" in text and any(name in text for name in _SIGNS))


def has_markup(text: str) -> bool:
    """Whether anything in the text, but for links, may be more than its letters."""
    return _MARKED.search(text) is not None


def find_links(text: str) -> Iterator[Link]:
    """Every link of a line or a paragraph in the order it stands (Org manual: Link Format).

    None is in verbatim text, and a plain one ends where it does to org-element.
    """
    if not may_have_links(text):
        return iter(())
    if has_markup(text):
        from orgshelf.org.syntax.inline import links_in  # few texts have markup

        return (found.link for found in links_in(text))
    return _plain_links(text)


def _plain_links(text: str) -> Iterator[Link]:
    """The links of a text without markup."""
    end = _last_bracket_link(text)
    brackets = list(BRACKET_LINK.finditer(text, 0, end))
    if text.count(":") == sum(match[0].count(":") for match in brackets):
        return map(_bracketed, brackets)  # all others have a colon of their own
    return chain(
        map(_any, _link().finditer(text, 0, end)),
        (Link(match["plain"]) for match in plain_link().finditer(text, end)),
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
    return _bracketed(link) if link["target"] else Link(link["plain"])


def _bracketed(link: re.Match[str]) -> Link:
    return Link(unescape(link["target"]), link["description"])


def _shown(link: re.Match[str]) -> str:
    return link["description"] or unescape(link["target"])


def unescape(target: str) -> str:
    """Take off the backslashes that guard brackets (org-link-unescape)."""
    if "\\" not in target:
        return target
    return _ESCAPES.sub(lambda m: "\\" * (len(m[0]) // 2), target)
