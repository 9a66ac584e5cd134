"""Parsing of ``#+INCLUDE`` keywords (org-export-parse-include-value)."""

import re
from dataclasses import dataclass

_FILE = re.compile(r"(\".+?\"|\S+)(?:\s+|$)")
_LOCATION = re.compile(r"::(.*?)\"?$")
_CONTENTS = re.compile(r":only-contents *([^: \r\t\n]\S*)?")
_LINES = re.compile(r":lines +\"([0-9]{0,9})-([0-9]{0,9})\"")
_LEVEL = re.compile(r":minlevel +([0-9]{1,3})")
_CODING = re.compile(r":coding +\S+")
_LITERAL = re.compile(r"\bexample\b|\b(?:export|src)\b(?: +(?P<arguments>.*))?")
_BLOCK = re.compile(r"\"(\S+)\"|\b(\S+)\b")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file and the part of it that is included, and how.

    ``search`` is that of a link; ``lines`` are the first line (from 1) and the line after the last,
    0 for an open end. ``block`` is the name of a block around the text, with ``arguments``;
    ``literal``: the text is not Org. ``level`` is the level of the topmost headline, None for that
    of the place.
    """

    file: str
    search: str = ""
    only_contents: bool = False
    lines: tuple[int, int] | None = None
    level: int | None = None
    block: str = ""
    arguments: str = ""
    literal: bool = False


def read_include(value: str) -> Wanted | None:
    """Parse the value of the keyword; None if it names no file."""
    match = _FILE.match(value)
    if match is None:
        return None
    named, rest = match[1], _CODING.sub("", value[match.end() :])
    location = _LOCATION.search(named)
    contents, lines, level = (p.search(rest) for p in (_CONTENTS, _LINES, _LEVEL))
    block, arguments, literal = _block(_without(rest))
    return Wanted(
        (named[: location.start()] if location else named).strip('"'),
        location[1] if location else "",
        bool(contents and contents[1] and contents[1] != "nil"),
        (int(lines[1] or 0), int(lines[2] or 0)) if lines else None,
        int(level[1]) if level else None,
        block,
        arguments,
        literal,
    )


def _without(rest: str) -> str:
    """The value without its keyword arguments."""
    for pattern in (_CONTENTS, _LINES, _LEVEL):
        rest = pattern.sub("", rest, count=1)
    return rest


def _block(rest: str) -> tuple[str, str, bool]:
    """The name of a block, its arguments, and whether its contents are literal."""
    literal = _LITERAL.search(rest)
    arguments = (literal["arguments"] or "").rstrip() if literal else ""
    if literal and arguments:
        rest = rest[: literal.start("arguments")] + rest[literal.end("arguments") :]
    match = _BLOCK.search(rest)
    is_key = match is not None and rest[match.start() - 1 : match.start()] == ":"
    name = (match[1] or match[2]) if match and not is_key else ""
    return name, arguments, literal is not None
