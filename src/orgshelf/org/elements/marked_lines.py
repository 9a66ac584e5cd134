"""Classified lines, with tables that make each look-up of an end quick."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from orgshelf.org.elements.line_types import (
    Line,
    block_end,
    environment_end,
    is_affiliated,
    line_type,
)

#: The names of what ends a drawer, and a dynamic block; other names are those of ``block_end``.
DRAWER_END, DYNAMIC_END = ":END:", ":dynamic"
#: An affiliated keyword with blanks in its brackets is no keyword by itself.
KEYWORDS = frozenset(("keyword", "open-keyword", "break"))


class MarkedLines(NamedTuple):
    """The lines from ``start`` to ``stop``, with tables that make each look-up quick.

    ``text_end`` has for each line the line after the last non-blank one above it, ``text_begin``
    the next non-blank one. ``ends`` has the lines that can end an element, by the name of the
    element; ``unaffiliated`` the lines that are not affiliated keywords; ``footnote_ends`` the
    lines before which a footnote ends; ``not_in_table`` those that cannot be part of a table.el
    table.
    """

    lines: Sequence[str]
    start: int
    stop: int
    types: Sequence[Line]
    text_end: Sequence[int]
    text_begin: Sequence[int]
    unaffiliated: Sequence[int]
    ends: Mapping[str, Sequence[int]]
    footnote_ends: Sequence[int]
    not_in_table: Sequence[int]

    def line(self, index: int) -> Line:
        """The type of a line."""
        return self.types[index - self.start]

    def is_affiliated(self, index: int) -> bool:
        """Whether the line is an affiliated keyword."""
        return first_of(self.unaffiliated, index, index + 1) is None

    def after_text(self, index: int) -> int:
        """The line after the last one above ``index`` that is not blank; ``start`` if all are."""
        return self.text_end[index - self.start]

    def after_blank(self, index: int, limit: int) -> int:
        """The first line from ``index`` on that is not blank, at most ``limit``."""
        return min(self.text_begin[index - self.start], limit)

    def end_of(self, name: str, index: int, limit: int) -> int | None:
        """The first line from ``index`` on, before ``limit``, that ends what has this name."""
        return first_of(self.ends.get(name, ()), index, limit)


def first_of(indexes: Sequence[int], index: int, limit: int) -> int | None:
    """The first of ascending numbers from ``index`` on, if it is below ``limit``."""
    place = bisect_left(indexes, index)
    return indexes[place] if place < len(indexes) and indexes[place] < limit else None


def mark_lines(lines: Sequence[str], start: int, stop: int) -> MarkedLines:
    """Classify each line of a range once; tables that are not needed stay empty."""
    types = [line_type(lines[index]) for index in range(start, stop)]
    met = {line.type for line in types}
    unaffiliated: Sequence[int] = range(start, stop)
    if not met.isdisjoint(KEYWORDS):
        unaffiliated = [
            index
            for index, line in enumerate(types, start)
            if line.type not in KEYWORDS or not is_affiliated(lines[index])
        ]
    return MarkedLines(
        lines,
        start,
        stop,
        types,
        _text_ends(types, start),
        _text_begins(types, start, stop),
        unaffiliated,
        _ends(lines, types, start),
        _footnote_ends(types, start) if "footnote-definition" in met else (),
        _not_in_table(lines, types, start) if "table-rule" in met else (),
    )


def _not_in_table(lines: Sequence[str], types: Sequence[Line], start: int) -> list[int]:
    return [
        index
        for index, line in enumerate(types, start)
        if line.type not in ("table", "table-rule") and lines[index].lstrip(" \t")[:1] != "+"
    ]


def _text_ends(types: Sequence[Line], start: int) -> list[int]:
    ends = [start]
    for index, line in enumerate(types, start + 1):
        ends.append(ends[-1] if line.type == "blank" else index)
    return ends


def _text_begins(types: Sequence[Line], start: int, stop: int) -> list[int]:
    begins = [stop]
    for index in range(stop - 1, start - 1, -1):
        begins.append(begins[-1] if types[index - start].type == "blank" else index)
    return begins[::-1]


def _footnote_ends(types: Sequence[Line], start: int) -> list[int]:
    """The lines of footnotes, and the first of each two blank lines."""
    found = []
    for index, line in enumerate(types):
        two_blank = line.type == "blank" and types[index + 1 : index + 2] == [line]
        if two_blank or line.type == "footnote-definition":
            found.append(start + index)
    return found


def _ends(lines: Sequence[str], types: Sequence[Line], start: int) -> dict[str, list[int]]:
    ends: dict[str, list[int]] = {}
    for index, line in enumerate(types, start):
        text = lines[index]
        if line.type == "drawer" and line.name.upper() == "END":
            ends.setdefault(DRAWER_END, []).append(index)
        elif "#+" in text or "\\" in text:
            for name in _names_ended(text):
                ends.setdefault(name, []).append(index)
    return ends


def _names_ended(text: str) -> list[str]:
    names = []
    if (end := block_end(text)) is not None:
        names += [end] if end.startswith("_") else [end, DYNAMIC_END]
    if name := environment_end(text):
        names.append(environment_name(name))
    return names


def environment_name(name: str) -> str:
    """The name by which the end of a LaTeX environment is looked up."""
    return f"{{{name.lower()}}}"
