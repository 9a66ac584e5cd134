"""Where in an entry the words that were looked for stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry

#: Past the alphabets whose accents do not count.
_LAST_ACCENTED = "\u2000"


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
    wanted = [folded(word)[0] for word in words]
    plain = [folded(line)[0] for line in lines]
    counts = [sum(word in line for word in wanted) for line in plain]
    best = counts.index(max(counts))
    line = entry.heading.line + best
    text = entry.heading.title if best == 0 else lines[best].strip()
    return Hit(entry, line, text, _page(entry, line) if best else None)


def _page(entry: Entry, line: int) -> str | None:
    inside = (q for q in quotes(entry) if q.line <= line <= q.line + q.text.count("\n") + 2)
    return next((quote.page for quote in inside), None)


def marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a text, as spans that do not overlap."""
    wanted = [word for word, _ in map(folded, words) if word]
    if not wanted:
        return []
    longest_first = sorted(wanted, key=len, reverse=True)
    plain, places = folded(text)
    found = re.finditer("|".join(map(re.escape, longest_first)), plain)
    return [(places[match.start()], places[match.end() - 1] + 1) for match in found]


def folded(text: str) -> tuple[str, Sequence[int]]:
    """A text as its words are looked for, and where in it each letter of that comes from.

    That is in lower case (``ß`` is ``ss``), and in the alphabets of Europe without accents.
    """
    if text.isascii():
        return text.lower(), range(len(text))
    pairs = [(part, place) for place, char in enumerate(text) for part in _plain(char)]
    return "".join(part for part, _ in pairs), [place for _, place in pairs]


def _plain(char: str) -> str:
    if char >= _LAST_ACCENTED:
        return char.casefold()
    apart = normalize("NFD", char.casefold())
    return "".join(part for part in apart if not combining(part))
