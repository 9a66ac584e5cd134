"""In-buffer settings (org-collect-keywords)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from orgshelf.org.elements.node import of_kind
from orgshelf.org.elements.section import Above, read_section
from orgshelf.org.syntax.case import NON_BLANK, upcase

_MARK = re.compile(rf"[ \t]*#\+{NON_BLANK}*:")


def keyword_lines(texts: Sequence[str], headlines: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Each ``#+KEY: value`` outside verbatim text, as (line from 0, upper-case key, value).

    ``headlines`` are the line indexes of the headlines, ascending. A keyword that belongs to
    what stands below it is none.
    """
    if not any("#+" in text for text in texts):
        return
    after = 0
    for index, text in enumerate(texts):
        if index < after or "#+" not in text or not _MARK.match(text):
            continue
        start, after = _section(index, headlines, len(texts))
        below: Above = "headline" if start else "file"
        for keyword in of_kind(read_section(texts, start, after, below=below), "keyword"):
            yield keyword.post_affiliated, upcase(keyword.name), keyword.value


def _section(index: int, headlines: Sequence[int], stop: int) -> tuple[int, int]:
    """The line below the headline above a line, and the next headline's."""
    place = bisect_right(headlines, index)
    start = headlines[place - 1] + 1 if place else 0
    return start, headlines[place] if place < len(headlines) else stop
