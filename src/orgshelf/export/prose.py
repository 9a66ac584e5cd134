"""What a person wrote in an entry, taken apart as far as a report shows it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from orgshelf.export.encodable import printable
from orgshelf.export.report import Report
from orgshelf.export.summary import grouped, works_in
from orgshelf.model import Quote
from orgshelf.org.syntax.quote_blocks import find_quotes
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

_BEGIN = re.compile(r"[ \t]*#\+begin_(\S+)", re.IGNORECASE)
_END = re.compile(r"[ \t]*#\+end_(\S+)[ \t]*$", re.IGNORECASE)
_LITERAL = re.compile(r"[ \t]*(?:\||:(?: |$))")
_ITEM = re.compile(r"([ \t]*)(?:[-+]|(?<=[ \t])\*|(\d{1,9}[.)]))[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; ``code`` is anything whose columns must stay.

    ``quote`` lines have the block's marks taken off and ``page`` where it is known.
    """

    kind: Literal["text", "quote", "code"]
    lines: tuple[str, ...]
    page: str | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """A line of a list: its depth from 0, its number if it has one, and its words."""

    depth: int
    number: str | None
    words: str


def notes_by_work(report: Report) -> list[tuple[Entry, list[tuple[Entry, list[Block]]]]]:
    """For each work in the report the entries with something to read; others are left out."""
    wanted = works_in(report.entries)
    members = dict(grouped(report.library, lambda entry: entry.work))
    found = (
        (work, [(entry, text) for entry in members[work] if (text := blocks(entry))])
        for work in wanted
    )
    return [(work, notes) for work, notes in found if notes]


def blocks(entry: Entry) -> list[Block]:
    """The entry's text without its log, paragraph by paragraph."""
    lines = [printable(line) for line in contents.prose(entry).split("\n")]
    quotes = {quote.line: quote for quote in find_quotes(lines, 0, entry.heading.get("PAGE"))}
    for start, quote in quotes.items():
        _hide_page_line(lines, start, quote)
    text = _Text(lines, quotes, _block_ends(lines))
    found: list[Block] = []
    place = 0
    while place < len(lines):
        if lines[place].strip():
            block, place = _block(text, place)
            found.append(block)
        else:
            place += 1
    return found


def list_items(lines: Iterable[str]) -> Iterator[ListItem | str]:
    """Text lines with those that are list items read as such (Org manual: Plain Lists)."""
    margins: list[int] = []
    for line in lines:
        line = line.expandtabs(8)
        if match := _ITEM.match(line):
            margin = len(match[1])
            while margins and margins[-1] >= margin:
                margins.pop()
            yield ListItem(len(margins), match[2], line[match.end() :])
            margins.append(margin)
        else:
            yield line.strip()


@dataclass(frozen=True, slots=True)
class _Text:
    """An entry's lines, its quotes by their first line, and where blocks of a name end."""

    lines: Sequence[str]
    quotes: Mapping[int, Quote]
    ends: Mapping[str, Sequence[int]]

    def end(self, start: int) -> int | None:
        """The last line of the block that begins at ``start``; None if none does."""
        begin = _BEGIN.match(self.lines[start])
        ends = self.ends.get(begin[1].lower(), ()) if begin else ()
        place = bisect_right(ends, start)
        return ends[place] if place < len(ends) else None


def _block(text: _Text, start: int) -> tuple[Block, int]:
    """The block that begins at ``start``, and the line after it."""
    end = text.end(start)
    if end is not None and (quote := text.quotes.get(start)):
        return Block("quote", tuple(quote.text.split("\n")), quote.page), end + 1
    if end is not None:
        return Block("code", tuple(text.lines[start + 1 : end])), end + 1
    literal = bool(_LITERAL.match(text.lines[start]))
    stop = start + 1
    while stop < len(text.lines) and _goes_on(text, stop, literal):
        stop += 1
    return Block("code" if literal else "text", tuple(text.lines[start:stop])), stop


def _goes_on(text: _Text, place: int, literal: bool) -> bool:
    """Whether a run of literal or other lines takes in the next one."""
    line = text.lines[place]
    same = bool(_LITERAL.match(line)) is literal
    return bool(line.strip()) and same and text.end(place) is None


def _hide_page_line(lines: list[str], start: int, quote: Quote) -> None:
    """Blank the line above a quote that only says its page."""
    before = start - 1
    while before >= 0 and not lines[before].strip():
        before -= 1
    page = quote.page
    if before >= 0 and page and lines[before].strip(" \t:.-+p") == page:
        lines[before] = ""


def _block_ends(lines: Sequence[str]) -> dict[str, list[int]]:
    ends: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if match := _END.match(line):
            ends.setdefault(match[1].lower(), []).append(place)
    return ends
