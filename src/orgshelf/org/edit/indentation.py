"""Reindenting text when its headline changes its level, if the configuration wants it.

Follows org-fixup-indentation, which does nothing but for org-adapt-indentation.
"""

import re
from collections.abc import Iterator, Sequence

from orgshelf.org.edit.buffer import Layout
from orgshelf.org.edit.properties import property_text
from orgshelf.org.elements.node import of_kind
from orgshelf.org.elements.section import read_section
from orgshelf.org.syntax.drawers import (
    PropertyDrawer,
    drawer_name,
    property_drawer,
    read_property,
)
from orgshelf.org.syntax.timestamps import is_planning
from orgshelf.text import TAB_WIDTH, indentation, width

_BLANKS = " \t"
# A block whose lines keep their columns (org-src-preserve-indentation-p).
_KEEPS = re.compile(r"[ \t]*#\+begin_(?:src|example)\b.*[ \t]-i\b", re.IGNORECASE)
# Text that would become something else in the first column.
_FORBIDDEN = re.compile(r"\*+ |\[fn:")


def follow(lines: Sequence[str], level: int, change: int, layout: Layout) -> tuple[str, ...]:
    """The lines below a headline whose level became ``level``, a difference of ``change``.

    Planning and properties are indented as below a heading of that level. The rest is shifted as
    one, or not at all where that would make something else of it.
    """
    column = layout.below(level)
    head = list(_metadata(lines, column))
    log = _log_drawer(lines, len(head))
    head += _shifted_log(lines[len(head) : log], change)
    return (*head, *_shifted(lines, log, change))


def indent_to(line: str, column: int) -> str:
    """A line indented to a column; its tabs are kept where possible (indent-line-to)."""
    text = line.lstrip(_BLANKS)
    blanks, now = line[: len(line) - len(text)], indentation(line)
    if now < column:
        if column - now // TAB_WIDTH * TAB_WIDTH >= TAB_WIDTH:
            blanks = blanks.rstrip(" ")
        return _filled(blanks, column) + text
    while width(blanks) > column:
        blanks = blanks[:-1]
    return blanks + " " * (column - width(blanks)) + text


def _filled(blanks: str, column: int) -> str:
    """Indentation to a column, with tabs if enabled (indent-to)."""
    now = width(blanks)
    tabs = column // TAB_WIDTH - now // TAB_WIDTH
    return blanks + "\t" * tabs + " " * (column % TAB_WIDTH if tabs else column - now)


def _metadata(lines: Sequence[str], column: int) -> Iterator[str]:
    """The planning line and the property drawer of an entry."""
    start = int(bool(lines) and is_planning(lines[0]))
    drawer = property_drawer(lines, start, len(lines))
    stop = drawer.end + 1 if isinstance(drawer, PropertyDrawer) else start
    for number, line in enumerate(lines[:stop]):
        is_property = start < number < stop - 1
        yield indent_to(_aligned(line) if is_property else line, column)


def _aligned(line: str) -> str:
    """A property with its value aligned (org--align-node-property)."""
    pair = read_property(line)
    return property_text(*pair) if pair else line


def _log_drawer(lines: Sequence[str], start: int) -> int:
    """The end of the log drawer that begins at a line; the line itself without one."""
    if start == len(lines) or drawer_name(lines[start]) != "LOGBOOK":
        return start
    ends = (at + 1 for at in range(start, len(lines)) if drawer_name(lines[at]) == "END")
    return next(ends, start)


def _shifted_log(lines: Sequence[str], change: int) -> Sequence[str]:
    if not lines or indentation(lines[0]) + change < 0:
        return lines
    if change > 0:
        return [" " * change + line for line in lines]
    # Org deletes any characters there; here only blanks are deleted.
    return [line[min(-change, len(line) - len(line.lstrip(_BLANKS))) :] for line in lines]


def _shifted(lines: Sequence[str], start: int, change: int) -> Sequence[str]:
    kept = _kept(lines)
    moved = [at for at in range(start, len(lines)) if lines[at].strip(_BLANKS) and at not in kept]
    if change < 0 and not all(_can_shift(lines[at], -change) for at in moved):
        return lines[start:]
    found = {at: indent_to(lines[at], indentation(lines[at]) + change) for at in moved}
    return [found.get(at, lines[at]) for at in range(start, len(lines))]


def _can_shift(line: str, columns: int) -> bool:
    now = indentation(line)
    return now > columns or (now == columns and not _FORBIDDEN.match(line.lstrip(_BLANKS)))


def _kept(lines: Sequence[str]) -> frozenset[int]:
    """The lines that keep their columns: those of footnotes and of some blocks."""
    section = read_section(tuple(lines), below="headline")
    kept = set[int]()
    for note in of_kind(section, "footnote-definition"):
        kept.update(range(note.begin, note.end))
    for kind in ("src-block", "example-block"):
        for block in of_kind(section, kind):
            if _KEEPS.match(lines[block.post_affiliated]):
                kept.update(range(block.post_affiliated + 1, block.text_end - 1))
    return frozenset(kept)
