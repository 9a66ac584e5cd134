"""Cards that are asked, one after the other, on the page."""

import time
from dataclasses import dataclass, replace
from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from orgshelf.actions import history, reviewing
from orgshelf.actions.plan import Plan
from orgshelf.actions.reviewing import Question
from orgshelf.review.deck import Deck
from orgshelf.review.rating import Rating
from orgshelf.store.library import Library
from orgshelf.terminal import review_screen


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The deck, what is asked of it, and whether the answer is seen; ``begun`` is when."""

    deck: Deck
    asked: Question | None = None
    is_answered: bool = False
    begun: float = 0.0

    @classmethod
    def nothing(cls) -> "ReviewView":
        """No card."""
        return cls(Deck(()))

    @classmethod
    def of(cls, library: Library) -> "ReviewView":
        """What is due now."""
        found = library.containing(reviewing.WORD)
        return cls(Deck.of(reviewing.due_sides(library, found, library.now))).next(library)

    def next(self, library: Library) -> "ReviewView":
        """With the first card that waits asked; what cannot be asked any more is left out."""
        deck = self.deck
        while deck.waiting:
            if side := reviewing.as_now(library, deck.waiting[0]):
                deck = replace(deck, waiting=(side, *deck.waiting[1:]))
                asked = reviewing.ask(library, side, library.now)
                return ReviewView(deck, asked, begun=time.monotonic())
            deck = deck.skipped()
        return ReviewView(deck)

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

    def graded(self, library: Library, rating: Rating) -> tuple[Plan, "ReviewView"]:
        """The plan to keep an answer, and what is seen then."""
        if self.asked is None:
            raise ValueError("nothing is asked")
        seconds = time.monotonic() - self.begun
        plan = reviewing.grade(library, self.asked.side, rating, library.now, seconds)
        return plan, ReviewView(self.deck.answered(rating))

    def suspended(self, library: Library) -> tuple[Plan, "ReviewView"]:
        """The plan not to ask the card any more."""
        plan = reviewing.suspend(library, self.deck.waiting[0].card)
        return plan, ReviewView(self.deck.without_card())

    def taken_back(self, library: Library) -> tuple[Plan, "ReviewView"] | None:
        """The plan to take the last answer back; None where that is not the newest change."""
        last = self.deck.last and reviewing.answer_before(library, self.deck.last)
        if not last:
            return None
        return history.undo(library, last.number), ReviewView(self.deck.taken_back())
