"""In-buffer settings and the blocks that hide them (org-collect-keywords)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_KEYWORD = re.compile(r"[ \t]*#\+([^ \t:]+):(.*)")
_NAMES = "(src|example|export|comment|verse)"
_BEGIN = re.compile(rf"[ \t]*#\+begin_{_NAMES}(?:[ \t]|$)", re.IGNORECASE | re.ASCII)
_END = re.compile(rf"[ \t]*#\+end_{_NAMES}[ \t]*$", re.IGNORECASE | re.ASCII)


def keyword_lines(texts: Sequence[str], headlines: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Each ``#+KEY: value`` outside verbatim blocks, as (line from 0, upper-case key, value).

    ``headlines`` are the line indexes of the headlines, ascending: a block that is not
    closed before the next one is no block.
    """
    marked = [index for index, text in enumerate(texts) if "#+" in text]
    ends = _block_ends(texts, marked)
    hidden_until = -1
    for index in marked:
        if index <= hidden_until:
            continue
        if begin := _BEGIN.match(texts[index]):
            close = _next_after(ends.get(begin[1].lower(), []), index)
            limit = _next_after(headlines, index)
            if close is not None and (limit is None or close < limit):
                hidden_until = close
        elif match := _KEYWORD.match(texts[index]):
            yield index, match[1].upper(), match[2].strip(" \t")


def _block_ends(texts: Sequence[str], marked: Sequence[int]) -> dict[str, list[int]]:
    ends: dict[str, list[int]] = {}
    for index in marked:
        if match := _END.match(texts[index]):
            ends.setdefault(match[1].lower(), []).append(index)
    return ends


def _next_after(indexes: Sequence[int], index: int) -> int | None:
    place = bisect_right(indexes, index)
    return indexes[place] if place < len(indexes) else None
