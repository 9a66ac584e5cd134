"""Rewriting a headline: its keyword, its priority, its title."""

import re
from collections.abc import Container
from typing import NamedTuple

from orgshelf.errors import PriorityError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import PRIORITY, split_tags

_PARTS = re.compile(r"(\*+)( +)([^ \t]*)(.*)", re.DOTALL)
_PRIORITY = re.compile(rf" +\[#{PRIORITY}\](?= |[ \t]*$)", re.ASCII)
_ANY_PRIORITY = re.compile(rf"( +)\[#{PRIORITY}\]( ?)", re.IGNORECASE | re.ASCII)
_COMMENT = re.compile(r"COMMENT(?: [ \t]*|[ \t]*$)")
#: A higher value is the code point of a letter.
_HIGHEST_NUMBER = 64


class _Parts(NamedTuple):
    """The parts of a headline; ``rest`` follows the keyword, or the stars without one."""

    stars: str
    keyword: str | None
    rest: str


def keyword_of(line: str, known: Container[str]) -> str | None:
    """The TODO keyword of a headline."""
    return _parts(line, known).keyword


def with_keyword(line: str, keyword: str | None, known: Container[str]) -> str:
    """The headline with another keyword, or with none.

    Blanks around the keyword become single ones; without a title, one stays after the keyword
    (org-todo).
    """
    parts = _parts(line, known)
    rest = parts.rest.lstrip(" ")
    if parts.keyword and not rest.strip(" \t") and not parts.rest.startswith(" "):
        rest = ""
    return " ".join(filter(None, (parts.stars, keyword))) + " " + rest


def with_one_blank(line: str, known: Container[str]) -> str:
    """The headline with a single blank between keyword and title, unless tags follow directly.

    It is the last step of org-todo, and matters if a tab follows the blank.
    """
    stars, keyword, rest = _parts(line, known)
    if not rest.startswith(" ") or rest.lstrip(" ").startswith(":"):
        return line
    return " ".join(filter(None, (stars, keyword))) + " " + rest.lstrip(" \t")


def with_priority(line: str, priority: str | None, known: Container[str]) -> str:
    """The headline with another priority, or with none (org-priority)."""
    rest = _parts(line, known).rest
    head = line[: len(line) - len(rest)]
    if found := _ANY_PRIORITY.match(rest):
        cookie = "" if priority is None else f"[#{priority}]{found[2]}"
        return head + found[1] + cookie + rest[found.end() :]
    if priority is None:
        return line
    if keyword_of(line, known):
        return f"{head} [#{priority}]{rest}"
    text = rest.lstrip(" ")
    return f"{head}{rest[: len(rest) - len(text)]}[#{priority}] {text}"


def with_title(line: str, old: str, new: str, known: Container[str]) -> str:
    """The headline with another text between priority and tags (org-edit-headline).

    Trailing blanks of a line without tags are removed with the old text.
    """
    if not old:
        text, _ = split_tags(line)
        tags = line[len(text) :].strip(" \t")
        return f"{text.rstrip(' ')} {new}" + (f" {tags}" if tags else "")
    after_keyword = len(line) - len(_parts(line, known).rest)
    priority = _ANY_PRIORITY.match(line, after_keyword)
    start = line.find(old, priority.end()) if priority else -1
    if start < 0:  # what looks like a priority is part of the text
        start = line.index(old, after_keyword)
    rest = line[start + len(old) :]
    return line[:start] + new + (rest if rest.strip(" \t") else "")


def uncommented(line: str, known: Container[str]) -> str:
    """The headline without its COMMENT (org-toggle-comment)."""
    start = _title_start(line, known)
    return line[:start] + _COMMENT.sub("", line[start:], count=1)


def commented(line: str, known: Container[str]) -> str:
    """The headline with COMMENT before its title (org-toggle-comment)."""
    start = _title_start(line, known)
    head, title = line[:start], line[start:]
    blank = "" if head.endswith((" ", "\t")) else " "
    return f"{head}{blank}COMMENT{' ' if title else ''}{title}"


def _parts(line: str, known: Container[str]) -> _Parts:
    match = _PARTS.match(line)
    assert match is not None, line  # only headlines are edited
    stars, gap, word, rest = match.groups()
    if word in known and (rest.startswith(" ") or not rest.strip(" \t")):
        return _Parts(stars, word, rest)
    return _Parts(stars, None, gap + word + rest)


def _title_start(line: str, known: Container[str]) -> int:
    """The start of the title, after stars, keyword, priority and blanks."""
    rest = _parts(line, known).rest
    if priority := _PRIORITY.match(rest):
        rest = rest[priority.end() :]
    return len(line) - len(rest.lstrip(" \t"))


# The priority of a heading (Org manual: Priorities; org-priority).


def change_priority(
    document: Document, heading: Heading, priority: str | None
) -> tuple[Splice, ...]:
    """Set or remove the priority of a heading; its tags are aligned.

    A letter may be lower case if the file's range is upper case. Only a cookie before the title is
    replaced, whereas Emacs would also replace one within it.

    Raises:
        PriorityError: the priority is outside of the file's range, by default A to C.
    """
    cookie = None if priority is None else _in_range(document, priority)
    buffer, known = EditBuffer.of(document.lines, heading), document.settings.keywords.all
    line = with_priority(buffer.heading, cookie, known)
    if line == buffer.heading and priority is None:
        return ()
    return buffer.replace(buffer.at, aligned(line, document)).splices(document.lines.texts)


def _in_range(document: Document, text: str) -> str:
    """The priority as it is written in a cookie."""
    highest, lowest = document.settings.priorities
    wanted = _value(text, numbers=lowest <= _HIGHEST_NUMBER)
    if _is_upper(highest) and _is_upper(lowest):
        wanted = wanted and _upper(wanted)
    if wanted is None or not highest <= wanted <= lowest:
        raise PriorityError(text, _shown(highest), _shown(lowest), document.file)
    return _shown(wanted)


def _value(text: str, *, numbers: bool) -> int | None:
    if numbers:
        match = re.fullmatch("0*([0-9]{1,3})", text)
        return int(match[1]) if match else None
    return ord(text) if len(text) == 1 else None


def _is_upper(value: int) -> bool:
    return _upper(value) == value


def _upper(value: int) -> int:
    return ord(chr(value).upper()[0])


def _shown(value: int) -> str:
    return chr(value) if value > _HIGHEST_NUMBER else str(value)
