"""Quotes with what they are from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import gcd

from orgshelf.org.syntax.links import display_links
from orgshelf.org.syntax.plain_words import without_markup
from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import Credits, credits_of

#: The titles, in lower case, of a heading that only holds quotes together.
QUOTES_TITLES = frozenset(("quote", "quotes", "quotations"))
#: How many words of a quote tell it from others of its page.
_FEWEST_WORDS, _MOST_WORDS = 4, 30


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote and its source.

    ``entry`` is the heading it stands under, ``line`` its first line in the file, ``source`` the
    title, authors and year of the work, or of the heading where there is none.
    """

    text: str
    page: str | None
    entry: Entry
    line: int
    source: Credits

    @property
    def origin(self) -> str:
        """``Authors, Title, p. 12``, as far as it is known."""
        page = f"p. {self.page}" if self.page else ""
        parts = (str(self.source.people), self.source.title, page)
        return ", ".join(part for part in parts if part)


def quotations(entries: Iterable[Entry]) -> list[Quotation]:
    """Every quote of the entries, in their order."""
    return [
        Quotation(quote.text, quote.page, entry, quote.line, _source(entry))
        for entry in entries
        for quote in quotes(entry)
    ]


def fronts(found: Sequence[Quotation]) -> list[str]:
    """What asks for each quote: where it is from, no two the same.

    Where several are from one place, the words follow that a quote begins with, as many as it
    takes; those that say the same to the end are numbered.
    """
    texts = [" ".join(without_markup(display_links(q.text)).split()) for q in found]
    taken = Counter(quotation.origin for quotation in found)
    return [
        quotation.origin
        if taken[quotation.origin] == 1
        else f"{quotation.origin}: {_opening(number, found, texts)}"
        for number, quotation in enumerate(found)
    ]


def _opening(number: int, found: Sequence[Quotation], texts: Sequence[str]) -> str:
    """The first words of a quote that no other one of its place begins with."""
    text, origin = texts[number], found[number].origin
    others = [t for n, t in enumerate(texts) if n != number and found[n].origin == origin]
    words = text.split(" ")
    for count in range(min(_FEWEST_WORDS, len(words)), min(_MOST_WORDS, len(words)) + 1):
        start = " ".join(words[:count])
        if not any(other.startswith(start) for other in others):
            return start if count == len(words) else f"{start} …"
    same = sum(q.origin == origin for q in found[: number + 1])
    return f"{' '.join(words[:_FEWEST_WORDS])} … ({same})"


def of_the_day(found: Sequence[Quotation], today: date) -> Quotation:
    """One of them, the same all day and another tomorrow; in so many days each has its turn."""
    number = len(found)
    # Steps that share no factor with the number go through all; long ones do not seem to.
    step = next(step for step in range(number * 5 // 8 or 1, number + 2) if gcd(step, number) == 1)
    return found[today.toordinal() * step % number]


def _source(entry: Entry) -> Credits:
    return credits_of((entry.work or entry).heading)
