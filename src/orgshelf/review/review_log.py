"""org-fc's history of reviews: its lines of ten columns, and how much was known when."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from orgshelf.review.algorithm import ALGORITHMS, Settings
from orgshelf.review.card import Answer, Card, Side
from orgshelf.review.review_data import Rating, Row, read_moment, written_moment

_RATINGS = frozenset(map(str, Rating))
_LEAST = 8  # columns, without the two that org-fc has added later
#: The periods that are told of, in days; None is all there is.
PERIODS: tuple[tuple[str, int | None], ...] = (
    ("day", 1),
    ("week", 7),
    ("month", 30),
    ("all", None),
)


@dataclass(frozen=True, slots=True)
class Review:
    """One answer that was given."""

    when: datetime
    card: str
    position: str
    rating: Rating


def written(answer: Answer, before: Row, file: str, settings: Settings) -> str:
    """The line for an answer; ``before`` is the row as it was, ``file`` the whole path."""
    algorithm = ALGORITHMS[answer.card.algorithm]
    columns = (
        written_moment(answer.now),
        file,
        answer.card.id,
        answer.position,
        *(before.get(name, "") for name in algorithm.logged),
        answer.rating,
        f"{answer.seconds:.2f}",
        algorithm.version(settings),
    )
    return "\t".join(" ".join(column.split()) for column in columns)


def read(lines: Iterable[str]) -> Iterator[Review]:
    """The answers in the lines of a history; a line that is none is passed over."""
    for line in lines:
        columns = line.split("\t")
        when = read_moment(columns[0]) if len(columns) >= _LEAST else None
        if when is not None and columns[7] in _RATINGS:
            yield Review(when, columns[2], columns[3], Rating(columns[7]))


def is_of(line: str, side: Side) -> bool:
    """Whether a line is about an answer to this side."""
    return line.split("\t")[2:4] == [side.card.id, side.position]


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
    asked = [card for card in found if not card.obstacle and not card.suspended]
    sides = [side for card in asked for side in card.sides]
    return Statistics(
        cards=len(found),
        suspended=sum(card.suspended for card in found),
        elsewhere=sum(bool(card.obstacle) for card in found),
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
