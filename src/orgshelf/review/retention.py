"""How well cards are known, and how many will be asked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from orgshelf.review.card import Card
from orgshelf.review.history_line import Review
from orgshelf.review.rating import Rating

#: The periods that are told of, in days; None is all there is.
PERIODS: tuple[tuple[str, int | None], ...] = (
    ("day", 1),
    ("week", 7),
    ("month", 30),
    ("all", None),
)


@dataclass(frozen=True, slots=True)
class Retention:
    """The answers of a period."""

    period: str
    answers: Counter[Rating]

    @property
    def total(self) -> int:
        """How many there were."""
        return self.answers.total()

    @property
    def percent(self) -> float | None:
        """The share that was known, whatever the effort; None of nothing."""
        known = self.total - self.answers[Rating.AGAIN]
        return round(100 * known / self.total, 1) if self.total else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """All numbers; ``load`` has how many sides come up on each day, what is overdue on the first.

    ``elsewhere`` counts the cards that only Emacs can ask.
    """

    cards: int
    suspended: int
    elsewhere: int
    due: int
    retention: tuple[Retention, ...]
    load: tuple[tuple[date, int], ...]


def statistics(
    found: Sequence[Card], reviews: Sequence[Review], now: datetime, days: int
) -> Statistics:
    """The numbers of these cards and reviews at a moment with a time zone, whose days count."""
    asked = [card for card in found if card.can_be_asked and not card.suspended]
    sides = [side for card in asked for side in card.sides]
    return Statistics(
        cards=len(found),
        suspended=sum(card.suspended for card in found),
        elsewhere=sum(not card.can_be_asked for card in found),
        due=sum(side.due <= now for side in sides),
        retention=tuple(_retention(name, days, reviews, now) for name, days in PERIODS),
        load=_load([side.due for side in sides], now, days),
    )


def _retention(
    period: str, days: int | None, reviews: Iterable[Review], now: datetime
) -> Retention:
    since = None if days is None else now - timedelta(days=days)
    within = (r.rating for r in reviews if since is None or since < r.when <= now)
    return Retention(period, Counter(within))


def _load(dues: Iterable[datetime], now: datetime, days: int) -> tuple[tuple[date, int], ...]:
    today = now.date()
    counts = Counter(max(due.astimezone(now.tzinfo).date(), today) for due in dues)
    return tuple((day, counts[day]) for day in (today + timedelta(days=n) for n in range(days)))
