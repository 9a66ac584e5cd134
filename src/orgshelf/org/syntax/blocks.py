"""In-buffer settings and the blocks that hide them (org-collect-keywords)."""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from orgshelf.org.syntax.case import NON_BLANK, upcase
from orgshelf.org.syntax.drawers import drawer_name

# The key reaches to the last colon that no blank comes before.
_KEYWORD = re.compile(rf"[ \t]*#\+({NON_BLANK}*):(.*)")
_FLAGS = re.IGNORECASE | re.ASCII
_BEGIN = re.compile(r"[ \t]*(?:#\+begin(_[^ \t]+)|\\begin(\{[a-z0-9*]+\}))", _FLAGS)
_END = re.compile(r"[ \t]*(?:#\+end(_[^ \t]+)|\\end(\{[a-z0-9*]+\}))[ \t]*$", _FLAGS)
_VERBATIM = frozenset(("_comment", "_example", "_export", "_src", "_verse"))
_DRAWER = ":"
_FOOTNOTE = "[fn:"


def keyword_lines(texts: Sequence[str], headlines: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Each ``#+KEY: value`` outside verbatim text, as (line from 0, upper-case key, value).

    ``headlines`` are the line indexes of the headlines, ascending. A block, a drawer or a
    LaTeX environment must be closed before the next one, and inside what it stands in. So
    nothing in one entry makes a difference to another, and most entries have no such line.
    """
    like = [i for i, text in enumerate(texts) if "#+" in text and _KEYWORD.match(text)]
    for place in sorted({bisect_right(headlines, index) for index in like}):
        start = headlines[place - 1] if place else 0
        stop = headlines[place] if place < len(headlines) else len(texts)
        for index in _outside_verbatim(texts, _marked(texts, start, stop), headlines):
            if match := _KEYWORD.match(texts[index]):
                yield index, upcase(match[1]), match[2].strip(" \t")


def _marked(texts: Sequence[str], start: int, stop: int) -> list[int]:
    """The lines of an entry that can begin or end something."""
    marks = range(start, stop)
    return [i for i in marks if ":" in texts[i] or "#+" in texts[i] or "\\" in texts[i]]


def _outside_verbatim(
    texts: Sequence[str], marked: Sequence[int], headlines: Sequence[int]
) -> Iterator[int]:
    """The marked lines that begin nothing and are not inside verbatim text."""
    ends = _ends(texts, marked)
    open_until: list[float] = []
    hidden_until: float = -1
    for index in marked:
        if index <= hidden_until:
            continue
        while open_until and open_until[-1] < index:
            open_until.pop()
        closes = bool(open_until) and open_until[-1] == index
        name = "" if closes else _begins(texts[index])
        if not name:
            yield index
            continue
        limit = open_until[-1] if open_until else _next_after(headlines, index, len(texts))
        if name == _FOOTNOTE:
            open_until.append(_footnote_end(texts, index, limit))
            continue
        close = _next_after(ends.get(name, ()), index, limit)
        if close < limit and _is_verbatim(name):
            hidden_until = close
        elif close < limit:
            open_until.append(close)


def _begins(line: str) -> str:
    """The name of the block, environment or drawer that the line begins, else nothing.

    An ``:END:`` that closes nothing begins a drawer of that name (org-drawer-regexp).
    """
    if match := _BEGIN.match(line):
        return (match[1] or match[2]).lower()
    if line.startswith(_FOOTNOTE):
        return _FOOTNOTE
    return _DRAWER if drawer_name(line) else ""


def _ends(texts: Sequence[str], marked: Sequence[int]) -> dict[str, list[int]]:
    """Where blocks, environments and drawers end, by their name."""
    ends: dict[str, list[int]] = {}
    for index in marked:
        if match := _END.match(texts[index]):
            ends.setdefault((match[1] or match[2]).lower(), []).append(index)
        elif drawer_name(texts[index]) == "END":
            ends.setdefault(_DRAWER, []).append(index)
    return ends


def _footnote_end(texts: Sequence[str], start: int, limit: float) -> float:
    """Where a footnote definition ends: between two lines, for no line of its own closes it.

    That is before the next definition, after two blank lines, or at the limit.
    """
    for index in range(start + 1, math.ceil(limit)):
        blank = not texts[index].strip() and not texts[index - 1].strip()
        if blank or texts[index].startswith(_FOOTNOTE):
            return index - 0.5
    return math.ceil(limit) - 0.5


def _is_verbatim(name: str) -> bool:
    return name in _VERBATIM or name.startswith("{")


def _next_after(indexes: Sequence[int], index: int, default: float) -> float:
    place = bisect_right(indexes, index)
    return indexes[place] if place < len(indexes) else default
