"""The grammar of a headline (org-complex-heading-regexp, org-tag-line-re)."""

import re
from collections.abc import Container
from typing import NamedTuple

_ASCII_TAGS = re.compile(r"[\w@#%:]+", re.ASCII)
_TAG_CATEGORIES = frozenset({"Nl", "Nd"})
#: The value in a priority cookie (org-priority-value-regexp).
PRIORITY = r"(?:[A-Z]|[0-9]|[1-5][0-9]|6[0-4])"
_PRIORITY = re.compile(rf"\[#({PRIORITY})\](?= |$)", re.ASCII)
# The mark may follow the cookie directly, or after one blank (org-element--headline-comment-re).
_COMMENTED = re.compile(rf"(?:\[#{PRIORITY}\] ?)?COMMENT(?: |$)", re.ASCII)
_COOKIE_LIKE = re.compile(r"\A\[#[A-Z0-9]+\] *", re.IGNORECASE | re.ASCII)
_AFTER_COMMENT = re.compile(r"(?<=\ACOMMENT)[ \t]+")
COOKIE = re.compile(r"\[(?:\d*/\d*|\d*%)\]")


class Headline(NamedTuple):
    """The parts of a headline; ``text`` stands between priority and tags.

    ``commented`` says that it begins with the word COMMENT (org-comment-string).
    """

    level: int
    keyword: str | None
    priority: str | None
    text: str
    tags: tuple[str, ...]
    commented: bool


def is_headline(line: str) -> bool:
    """Whether a line is a headline: stars and a blank at its beginning."""
    return line.startswith("*") and line.lstrip("*").startswith(" ")


def parse_headline(line: str, keywords: Container[str]) -> Headline:
    """Split a line for which ``is_headline`` holds; linear in its length."""
    rest = line.lstrip("*")
    level = len(line) - len(rest)
    rest, tags = split_tags(rest)
    rest = rest.lstrip(" ")
    keyword = None
    word, _, tail = rest.partition(" ")
    if word in keywords:
        keyword, rest = word, tail.lstrip(" ")
    commented = "COMMENT" in line and _is_commented(line, keyword)
    cookie = _PRIORITY.match(rest)
    if cookie is None:
        return Headline(level, keyword, None, rest, tags, commented)
    return Headline(level, keyword, cookie[1], rest[cookie.end() :].lstrip(" "), tags, commented)


def _is_commented(line: str, keyword: str | None) -> bool:
    """Whether the text begins with COMMENT, followed by a blank or nothing."""
    title = line.lstrip("*").lstrip(" \t").removeprefix(keyword or "").lstrip(" \t")
    return _COMMENTED.match(title) is not None


def headline_keyword(line: str, keywords: Container[str]) -> str | None:
    """The TODO keyword of a headline; much faster than ``parse_headline``."""
    word = line.lstrip("*").strip(" ").partition(" ")[0]
    if "\t" in line or word.endswith(":"):
        return parse_headline(line, keywords).keyword
    return word if word in keywords else None


def is_commented(text: str) -> bool:
    """Whether the text of a headline begins with the word COMMENT."""
    return text == "COMMENT" or text.startswith("COMMENT ")


def priority_value(priority: str) -> int:
    """The numeric value of a priority, lower for a higher priority (org-priority-to-value)."""
    return int(priority) if priority.isdecimal() else ord(priority)


def without_priority(text: str) -> str:
    """A headline's text without an invalid priority cookie, such as ``[#99]``."""
    return _COOKIE_LIKE.sub("", text)


def bare_title(title: str) -> str:
    """A title without an invalid priority cookie, and with one blank after COMMENT.

    So it stays the same when the keyword changes (org-todo).
    """
    return _AFTER_COMMENT.sub(" ", without_priority(title))


def split_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """Take the tags off the end of a headline; the text is returned without trailing blanks."""
    text = text.rstrip(" \t")
    if not text.endswith(":"):
        return text, ()
    start = max(text.rfind(" "), text.rfind("\t")) + 1
    word = text[start:]
    if not start or len(word) < 3 or not word.startswith(":") or not _are_tags(word):
        return text, ()
    return text[:start].rstrip(" \t"), tuple(filter(None, word.split(":")))


def is_tag(text: str) -> bool:
    """Whether a text is a valid tag (org-tag-re)."""
    return bool(text) and ":" not in text and _are_tags(text)


def _are_tags(word: str) -> bool:
    if word.isascii():
        return _ASCII_TAGS.fullmatch(word) is not None
    return all(c in ":_@#%" or _in_tag_alphabet(c) for c in word)


def _in_tag_alphabet(char: str) -> bool:
    """Whether a character is in Emacs's [[:alnum:]]: letters, marks, decimal and letter numbers."""
    import unicodedata  # most tags are ASCII

    category = unicodedata.category(char)
    return category[0] in "LM" or category in _TAG_CATEGORIES
