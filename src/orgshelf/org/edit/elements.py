"""Queries about the elements of an entry that edits need (org-element)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgshelf.errors import UsageError
from orgshelf.org.elements.node import Kind, of_kind
from orgshelf.org.elements.section import read_section
from orgshelf.org.syntax.case import upcase
from orgshelf.org.syntax.drawers import drawer_name
from orgshelf.text import indentation

_PROTECTED = re.compile(
    r"(?<![^\s\-–—('\"{])"
    r"(?:=[^\s=](?:[^=]*[^\s=])?=|~[^\s~](?:[^~]*[^\s~])?~)"
    r"(?![^\s\-–—.,;:!?'\")}\\\[])"
    r"|\[\[[^\[\]]*\](?:\[[^\[\]]*\])?\]"
)


class Drawer(NamedTuple):
    """A drawer: its upper-case name, and its first and last line (from 0)."""

    name: str
    start: int
    end: int


def text_lines(text: str, *edges: str) -> Sequence[str]:
    """The lines of a text to be inserted into an entry.

    None may begin with one of the ``edges``, which are in upper case.

    Raises:
        UsageError: a line does, or it would begin or end a drawer.
    """
    lines = text.replace("\r", "").split("\n")
    for line in map(str.strip, lines):
        if drawer_name(line) is not None or line.upper().startswith(edges):
            raise UsageError(f"To Org {line!r} is the edge of a drawer or block: change that line.")
    return lines


def lines_of(lines: Sequence[str], start: int, stop: int, *kinds: Kind) -> Iterator[int]:
    """The lines of all elements of some kinds in a range."""
    for element in of_kind(read_section(lines, start, stop), *kinds):
        yield from range(element.post_affiliated, element.text_end)


def element_lines(lines: Sequence[str], start: int, stop: int) -> list[int]:
    """The first lines of the top-level elements in a range."""
    return [element.begin for element in read_section(lines, start, stop).children]


def drawers(lines: Sequence[str], start: int, stop: int) -> Iterator[Drawer]:
    """The drawers in a range, including those in blocks and lists."""
    if all(drawer_name(lines[index]) != "END" for index in range(start, stop)):
        return
    for element in of_kind(read_section(lines, start, stop), "drawer"):
        yield Drawer(upcase(element.name), element.post_affiliated, element.text_end - 1)


def find_drawer(lines: Sequence[str], name: str, start: int, stop: int) -> tuple[int, int] | None:
    """The first drawer with a name, ignoring case."""
    found = (d for d in drawers(lines, start, stop) if d.name == name.upper())
    return next(((drawer.start, drawer.end) for drawer in found), None)


def clock_lines(lines: Sequence[str], start: int, stop: int) -> list[int]:
    """The CLOCK lines in a range (org-element-clock-line-re)."""
    if not any("CLOCK:" in lines[index].upper() for index in range(start, stop)):
        return []
    return list(lines_of(lines, start, stop, "clock"))


def has_clock(lines: Sequence[str], start: int, stop: int) -> bool:
    """Whether a range contains a CLOCK line (org-at-clock-log-p)."""
    return bool(clock_lines(lines, start, stop))


def object_lines(lines: Sequence[str], start: int, stop: int) -> Iterator[int]:
    """The lines in which Org recognises timestamps."""
    for element in of_kind(
        read_section(lines, start, stop), "paragraph", "table-row", "verse-block"
    ):
        yield from range(element.contents_begin, element.contents_end)


def unprotected(line: str) -> str:
    """The line with blanks in place of verbatim text, code and links, which hide timestamps."""
    return _PROTECTED.sub(lambda match: " " * len(match[0]), line)


# Plain lists, as far as log notes need them (org-list).


def is_blank(line: str) -> bool:
    """Whether a line is blank."""
    return not line.strip(" \t")


def list_column(lines: Sequence[str], place: int, top: int) -> int | None:
    """The indentation of the list around line ``place``; None without one.

    ``top`` is the first line that may belong to it (org-in-item-p, org-list-get-top-point).
    """
    above = read_section(lines, top, place).children[-1:]
    if not above or above[0].kind != "plain-list" or place - above[0].text_end > 1:
        return None
    return indentation(lines[above[0].post_affiliated])


def item_ends(lines: Sequence[str], start: int, stop: int) -> dict[int, int]:
    """The line after the text of each item, by its line (org-list-get-item-end-before-blank)."""
    items = of_kind(read_section(lines, start, stop), "item")
    return {item.begin: item.text_end for item in items}
