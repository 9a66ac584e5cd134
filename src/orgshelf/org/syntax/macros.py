"""Macros: ``{{{name(argument,…)}}}`` (Org manual: Macro Replacement; org-macro.el)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from orgshelf.org.syntax.closings import Closings

_START = re.compile(r"\{\{\{([a-zA-Z][-\w]*)(\(?)", re.ASCII)
_DEFINITION = re.compile(r"(\S+)[ \t]*(.*)")
_ARGUMENT = re.compile(r"\$([0-9]{1,4})")
_SEPARATOR = re.compile(r"(\\*),")
_BLANKS = re.compile(r"[ \t\r\n]+")


class Macro(NamedTuple):
    """A macro call: its lower-case name and its arguments."""

    name: str
    arguments: tuple[str, ...]


def macro_at(ends: Closings, place: int) -> tuple[Macro, int] | None:
    """The macro call at a position, and the position after it."""
    head = _START.match(ends.text, place)
    if not head:
        return None
    start, has_arguments = head.end(), bool(head[2])
    closing = ")}}}" if has_arguments else "}}}"
    stop = ends.text.find(closing, start) if start <= ends.last(closing) else -1
    if stop < 0 or (stop > start and not has_arguments):
        return None
    contents = _BLANKS.sub(" ", ends.text[start:stop].strip())
    arguments = tuple(_arguments(contents)) if has_arguments else ()
    return Macro(head[1].lower(), arguments), stop + len(closing)


def _arguments(contents: str) -> Sequence[str]:
    """The arguments; a backslash escapes a comma (org-macro-extract-arguments)."""
    return _SEPARATOR.sub(_parted, contents).split("\0")


def _parted(match: re.Match[str]) -> str:
    slashes = len(match[1])
    return "\\" * (slashes // 2) + ("," if slashes % 2 else "\0")


def macro_definitions(values: Iterable[str]) -> Mapping[str, str]:
    """The definitions in ``#+MACRO`` lines by lower-case name; the first one counts."""
    found: dict[str, str] = {}
    for match in filter(None, map(_DEFINITION.match, values)):
        found.setdefault(match[1].lower(), match[2])
    return found


def is_lisp(definition: str) -> bool:
    """Whether a definition is Lisp, which Org would evaluate."""
    return re.match(r"\(eval\b", definition) is not None


def filled(definition: str, arguments: Sequence[str]) -> str:
    """A definition with ``$1`` and so on replaced by the arguments, missing ones by ""."""

    def argument(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        return arguments[place] if place < len(arguments) else ""

    return _ARGUMENT.sub(argument, definition)
