"""Quotes with what they are from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import gcd

from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import Credits, credits_of


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


def of_the_day(found: Sequence[Quotation], today: date) -> Quotation:
    """One of them, the same all day and another tomorrow; in so many days each has its turn."""
    number = len(found)
    # Steps that share no factor with the number go through all; long ones do not seem to.
    step = next(step for step in range(number * 5 // 8 or 1, number + 2) if gcd(step, number) == 1)
    return found[today.toordinal() * step % number]


def _source(entry: Entry) -> Credits:
    return credits_of((entry.work or entry).heading)
