"""Cards that are asked, one after the other, on the page."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from orgshelf.actions import history, reviewing
from orgshelf.actions.reviewing import Question
from orgshelf.actions.transaction import Plan
from orgshelf.errors import NothingToUndoError, OrgshelfError
from orgshelf.review.card import SUSPENDED, Deck, Side
from orgshelf.review.review_data import Rating
from orgshelf.store.library import Library
from orgshelf.terminal import review_screen


class Kept(NamedTuple):
    """What is done to a card: the plan, the words of its command, and what is seen then."""

    plan: Plan
    words: Sequence[str]
    after: "ReviewView"


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The deck, what is asked of it, and whether the answer is seen; ``begun`` is when.

    ``say`` is told why a card is left out.
    """

    deck: Deck
    say: Callable[[OrgshelfError], None]
    asked: Question | None = None
    is_answered: bool = False
    begun: float = 0.0

    @classmethod
    def of(cls, library: Library, say: Callable[[OrgshelfError], None]) -> "ReviewView":
        """What is due now."""
        found = library.containing(reviewing.WORD)
        sides = reviewing.due_sides(library, found, library.now)
        return cls(Deck.of(sides), say).next(library)

    def next(self, library: Library) -> "ReviewView":
        """With the first card asked that waits and can be asked; why others cannot is said."""
        deck, asked = reviewing.next_question(library, self.deck, library.now, self.say)
        return replace(self, deck=deck, asked=asked, is_answered=False, begun=time.monotonic())

    @property
    def side(self) -> Side | None:
        """What is asked."""
        return self.asked.side if self.asked else None

    def turned(self) -> "ReviewView":
        """With the answer seen."""
        return replace(self, is_answered=self.asked is not None)

    def page(self, now: datetime) -> RenderableType:
        """What is seen."""
        if self.asked is None:
            words = "No card is due." if not self.deck.answers else review_screen.summary(self.deck)
            return Text(words)
        parts: list[RenderableType] = [review_screen.question(self.asked, len(self.deck.waiting))]
        if self.is_answered:
            parts.append(review_screen.answer(self.asked))
            parts.append(Text(review_screen.choices(self.asked.waits, now), "bold"))
        return Group(*parts)

    def _with(self, deck: Deck) -> "ReviewView":
        return replace(self, deck=deck, asked=None, is_answered=False)

    def skipped(self) -> "ReviewView":
        """Without what is asked."""
        return self._with(self.deck.skipped())

    def graded(self, library: Library, side: Side, rating: Rating) -> Kept:
        """To keep an answer, and to go on."""
        seconds = time.monotonic() - self.begun
        plan = reviewing.grade(library, side, rating, library.now, seconds)
        ref = library.short_ids[side.card.entry.id]
        words = ("review", "grade", ref, str(rating), "--side", side.position)
        return Kept(plan, words, self._with(self.deck.answered(rating)))

    def suspended(self, library: Library, side: Side) -> Kept:
        """Not to ask the card any more."""
        words = ("tag", library.short_ids[side.card.entry.id], f"+{SUSPENDED}")
        plan = reviewing.suspend(library, side.card)
        return Kept(plan, words, self._with(self.deck.without_card()))

    def taken_back(self, library: Library) -> Kept:
        """To take the last answer back.

        Raises:
            NothingToUndoError: none was given, or the newest change is another one.
        """
        last = self.deck.last and reviewing.answer_before(library, self.deck.last)
        if not last:
            raise NothingToUndoError(None)
        words = ("undo", str(last.number))
        return Kept(history.undo(library, last.number), words, self._with(self.deck.taken_back()))
