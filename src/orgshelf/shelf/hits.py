"""Where in an entry the words that were looked for stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and the line of it that says most of what was looked for.

    ``line`` is its number in the file, ``text`` what stands there; ``page`` is that of the quote
    it is in, if it is in one.
    """

    entry: Entry
    line: int
    text: str
    page: str | None


def hit(entry: Entry, words: Sequence[str]) -> Hit:
    """The first of the lines with the most of the words; the words are in lower case."""
    lines = entry.lines
    counts = [sum(word in line.casefold() for word in words) for line in lines]
    best = counts.index(max(counts))
    line = entry.heading.line + best
    text = entry.heading.title if best == 0 else lines[best].strip()
    return Hit(entry, line, text, _page(entry, line) if best else None)


def _page(entry: Entry, line: int) -> str | None:
    inside = (q for q in quotes(entry) if q.line <= line <= q.line + q.text.count("\n") + 2)
    return next((quote.page for quote in inside), None)


def marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a text, as spans that do not overlap."""
    if not words:
        return []
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)]
