"""The links of a text, found without reading all its objects where none can hide them."""

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from orgshelf.model import Link
from orgshelf.org.syntax.closings import Closings
from orgshelf.org.syntax.links import (
    LINK_NAMES,
    angle_link,
    bracketed,
    link_at_sight,
)

#: Without these or ``[[`` there is no link: to see that takes a small part of a search's time.
_SIGNS = tuple(f"{name}:" for name in LINK_NAMES)
# Below such a line links can be mere letters, or stand in one text with blank lines.
_VERBATIM = re.compile(
    r"\#\+begin_(?:src|example|export|comment|verse)|\\begin\{", re.IGNORECASE | re.ASCII
)
# A line that begins so is no paragraph, or only the rest of it is.
_NO_PARAGRAPH = re.compile(r"[ \t]*(?:[#|:%]|\[fn)")
# Org parts a text there, whatever stands around it.
_PARTED = re.compile(r"\n|[ \t]::[ \t\n]")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
# Where emphasised words can begin.
_OPENER = re.compile(r"[*/_+=~](?:(?<=[\s\-('\"{].)|(?<=\A.))(?=\S)")
# Where other objects can begin that a link may be a part of: up to the end of the paragraph, or
# of the group.
_OBJECT = re.compile(
    r"[_^](?=[({])|_(?<=src_)|\\(?=[(\[]|[a-zA-Z]+\*?[\[{])|\$\$|@@|\{\{\{|\[(?:fn|cite|@)"
    r"|[_^](?=([^\s_^]*+))|\\(?=([a-zA-Z]*+))|\$(?=([^$]*+\$))|<(?=([^<>\n]*+))"
    r"|\[(?=([0-9][^\]>\n]{0,220}))"
)


class _Candidates(NamedTuple):
    """What looks like links in a text, and where each begins."""

    text: str
    links: Sequence[re.Match[str]]
    starts: Sequence[int]

    def after(self, place: int) -> int | None:
        """The number of the next link after a place before the last; None within a link."""
        number = bisect(self.starts, place)
        is_within = number and self.links[number - 1].end() > place
        return None if is_within else number

    def floors(self, edges: Sequence[int], number: int = 1) -> list[int]:
        """For each link the so many-th of some ascending places above it."""
        places = (bisect(edges, start) - number for start in self.starts)
        return [edges[place] if place >= 0 else 0 for place in places]


def may_have_links(text: str) -> bool:
    """Whether any sign of a link is in the text; quick."""
    return "[[" in text or (":" in text and any(name in text for name in _SIGNS))


def find_links(text: str) -> Iterable[Link]:
    """Every link of a title or a paragraph in the order it stands (Org manual: Link Format).

    None is in verbatim text, and a plain one ends where it does to org-element.
    """
    found = certain_links(text, is_paragraph=True)
    if found is not None:
        return found
    from orgshelf.org.syntax.object_search import links_in  # which takes a while to compile

    return (found.link for found in links_in(text))


def certain_links(text: str, *, is_paragraph: bool = False) -> Sequence[Link] | None:
    """The links of a text of any elements; None where that takes all its objects to be read.

    What is a paragraph goes on over blank lines.
    """
    if not may_have_links(text):
        return ()
    if text.rfind("[[") > text.rfind("]]"):  # to look for its end again and again is quadratic
        return None
    links = list(link_at_sight().finditer(text))
    found = _Candidates(text, links, [link.start() for link in links])
    return None if links and _are_hidden(found, is_paragraph) else [*map(_link, links)]


def _link(found: re.Match[str]) -> Link:
    return Link(found["plain"]) if found["plain"] else bracketed(found)


def _are_hidden(found: _Candidates, is_paragraph: bool) -> bool:
    """Whether any of the links can be a part of something else."""
    text, last = found.text, found.starts[-1]
    if any(link["opening"] or _PARTED.search(link[0]) for link in found.links):
        return True
    lines = [match.end() for match in re.finditer("\n", text)]
    if _VERBATIM.search(text, 0, last) or any(
        _NO_PARAGRAPH.match(text, line) for line in {*found.floors(lines)}
    ):
        return True
    paragraphs = [] if is_paragraph else [match.end() for match in _BLANK_LINE.finditer(text)]
    return _object_reaches(found, found.floors(paragraphs)) or _emphasis_reaches(
        found, found.floors(lines, 2)
    )


def _object_reaches(found: _Candidates, floors: Sequence[int]) -> bool:
    """Whether what begins between a link and the place above it can go on to the link."""
    for sign in _OBJECT.finditer(found.text):
        begin = sign.start()
        if begin >= found.starts[-1]:
            break
        number = found.after(begin)
        if number is None or begin < floors[number]:
            continue
        if not sign.lastindex or sign.end(sign.lastindex) >= found.starts[number]:
            return True
    return False


def _emphasis_reaches(found: _Candidates, floors: Sequence[int]) -> bool:
    """Whether emphasised words can, which go on for one line at the most."""
    closings: Mapping[str, Sequence[int]] = {}
    for opener in _OPENER.finditer(found.text, 0, found.starts[-1] + 1):
        begin = opener.start()
        number = found.after(begin)
        if number is None or begin < floors[number]:
            continue
        closings = closings or Closings(found.text).marks
        ends = closings[opener[0]]
        end = bisect(ends, begin + 1)
        if end < len(ends) and ends[end] > found.starts[number]:
            return True
    return False


def is_link(line: str) -> bool:
    """Whether a line is one link and nothing else."""
    line = line.strip()
    form = angle_link() if line.startswith("<") else link_at_sight()
    return form.fullmatch(line) is not None
