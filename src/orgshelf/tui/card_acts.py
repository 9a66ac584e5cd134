"""Asking cards, and keeping the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from orgshelf.errors import AnsweredError, MovedAwayError
from orgshelf.review.review_data import Rating
from orgshelf.tui.acts import View
from orgshelf.tui.stage import Handler, Stage

if TYPE_CHECKING:
    from orgshelf.tui.review_view import Kept, ReviewView


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
        from orgshelf.tui.review_view import ReviewView  # slow to import

        self._show(ReviewView.of(self.stage.library_now, self.stage.complain))

    def _turn(self) -> None:
        if review := self.stage.review:
            self._show(review.turned())

    def _skip(self) -> None:
        if (review := self.stage.review) and review.side:
            self._show(review.skipped().next(self.stage.library_now))

    async def _suspend(self) -> None:
        if (review := self.stage.review) and review.side:
            await self._keep(review, review.suspended(self.stage.library_now, review.side))

    async def _grade(self, rating: Rating) -> None:
        if (review := self.stage.review) and review.side and review.is_answered:
            await self._keep(review, review.graded(self.stage.library_now, review.side, rating))

    async def take_back(self) -> None:
        """Take the last answer back.

        Raises:
            NothingToUndoError: none was given, or the newest change is another one.
        """
        if review := self.stage.review:
            await self._keep(review, review.taken_back(self.stage.library_now))

    async def _keep(self, review: "ReviewView", kept: "Kept") -> None:
        await self.stage.wait_turn()
        after = kept.after
        try:
            self.stage.tell(self.stage.outside.commit(kept.plan, kept.words))
        except (AnsweredError, MovedAwayError) as error:
            self.stage.complain(error)
            after = review.skipped()
        self._show(after.next(self.stage.library_now))

    def _show(self, review: "ReviewView") -> None:
        self.stage.review = review
        self.stage.show_view(View.REVIEW)
