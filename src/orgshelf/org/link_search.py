"""The target of a link's search part in an Org file (org-link-search)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgshelf.org.elements.node import Element, walk
from orgshelf.org.elements.section import Above, read_section
from orgshelf.org.entry_spans import FILE
from orgshelf.org.reader import ReadDocument
from orgshelf.org.syntax.headline import COOKIE, split_tags

_NAME = re.compile(r"[ \t]*#\+NAME:[ ]+(.*)", re.IGNORECASE)
_CODEREF = re.compile(r"\((.*)\)", re.DOTALL)
_REGEXP = re.compile(r"/.*/", re.DOTALL)


class Found(NamedTuple):
    """The lines (from 0) of a heading or an element that was found, and of its contents."""

    begin: int
    end: int
    contents_begin: int
    contents_end: int
    is_heading: bool = False


def search(document: ReadDocument, text: str) -> Found | None:
    """The heading or element that a search finds; None without any.

    In this order: ``#id`` finds a CUSTOM_ID, ``(label)`` a line of code, other words a target, a
    name, the title of a heading (the only thing for ``*title``), or the words in the text.
    """
    if not text.split() or _REGEXP.fullmatch(text):
        return None
    if text.startswith("#"):
        return _heading(document, _with_custom_id(document, text[1:]))
    if match := _CODEREF.fullmatch(text):
        return _element(document, _line(document, rf"\(ref:{re.escape(match[1])}\)"))
    words = text.removeprefix("*").split()
    if not text.startswith("*"):
        line = _line(document, rf"<<{_spaced(words)}>>")
        line = _named(document.lines.texts, words) if line is None else line
        if line is not None:
            return _element(document, line)
    heading = _heading(document, _titled(document, words))
    if heading or text.startswith("*"):
        return heading
    return _element(document, _line(document, _spaced(words)))


def _with_custom_id(document: ReadDocument, id_: str) -> int | None:
    places = (place for place, h in enumerate(document.headings) if h.properties)
    wanted = (p for p in places if document.headings[p].properties.get("CUSTOM_ID") == id_)
    return next(wanted, None)


def _titled(document: ReadDocument, words: Sequence[str]) -> int | None:
    """The index of the heading with a title, ignoring case and white space."""
    wanted = [word.upper() for word in words]
    titles = enumerate(heading.text for heading in document.headings)
    return next((place for place, title in titles if title_words(title) == wanted), None)


def title_words(text: str) -> list[str]:
    """The words of a title that links compare: without cookies, COMMENT and tags."""
    bare = COOKIE.sub("", split_tags(text)[0]).removeprefix("COMMENT ")
    return bare.upper().split()


def _spaced(words: Sequence[str]) -> str:
    return r"[ \t\n]+".join(map(re.escape, words))


def _line(document: ReadDocument, pattern: str) -> int | None:
    """The first line of a pattern's first match, which may span lines."""
    text = "\n".join(document.lines.texts)
    match = re.search(pattern, text, re.IGNORECASE)
    return text.count("\n", 0, match.start()) if match else None


def _named(texts: Sequence[str], words: Sequence[str]) -> int | None:
    wanted = [word.upper() for word in words]
    names = ((line, _NAME.fullmatch(text)) for line, text in enumerate(texts))
    return next((line for line, name in names if name and name[1].upper().split() == wanted), None)


def _heading(document: ReadDocument, place: int | None) -> Found | None:
    """A heading with its subtree."""
    if place is None:
        return None
    spans = document.spans
    begin, end = spans.starts[place], spans.stops[spans.ends[place] - 1]
    return Found(begin, end, begin + 1, end, is_heading=True)


def _element(document: ReadDocument, line: int | None) -> Found | None:
    """The innermost element at a line, or the heading at a headline."""
    if line is None:
        return None
    place = _place_of(document, line)
    starts = document.spans.starts
    if place != FILE and starts[place] == line:
        return _heading(document, place)
    below: Above = "file" if place == FILE else "headline"
    begin = 0 if place == FILE else starts[place] + 1
    end = document.spans.stops[place] if place != FILE else next(iter(starts), None)
    texts = document.lines.texts
    root = read_section(texts, begin, len(texts) if end is None else end, below=below)
    found = list(_holding(root, line))[-1:]
    return next((Found(e.begin, e.end, e.contents_begin, e.contents_end) for e in found), None)


def _holding(root: Element, line: int) -> Iterator[Element]:
    """The elements around a line, from the outermost on; of a named one none within it."""
    for element in walk(root):
        if element.kind not in ("section", "table-row") and element.begin <= line < element.end:
            yield element
            if line < element.post_affiliated:
                return


def _place_of(document: ReadDocument, line: int) -> int:
    """The index of the heading whose entry contains a line."""
    return next(
        (n - 1 for n, start in enumerate(document.spans.starts) if start > line),
        len(document.spans.starts) - 1,
    )
