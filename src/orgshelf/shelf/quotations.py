"""Quotes with their sources."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import gcd

from orgshelf.org.syntax.links import display_links
from orgshelf.org.syntax.plain_words import without_markup
from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import Credits, credits_of

#: Titles, in lower case, of headings that only group quotes.
QUOTES_TITLES = frozenset(("quote", "quotes", "quotations"))
#: A line like ``--- Knuth, p. 8`` or ``p. 8``.
_PLACE = re.compile(r"\s*(?:(?:---?|[—–]).*\bpp?\.|\(?pp?\.)[ \t]*\d")
#: A first line like ``p. 8`` or ``(pp. 8-9):``.
_PAGE_ALONE = re.compile(r"\s*\(?pp?\.[ \t]*\d[\d–-]*\)?:?\s*")
#: A page in parentheses behind the last word.
_PAGE_AT_END = re.compile(r"(?<=\S)[ \t]+\(pp?\.[ \t]*\d[\d–-]*\)$")
#: How many words distinguish a quote from others of the same page.
_FEWEST_WORDS, _MOST_WORDS = 4, 30


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote and its source.

    ``entry`` is the heading that contains it, ``line`` its first line in the file, ``source`` the
    credits of the work, or of the heading if it belongs to no work.
    """

    text: str
    page: str | None
    entry: Entry
    line: int
    source: Credits

    @property
    def words(self) -> str:
        """The text without a line for its page and without a source at its end (see ``origin``)."""
        if not self.page:
            return self.text
        first, _, rest = self.text.partition("\n")
        if rest and _PAGE_ALONE.fullmatch(first):
            return rest.lstrip("\n")
        text, _, last = self.text.rpartition("\n")
        return text if text and _PLACE.match(last) else _PAGE_AT_END.sub("", self.text)

    @property
    def origin(self) -> str:
        """The source, as far as known: ``Authors, Title, p. 12``."""
        page = f"p. {self.page}" if self.page else ""
        parts = (str(self.source.people), self.source.title, page)
        return ", ".join(part for part in parts if part)


def quotations(entries: Iterable[Entry]) -> list[Quotation]:
    """All quotes of the entries, in order."""
    return [
        Quotation(quote.text, quote.page, entry, quote.line, _source(entry))
        for entry in entries
        for quote in quotes(entry)
    ]


def fronts(found: Sequence[Quotation], place: Callable[[Quotation], str]) -> list[str]:
    """The front of a flashcard for each quote: its source, made unique.

    Fronts for the same or an unknown source get as many of the quote's first words as are needed
    to distinguish them; equal quotes are numbered.
    """
    texts = [" ".join(without_markup(display_links(q.text)).split()) for q in found]
    groups: dict[str, list[int]] = {}
    for number, quotation in enumerate(found):
        groups.setdefault(place(quotation), []).append(number)
    made = dict[int, str]()
    for where, numbers in groups.items():
        if where and len(numbers) == 1:
            made[numbers[0]] = where
            continue
        openings = _openings([texts[number] for number in numbers])
        words = (": ".join(filter(None, (where, opening))) for opening in openings)
        made.update(zip(numbers, words, strict=True))
    return [made[number] for number in range(len(found))]


def _openings(texts: Sequence[str]) -> Iterator[str]:
    """The first words of each text that no other text begins with."""
    known = [text.split(" ") for text in texts]
    begun = Counter(
        tuple(words[:count])
        for words in known
        for count in range(1, min(_MOST_WORDS, len(words)) + 1)
    )
    met = Counter[str]()
    for words in known:
        counts = range(min(_FEWEST_WORDS, len(words)), min(_MOST_WORDS, len(words)) + 1)
        alone = (count for count in counts if begun[tuple(words[:count])] == 1)
        count = next(alone, min(_FEWEST_WORDS, len(words)))
        opening = " ".join(words[:count]) + (" …" if count < len(words) else "")
        met[opening] += 1
        yield opening if met[opening] == 1 else f"{opening} ({met[opening]})"


def of_the_day(found: Sequence[Quotation], today: date) -> Quotation:
    """The quote of a day; each has its turn before any is repeated."""
    number = len(found)
    # A step coprime to the number visits all; a long one does not look like going in order.
    step = next(step for step in range(number * 5 // 8 or 1, number + 2) if gcd(step, number) == 1)
    return found[today.toordinal() * step % number]


def _source(entry: Entry) -> Credits:
    return credits_of((entry.work or entry).heading)
