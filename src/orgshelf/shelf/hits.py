"""Where in an entry the words that were looked for stand."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.spelling import spelled

#: What is written as one letter with the accents on it, and signs that end a word.
_LETTER = (
    r"[^\W_][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*"
    r"(?:(?<!\d)[+#]+(?![^\W_+#]))?|."
)
#: Many letters that are spelled one by one, up to one that what follows may change.
_SIMPLE = r"[\0-\"$-*,-\x7f]+(?![\u0300-\u036f+#])"
_PIECES = re.compile(f"{_SIMPLE}|{_LETTER}", re.DOTALL)


class Span(NamedTuple):
    """Where something stands in a text; ``stop`` is not included."""

    start: int
    stop: int


class Traced(NamedTuple):
    """A text as it is spelled, and where in the text itself each letter of that comes from."""

    letters: str
    starts: Sequence[int]
    stops: Sequence[int]

    def span(self, match: re.Match[str]) -> Span:
        """Where in the text itself stands what was found in the letters."""
        return Span(self.starts[match.start()], self.stops[match.end() - 1])


def traced(text: str) -> Traced:
    """A text as its words are looked for, and where they come from."""
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
    """Words that stand one after the other; of the last one perhaps only the beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@cache
def pattern(wanted: Term) -> re.Pattern[str]:
    """What a term looks like in a text that is spelled."""
    inside = r"[\W_]+".join(map(re.escape, wanted.words))
    end = r"[^\W_]*" if wanted.prefix else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_]){inside}{end}")


def term(text: str, *, prefix: bool = False) -> Term:
    """The words of a text as a term."""
    return Term(tuple(re.findall(r"[^\W_]+", spelled(text))), prefix)


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


def hit(entry: Entry, terms: Sequence[Term]) -> Hit:
    """The first of the lines with the most of what was looked for."""
    lines = entry.lines
    best = _best(lines, terms)
    line = entry.heading.line + best
    text = entry.heading.title if best == 0 else lines[best].strip()
    return Hit(entry, line, text, _page(entry, line) if best else None)


def _best(lines: Sequence[str], terms: Sequence[Term]) -> int:
    """The place of the line; a phrase counts where it begins."""
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
    """Where in a text to mark what was looked for."""
    return [span for _, span in _spans(text, terms)]


def marks_in_line(line: str, terms: Sequence[Term]) -> list[Span]:
    """The same in the line of a hit; of a phrase that goes on in the next one its words."""
    words = [Term((word,)) for term in terms for word in term.words]
    return marks(line, terms) or marks(line, words)


def _spans(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, Span]]:
    """Where the terms stand, each with the number of the term."""
    made = traced(text)
    for number, term in enumerate(terms):
        for match in pattern(term).finditer(made.letters):
            yield number, made.span(match)
