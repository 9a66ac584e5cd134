"""The syntax of links, their display text, and link abbreviations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import quote

from orgshelf.model import Link
from orgshelf.org.syntax.case import WORD
from orgshelf.org.syntax.headline import COOKIE

#: The types of links that Org knows without further modules (org-link-types), and ``id``.
LINK_NAMES = (
    *("http", "https", "ftp", "mailto", "file", "doi", "id", "news", "attachment", "shell"),
    *("elisp", "help", "info", "bbdb", "bibtex", "docview", "eww", "file+emacs", "file+sys"),
    *("gnus", "irc", "mhe", "rmail", "shortdoc", "w3m"),
)
_NAMES = "|".join(map(re.escape, sorted(LINK_NAMES, reverse=True)))
#: Case does not count; addresses alone are written with large letters, by telephones.
LINK_TYPES = f"(?:{_NAMES}|H[Tt][Tt][Pp][Ss]?)"
#: Where a word begins: letters before it belong to it, but for those written without blanks.
WORD_START = r"(?<![^\W_\u2e80-\U0010ffff])(?<![$%@'])"
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
#: A link in double brackets; its target still has the backslashes that guard brackets.
BRACKET_LINK = re.compile(_BRACKET)
_BLANKS = re.compile(r"[ \t]+")
_ESCAPES = re.compile(r"\\+(?=[\[\]]|$)")
# Compiled when a file has an abbreviation.
_DEFINITION = r'"(?P<quoted>.+?)(?<!\\)"[ \t]+(?P<long>.+)|(?P<key>\S+)[ \t]+(?P<to>.+)'
_FUNCTION = r"%\([^)]+\)"


@cache
def plain_link() -> re.Pattern[str]:
    """The pattern of plain links, compiled on first use."""
    return re.compile(_PLAIN)


@cache
def angle_link() -> re.Pattern[str]:
    """The pattern of links in angle brackets."""
    return re.compile(_ANGLE)


@cache
def link_at_sight() -> re.Pattern[str]:
    """The pattern of bracket links, plain links, and the ``opening`` of angle links.

    Searching for the end of each angle link would be quadratic.
    """
    return re.compile(f"{_BRACKET}|(?P<opening><{LINK_TYPES}:)|{_PLAIN}")


def find_bracket_links(text: str) -> Iterator[Link]:
    """The links in double brackets alone (org-link-bracket-re)."""
    if "[[" in text:
        yield from map(bracketed, BRACKET_LINK.finditer(text, 0, last_bracket_link(text)))


def display(text: str) -> str:
    """A heading's text for display: links as their description, without cookies."""
    if "[" not in text:
        return text
    text = display_links(text)
    if "/" in text or "%" in text:
        bare = COOKIE.sub("", text)
        if bare != text:
            text = _BLANKS.sub(" ", bare).strip(" \t")
    return text


def display_links(text: str) -> str:
    """Text with each bracket link replaced by its description, else its target."""
    if "[[" not in text:
        return text
    end = last_bracket_link(text)
    return BRACKET_LINK.sub(_shown, text[:end]) + text[end:]


def last_bracket_link(text: str) -> int:
    """The last possible end of a bracket link; searching past it would be quadratic."""
    return text.rfind("]]") + 2 if "]]" in text else 0


def bracketed(link: re.Match[str]) -> Link:
    """The link of a match of ``BRACKET_LINK``."""
    return Link(unescape(link["target"]), link["description"])


def _shown(link: re.Match[str]) -> str:
    return link["description"] or unescape(link["target"])


def unescape(target: str) -> str:
    """The target without the backslashes that escape brackets (org-link-unescape)."""
    if "\\" not in target:
        return target
    return _ESCAPES.sub(lambda m: "\\" * (len(m[0]) // 2), target)


def target_name(text: str) -> str:
    """The name of a link target as links compare it: white space collapsed, case ignored."""
    return " ".join(text.split()).casefold()


# Abbreviations of links: ``#+LINK: gh https://github.com/%s`` (Org manual: Link Abbreviations).


def link_abbreviations(values: Iterable[str]) -> Mapping[str, str]:
    """The replacement of each abbreviation; the last definition counts."""
    found = filter(None, (re.match(_DEFINITION, value) for value in values))
    return {match["quoted"] or match["key"]: match["long"] or match["to"] for match in found}


def expand_link(target: str, abbreviations: Mapping[str, str]) -> str:
    """The target of a bracket link with its abbreviation expanded (org-link-expand-abbrev).

    An abbreviation that calls a Lisp function is not expanded.
    """
    if not abbreviations or "\n" in target:
        return target
    key, colon, tag = target.partition(":")
    whole = abbreviations.get(key)
    if whole is None or re.search(_FUNCTION, whole):
        return target
    tag = tag.removeprefix(":") if colon else ""
    if "%s" in whole:
        return whole.replace("%s", tag, 1)
    if "%h" in whole:
        return whole.replace("%h", quote(tag, safe=""), 1)
    return whole + tag
