"""The matches of searched words within an entry."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.spelling import spelled

#: A letter with its combining accents, and the signs that can end a word (``C++``).
_LETTER = (
    r"[^\W_][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*"
    r"(?:(?<!\d)[+#]+(?![^\W_+#]))?|."
)
#: A run of characters whose spelling does not depend on their neighbours.
_SIMPLE = r"[\0-\"$-*,-\x7f]+(?![\u0300-\u036f+#])"
_PIECES = re.compile(f"{_SIMPLE}|{_LETTER}", re.DOTALL)


class Span(NamedTuple):
    """A range of a text; ``stop`` is excluded."""

    start: int
    stop: int


class Traced(NamedTuple):
    """A text as ``spelled`` has it, and the range of the original text that each letter is from."""

    letters: str
    starts: Sequence[int]
    stops: Sequence[int]

    def span(self, match: re.Match[str]) -> Span:
        """The range of the original text for a match in ``letters``."""
        return Span(self.starts[match.start()], self.stops[match.end() - 1])


def traced(text: str) -> Traced:
    """The spelled text with the ranges of its letters."""
    letters, starts, stops = list[str](), list[int](), list[int]()
    for match in _PIECES.finditer(text):
        start, stop = match.span()
        found = spelled(match[0])
        letters.append(found)
        if len(found) == stop - start:
            starts += range(start, stop)
            stops += range(start + 1, stop + 1)
        else:
            starts += [start] * len(found)
            stops += [stop] * len(found)
    return Traced("".join(letters), starts, stops)


class Term(NamedTuple):
    """A phrase; with ``prefix`` its last word may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@cache
def pattern(wanted: Term) -> re.Pattern[str]:
    """A pattern that finds a term in a spelled text."""
    inside = r"[\W_]+".join(map(re.escape, wanted.words))
    end = r"[^\W_]*" if wanted.prefix else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_]){inside}{end}")


def term(text: str, *, prefix: bool = False) -> Term:
    """The words of a text as a term."""
    return Term(tuple(re.findall(r"[^\W_]+", spelled(text))), prefix)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that matches a search, and the line of it that matches most of the terms.

    ``line`` is the number of the line in the file, ``text`` its text; ``page`` is the page of the
    quote that it is in, if any.
    """

    entry: Entry
    line: int
    text: str
    page: str | None


def hit(entry: Entry, terms: Sequence[Term]) -> Hit:
    """The hit of an entry: the first line with the most terms."""
    lines = entry.lines
    best = _best(lines, terms)
    line = entry.heading.line + best
    text = entry.heading.title if best == 0 else lines[best].strip()
    return Hit(entry, line, text, _page(entry, line) if best else None)


def _best(lines: Sequence[str], terms: Sequence[Term]) -> int:
    """The index of the line with the most terms; a phrase counts for the line that it begins in."""
    starts, length = list[int](), 0
    for line in lines:
        starts.append(length)
        length += len(line) + 1
    found = {
        (bisect(starts, span.start) - 1, number) for number, span in _spans("\n".join(lines), terms)
    }
    counts = [0] * len(lines)
    for place, _ in found:
        counts[place] += 1
    return counts.index(max(counts))


def _page(entry: Entry, line: int) -> str | None:
    inside = (q for q in quotes(entry) if q.line <= line <= q.line + q.text.count("\n") + 2)
    return next((quote.page for quote in inside), None)


def marks(text: str, terms: Sequence[Term]) -> list[Span]:
    """The ranges of a text that match a term."""
    return [span for _, span in _spans(text, terms)]


def marks_in_line(line: str, terms: Sequence[Term]) -> list[Span]:
    """The ranges of a hit's line that match; single words where a phrase spans lines."""
    words = [Term((word,)) for term in terms for word in term.words]
    return marks(line, terms) or marks(line, words)


def _spans(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, Span]]:
    """The ranges that match, each with the index of its term."""
    made = traced(text)
    for number, term in enumerate(terms):
        for match in pattern(term).finditer(made.letters):
            yield number, made.span(match)
