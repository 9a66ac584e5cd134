"""Asking cards, and keeping the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from orgshelf.review.rating import Rating
from orgshelf.tui.acts import View
from orgshelf.tui.review_view import Kept, ReviewView
from orgshelf.tui.stage import Handler, Stage


@dataclass(frozen=True, slots=True)
class CardActs:
    """Asks the cards that are due on the stage."""

    stage: Stage

    def handlers(self) -> Mapping[str, Handler]:
        """What is done by each of these acts."""
        return {
            "review": self._begin,
            "answer": self._turn,
            **{f"grade-{rating}": partial(self._grade, rating) for rating in Rating},
            "skip": self._skip,
            "suspend": self._suspend,
        }

    def _begin(self) -> None:
        self.stage.review = ReviewView.of(self.stage.library_now)
        self.stage.show_view(View.REVIEW)

    def _turn(self) -> None:
        self.stage.review = self.stage.review.turned()
        self.stage.show_page()

    def _skip(self) -> None:
        if self.stage.review.side:
            self._next(ReviewView(self.stage.review.deck.skipped()))

    def _suspend(self) -> None:
        review = self.stage.review
        if review.side:
            self._keep(review.suspended(self.stage.library_now, review.side))

    def _grade(self, rating: Rating) -> None:
        review = self.stage.review
        if review.side and review.is_answered:
            self._keep(review.graded(self.stage.library_now, review.side, rating))

    def take_back(self) -> None:
        """Take the last answer back.

        Raises:
            NothingToUndoError: none was given, or the newest change is another one.
        """
        self._keep(self.stage.review.taken_back(self.stage.library_now))

    def _keep(self, kept: Kept) -> None:
        self.stage.tell(self.stage.desk.commit(kept.plan, kept.words))
        self._next(kept.after)

    def _next(self, after: ReviewView) -> None:
        self.stage.review = after.next(self.stage.library_now)
        self.stage.show_view(View.REVIEW)
