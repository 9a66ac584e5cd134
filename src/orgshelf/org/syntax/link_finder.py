"""The links of a text, found without reading all its objects where it has no other."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from orgshelf.model import Link
from orgshelf.org.syntax.closings import Closings
from orgshelf.org.syntax.links import (
    LINK_NAMES,
    LINK_TYPES,
    any_link,
    bracketed,
)

#: Without these or ``[[`` there is no link: to see that takes a small part of a search's time.
_SIGNS = tuple(f"{name}:" for name in LINK_NAMES)
# Where a text has any of these, a link can be mere letters, or end before one of them. Marks that
# a plain link never ends with need not be looked at within it.
_OTHERS = re.compile(
    rf"[_^](?:[({{]|[^\s_^]*?{LINK_TYPES}:)|^[ \t]*(?:\||#\+)|\[\[[^\[\]\n]*\n"
    r"|[\\$<]|@@|src_|\{\{\{|\[(?:fn|cite)",
    re.MULTILINE,
)
# Where emphasised words can begin.
_OPENER = re.compile(r"(?:^|(?<=[\s\-('\"{]))[*/_+=~](?=\S)", re.MULTILINE)


def may_have_links(text: str) -> bool:
    """Whether any sign of a link is in the text; quick."""
    return "[[" in text or (":" in text and any(name in text for name in _SIGNS))


def find_links(text: str) -> Iterator[Link]:
    """Every link of a line or a paragraph in the order it stands (Org manual: Link Format).

    None is in verbatim text, and a plain one ends where it does to org-element.
    """
    if not may_have_links(text):
        return iter(())
    if not _OTHERS.search(text) and text.rfind("[[") <= text.rfind("]]"):  # else quadratic
        found = list(any_link().finditer(text))
        if not _emphasis_reaches(text, found):
            return map(_link, found)
    from orgshelf.org.syntax.object_search import links_in  # which takes a while to compile

    return (found.link for found in links_in(text))


def _emphasis_reaches(text: str, links: Sequence[re.Match[str]]) -> bool:
    """Whether emphasised words, which begin outside links, can go on to one of them."""
    starts = [link.start() for link in links]
    closings: Mapping[str, Sequence[int]] = {}
    for opener in _OPENER.finditer(text, 0, starts[-1] + 1 if starts else 0):
        begin = opener.start()
        place = bisect_left(starts, begin)
        if place and links[place - 1].end() > begin:
            continue
        closings = closings or Closings(text).marks
        ends = closings[opener[0]]
        end = bisect_left(ends, begin + 2)
        if end < len(ends) and ends[end] > starts[place]:
            return True
    return False


def _link(found: re.Match[str]) -> Link:
    return Link(found["plain"]) if found["plain"] else bracketed(found)


def is_link(line: str) -> bool:
    """Whether a line is one link and nothing else."""
    line = line.strip()
    return bool(line) and any_link().fullmatch(line) is not None
