"""The elements of many texts, as Emacs finds them and as we do, in one shape to compare."""

import json
import re
import subprocess
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from emacs.oracle import OTHER_ORG
from orgshelf.org.elements.node import Element
from orgshelf.org.elements.section import read_section

LISP = Path(__file__).with_name("elements.el")
_BLANK_IN_KEY = re.compile(r"[ \t]*#\+[^ :]*\[[^]]* ")
_BOXES = {"[ ]": "off", "[X]": "on", "[-]": "trans", None: None}
_NAMED = ("special-block", "dynamic-block", "drawer", "footnote-definition", "node-property")
#: What may have elements in it.
_GREATER = (
    *("center-block", "drawer", "dynamic-block", "footnote-definition", "item", "plain-list"),
    *("property-drawer", "quote-block", "special-block"),
)


class Row(NamedTuple):
    """An element: its depth, its type, the lines from 0 where it and its parts begin and end.

    ``column`` is where its text begins on its first line. ``contents`` are given for what may
    have elements in it, where it has any.
    """

    depth: int
    kind: str
    begin: int
    column: int
    post_affiliated: int
    end: int
    contents: tuple[int, int] | None
    name: str | None
    box: str | None
    tag: str | None


def emacs_rows(texts: Sequence[Sequence[str]], folder: Path) -> tuple[str, list[list[Row]]]:
    """The version of Org, and what it finds in each text below a headline of its own.

    ``ORGSHELF_ORG_LISP`` in the environment may name the folder of another Org than Emacs's own.
    """
    lines = [line for text in texts for line in ("* h", *text)]
    version, rows = _run(lines, folder)
    return version, _by_text(rows, _Places(lines), texts)


def emacs_file_rows(text: Sequence[str], folder: Path) -> list[Row]:
    """What Org finds in a file of this text, which has no headline."""
    places = _Places(text)
    return [_their_row(row, places, -1) for row in _run(text, folder)[1]]


def _run(lines: Sequence[str], folder: Path) -> tuple[str, list[list[Any]]]:
    file = folder / "elements.org"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    load = ["-L", OTHER_ORG] if OTHER_ORG else []
    command = ["emacs", "--batch", "-Q", *load, "-l", str(LISP), str(file)]
    result = subprocess.run(command, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode(errors="replace")
    version, *rows = json.loads(result.stdout)
    return version, rows


def our_rows(text: Sequence[str], *, file: bool = False) -> list[Row]:
    """The same of our own reading, with line numbers that count from the headline."""
    root = read_section(["* h", *text], 1, below="file" if file else "headline")
    rows: list[Row] = []
    waiting = [(root, 0 if file else 1)] if root.children else []
    while waiting:
        element, depth = waiting.pop()
        rows.append(_our_row(element, depth))
        waiting += [(child, depth + 1) for child in reversed(element.children)]
    return rows


def _our_row(element: Element, depth: int) -> Row:
    head = element.head
    contents = (element.contents_begin, element.contents_end)
    return Row(
        depth,
        element.kind,
        element.begin,
        element.offset if element.kind == "paragraph" else 0,
        element.post_affiliated,
        element.end,
        contents if element.kind in _GREATER and contents[0] < contents[1] else None,
        _our_name(element),
        _BOXES[head.checkbox] if head else None,
        head.tag.strip() if head and head.tag is not None else None,
    )


def _our_name(element: Element) -> str | None:
    if element.head:
        return element.head.bullet
    if element.kind == "keyword":
        return None if " " in element.name else element.name.upper()
    return element.name if element.kind in (*_NAMED, "table") else None


def _is_unnamed(kind: str, line: str) -> bool:
    """Whether the name is left aside: Org may name a keyword with blanks in it as another one."""
    return kind == "src-block" or (kind == "keyword" and _BLANK_IN_KEY.match(line) is not None)


class _Places:
    """From positions in a text to its lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def line(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def column(self, position: int) -> int:
        return position - self._starts[self.line(position)]

    def line_after(self, position: int) -> int:
        return self.line(position) + (self.column(position) > 0)


def _by_text(
    rows: Sequence[list[Any]], places: _Places, texts: Sequence[Sequence[str]]
) -> list[list[Row]]:
    """The rows of each text, with line numbers that count from its headline."""
    found: dict[int, list[Row]] = {}
    headline = 0
    for row in rows:
        if row[1] == "headline":
            headline = places.line(row[2])
            found[headline] = []
        else:
            found[headline].append(_their_row(row, places, headline))
    headlines = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return [found[headline] for headline in headlines]


def _their_row(row: list[Any], places: _Places, headline: int) -> Row:
    depth, kind, begin, post_affiliated, first, after, end, name, box, tag = row
    contents = None
    if first is not None and kind in _GREATER:
        contents = (places.line(first) - headline, places.line_after(after) - headline)
    return Row(
        depth,
        kind,
        places.line(begin) - headline,
        places.column(begin) if kind == "paragraph" else 0,
        places.line(post_affiliated) - headline,
        places.line_after(end) - headline,
        contents,
        None if _is_unnamed(kind, places.lines[places.line(post_affiliated)]) else name,
        box,
        tag.strip() if tag is not None else None,
    )
