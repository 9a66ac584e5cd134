"""Quote blocks and the pages they are from."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.model import Quote

_BEGIN = re.compile(r"[ \t]*#\+begin_quote(?:[ \t]|$)", re.IGNORECASE | re.ASCII)
_END = re.compile(r"[ \t]*#\+end_quote[ \t]*$", re.IGNORECASE | re.ASCII)
_PAGE_LINE = re.compile(
    r"[ \t]*+(?:[-+][ \t]++)?+(?:pp?\.[ \t]*+)?+(\d++(?:[-–]\d++)?+)[ \t]*+:?[ \t]*+$"
)
_PAGE_MARK = re.compile(r"\bpp?\.[ \t]*(\d+(?:[-–]\d+)?)")


def find_quotes(lines: Sequence[str], first: int, page: str | None = None) -> Iterator[Quote]:
    """Every closed quote block; ``first`` is the file's number of ``lines[0]``.

    Its page is the number on the line before it (``12:``, ``p. 12``), else a ``p. 12`` within
    it, else ``page``, the entry's own.
    """
    ends = [index for index, line in enumerate(lines) if _END.match(line)]
    begin = 0
    for end in ends:
        begin = next((i for i in range(begin, end) if _BEGIN.match(lines[i])), end)
        if begin < end:
            text = "\n".join(line.strip() for line in lines[begin + 1 : end]).strip("\n")
            yield Quote(text, _page(lines, begin, text) or page, first + begin)
        begin = end + 1


def _page(lines: Sequence[str], begin: int, text: str) -> str | None:
    """The number before the block, blank lines left aside, else one marked inside it."""
    before = begin - 1
    while before >= 0 and not lines[before].strip():
        before -= 1
    line = _PAGE_LINE.match(lines[before]) if before >= 0 else None
    match = line or _PAGE_MARK.search(text)
    return match[1] if match else None
