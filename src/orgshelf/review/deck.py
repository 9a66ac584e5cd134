"""The sides that wait to be asked, in their order, and what was answered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from orgshelf.review.card import Side
from orgshelf.review.rating import Rating


@dataclass(frozen=True, slots=True)
class Deck:
    """Those that wait, the next one first; ``last`` was answered last."""

    waiting: tuple[Side, ...]
    answers: tuple[Rating, ...] = ()
    last: Side | None = None

    @classmethod
    def of(cls, sides: Iterable[Side]) -> "Deck":
        """A deck that nothing was asked of yet."""
        return cls(tuple(sides))

    @property
    def counts(self) -> Counter[Rating]:
        """How often each answer was given."""
        return Counter(self.answers)

    def answered(self, rating: Rating) -> "Deck":
        """What was not known comes up once more, after the others, as in org-fc."""
        first, *rest = self.waiting
        again = (first,) if rating is Rating.AGAIN else ()
        return Deck((*rest, *again), (*self.answers, rating), first)

    def skipped(self) -> "Deck":
        """Without the first one."""
        return replace(self, waiting=self.waiting[1:])

    def taken_back(self) -> "Deck":
        """As before the last answer: it is asked anew."""
        if self.last is None:
            return self
        others = self.waiting
        if self.answers[-1] is Rating.AGAIN:
            others = self.waiting[:-1]
        return Deck((self.last, *others), self.answers[:-1])

    def without_card(self) -> "Deck":
        """Without all sides of the first one's card."""
        id_ = self.waiting[0].card.id
        return replace(self, waiting=tuple(s for s in self.waiting if s.card.id != id_))
