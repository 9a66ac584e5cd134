"""What the pages of the live page are made from: the notes as they are now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from orgshelf.actions.transaction import Change, Plan
from orgshelf.query import Query
from orgshelf.query.expression import combined, understand
from orgshelf.shelf.entries import Entry
from orgshelf.store.folding import visible
from orgshelf.store.library import Library

if TYPE_CHECKING:
    from orgshelf.export.report import Report


@dataclass(frozen=True, slots=True)
class Desk:
    """The notes, and the ``query`` that says which of them are shown.

    ``version`` tells the notes as they were when this was begun from any others. ``report``
    gives what the report is made from; ``commit`` makes a change, with the words that the
    journal has for it.
    """

    version: str
    library: Library
    query: Query
    notes: str
    report: "Callable[[], Report]"
    commit: Callable[[Plan, str], Sequence[Change]]

    @property
    def today(self) -> date:
        """The day."""
        return self.library.now.date()

    def asking(self, words: str) -> Query:
        """What is shown and matches these words too."""
        own = understand(words, self.library.scope())
        asked = [own] if self.query.expression is None else [self.query.expression, own]
        return self.query._replace(expression=combined(asked))

    def visible(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        """Those of some headings that the notes do not keep private."""
        kept = Query(published=self.query.published)
        return visible(self.library, [entry.id for entry in entries], kept)
