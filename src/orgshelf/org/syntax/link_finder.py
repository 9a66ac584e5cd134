"""Finding links; all objects are parsed only where others may contain what looks like a link."""

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from orgshelf.model import Link
from orgshelf.org.syntax.closings import Closings
from orgshelf.org.syntax.links import (
    BRACKET_LINK,
    LINK_NAMES,
    angle_link,
    bracketed,
    link_at_sight,
)

#: Every link contains one of these or ``[[``, which is a quick test.
_SIGNS = tuple(f"{name}:" for name in LINK_NAMES)
# After such a line links may be verbatim, or a paragraph may contain blank lines.
_VERBATIM = re.compile(
    r"\#\+begin_(?:src|example|export|comment|verse)|\\begin\{", re.IGNORECASE | re.ASCII
)
# A line that is no paragraph, or whose beginning is not part of one.
_NO_PARAGRAPH = re.compile(r"(?:\n|\A)[ \t]*(?:[#|:%]|\[fn)[^\n]*")
# Separators of texts.
_PARTED = re.compile(r"\n|[ \t]::[ \t\n]")
_LINE_END = re.compile("\n")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
# The beginning of emphasis.
_OPENER = re.compile(r"[*/_+=~](?:(?<=[\s\-('\"{].)|(?<=\A.))(?=\S)")
# The beginning of other objects that may contain a link: up to the end of the paragraph, or of the
# group.
_OBJECT = re.compile(
    r"[_^](?=[({])|_(?<=src_)|\\(?=[(\[]|[a-zA-Z]+\*?[\[{])|\$\$|@@|\{\{\{|\[(?:fn|cite|@)"
    r"|[_^](?=([^\s_^]*+))|\\(?=([a-zA-Z]*+))|\$(?=([^$]*+\$))|<(?=([^<>\n]*+))"
    r"|\[(?=([0-9][^\]>\n]{0,220}))"
)


class LinkSpan(NamedTuple):
    """A link and its range in a text."""

    begin: int
    end: int
    link: Link


class _Candidates(NamedTuple):
    """The possible links in a text, and where each begins."""

    text: str
    links: Sequence[re.Match[str]]
    starts: Sequence[int]

    def after(self, place: int) -> int | None:
        """The index of the next link after a position; None within a link."""
        number = bisect(self.starts, place)
        is_within = number and self.links[number - 1].end() > place
        return None if is_within else number

    def are_within(self, line: re.Match[str]) -> bool:
        """Whether a link begins in a line."""
        number = bisect(self.starts, line.start())
        return number < len(self.starts) and self.starts[number] < line.end()

    def above(self, edges: re.Pattern[str], number: int = 1) -> list[int]:
        """For each link the end of the ``number``-th match of ``edges`` above it."""
        ends = [edge.end() for edge in edges.finditer(self.text)]
        places = (bisect(ends, start) - number for start in self.starts)
        return [ends[place] if place >= 0 else 0 for place in places]


def may_have_links(text: str) -> bool:
    """Whether the text may contain a link; a quick test."""
    return "[[" in text or "://" in text or (":" in text and any(n in text for n in _SIGNS))


def find_links(text: str) -> Iterable[Link]:
    """All links of a title or a paragraph in order (Org manual: Link Format).

    Verbatim text contains none, and plain links end as in org-element.
    """
    found = certain_links(text, is_paragraph=True)
    if found is not None:
        return found
    return (found.link for found in links_in(text))


def certain_links(text: str, *, is_paragraph: bool = False) -> Sequence[Link] | None:
    """The links of a text of any elements; None if all objects must be parsed to know.

    ``is_paragraph``: blank lines do not end a paragraph.
    """
    if not may_have_links(text):
        return ()
    if text.rfind("[[") > text.rfind("]]"):  # searching for each end would be quadratic
        return None
    links = list(link_at_sight().finditer(text))
    if links and _are_hidden(text, links, is_paragraph):
        return None
    return [*map(_link, links)]


def _link(found: re.Match[str]) -> Link:
    return Link(found["plain"]) if found["plain"] else bracketed(found)


def _are_hidden(text: str, links: Sequence[re.Match[str]], is_paragraph: bool) -> bool:
    """Whether any possible link may be part of another object."""
    if any(link["opening"] or _PARTED.search(link[0]) for link in links):
        return True
    found = _Candidates(text, links, [link.start() for link in links])
    return (
        _VERBATIM.search(text, 0, found.starts[-1]) is not None
        or any(map(found.are_within, _NO_PARAGRAPH.finditer(text)))
        or _object_reaches(found, is_paragraph)
        or _emphasis_reaches(found)
    )


def _object_reaches(found: _Candidates, is_paragraph: bool) -> bool:
    """Whether an object may begin before a link in the same paragraph and contain it."""
    reaching = list[tuple[int, int]]()
    for sign in _OBJECT.finditer(found.text):
        if sign.start() >= found.starts[-1]:
            break
        number = found.after(sign.start())
        if number is None or (sign.lastindex and sign.end(sign.lastindex) < found.starts[number]):
            continue
        if is_paragraph:
            return True
        reaching.append((sign.start(), number))
    above = found.above(_BLANK_LINE) if reaching else []
    return any(begin >= above[number] for begin, number in reaching)


def _emphasis_reaches(found: _Candidates) -> bool:
    """Whether emphasis, which spans two lines at most, may contain a link."""
    signs = _OPENER.finditer(found.text, 0, found.starts[-1] + 1)
    openers = [(sign, found.after(sign.start())) for sign in signs]
    near = found.above(_LINE_END, 2) if openers else []
    closings: Mapping[str, Sequence[int]] = {}
    for opener, number in openers:
        begin = opener.start()
        if number is None or begin < near[number]:
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


def links_in(text: str) -> list[LinkSpan]:
    """The links of a title or a paragraph in order, including those in emphasis."""
    from orgshelf.org.syntax.inline import locate  # slow to import
    from orgshelf.org.syntax.objects import Reference

    return [
        LinkSpan(start, stop, Link(node.target, _description(text, start, stop)))
        for node, start, stop in locate(text)
        if isinstance(node, Reference)
    ]


def _description(text: str, start: int, stop: int) -> str | None:
    match = BRACKET_LINK.match(text, start, stop)
    return match["description"] if match else None
