"""Where in an entry the words that were looked for stand."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.terms import Span, Term, pattern, traced


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
