"""Org text made readable: link marks off, quotes and examples set apart."""

from collections.abc import Iterator, Mapping, Sequence

from orgshelf.org.elements.logbook import logged_lines
from orgshelf.org.elements.node import Element, Kind, walk
from orgshelf.org.elements.section import read_body
from orgshelf.org.elements.spans import verbatim_lines
from orgshelf.org.syntax.links import is_link
from orgshelf.org.syntax.plain_words import readable_line

_CODE = "    "
_MARKS: Mapping[Kind, str] = {
    "quote-block": "│ ",
    "verse-block": "│ ",
    "src-block": _CODE,
    "example-block": _CODE,
}


def readable(lines: Sequence[str]) -> str:
    """The text of an entry as a person reads it: quotes get a rule, code is indented.

    Left out are Org's log, keywords, and lines of nothing but a link, which stand elsewhere.
    """
    root = read_body(tuple(lines))
    verbatim, hidden, marks = verbatim_lines(root), set(logged_lines(lines)), [""] * len(lines)
    for element in walk(root):
        hidden.update(_hidden(element))
        if mark := _MARKS.get(element.kind):
            for index in range(element.contents_begin, element.contents_end):
                marks[index] += mark
    hidden.update(i for i, line in enumerate(lines) if i not in verbatim and is_link(line))
    shown = (
        mark + (line if mark.endswith(_CODE) else readable_line(line.rstrip()))
        for index, (line, mark) in enumerate(zip(lines, marks, strict=True))
        if index not in hidden
    )
    return "\n".join(shown).strip("\n")


def _hidden(element: Element) -> Iterator[int]:
    """The lines that are for Org alone: keywords, and what begins and ends a block."""
    yield from range(element.begin, element.post_affiliated)
    if element.kind in ("keyword", "babel-call"):
        yield element.post_affiliated
    elif element.kind == "table":
        yield from range(element.contents_end, element.text_end)
    elif element.kind.endswith("-block"):
        yield element.post_affiliated
        yield element.text_end - 1
