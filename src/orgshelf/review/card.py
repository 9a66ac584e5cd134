"""Headings that are cards, and the sides that are asked of each."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from orgshelf.errors import CardError
from orgshelf.model import Heading
from orgshelf.org.edit.flashcard import drawer_text
from orgshelf.review import sm2
from orgshelf.review.algorithm import ALGORITHMS, Settings
from orgshelf.review.cloze import cloze_text
from orgshelf.review.review_data import DRAWER, Rating, ReviewData, Row, read_moment
from orgshelf.shelf.entries import Entry

TAG, SUSPENDED = "fc", "suspended"
#: The names of the sides by FC_TYPE; those of ``cloze`` are the numbers of its holes.
SIDES: Mapping[str, tuple[str, ...]] = {
    "normal": ("front",),
    "text-input": ("front",),
    "double": ("front", "back"),
    "vocab": ("front", "back"),
}
CLOZE = "cloze"
#: A card without FC_ALGO is one of the time when there was but one algorithm.
_OLD_ALGORITHM = "sm2"


@dataclass(frozen=True, slots=True)
class Card:
    """A heading that is a card; ``id`` is its ID property."""

    entry: Entry
    id: str
    data: ReviewData

    @property
    def type(self) -> str:
        """Which sides it has, like ``normal``."""
        return self.entry.heading.get("FC_TYPE") or ""

    @property
    def algorithm(self) -> str:
        """What computes when it is asked."""
        return self.entry.heading.get("FC_ALGO") or _OLD_ALGORITHM

    @property
    def suspended(self) -> bool:
        """Whether it waits until somebody takes the tag off it, or off a heading above it."""
        return SUSPENDED in self.entry.heading.tags

    @property
    def obstacle(self) -> str:
        """Why Emacs alone can ask it; empty where we know all that org-fc goes by."""
        algorithm = ALGORITHMS.get(self.algorithm)
        if algorithm is None:
            return f"its FC_ALGO is {self.algorithm}"
        if not self._positions:
            of_holes = self.type == CLOZE
            return f"its FC_TYPE is {self.type or 'missing'}{' without holes' if of_holes else ''}"
        if missing := [name for name in algorithm.headers if name not in self.data.headers]:
            return f"its {DRAWER} has no {missing[0]}"
        inherited = self.entry.heading.inherited
        own = sorted(sm2.OWN_SETTINGS & inherited.keys()) if self.algorithm == "sm2" else ()
        return f"it has its own {own[0]}" if own else ""

    @property
    def _positions(self) -> Collection[str]:
        """The names of the sides that it can have."""
        return cloze_text(self.entry).ids if self.type == CLOZE else SIDES.get(self.type, ())

    @property
    def sides(self) -> "Iterator[Side]":
        """Each side of it that has a row with a moment."""
        positions = self._positions
        for row in self.data.rows:
            due = read_moment(row.get("due", ""))
            if due is not None and row["position"] in positions:
                yield Side(self, row["position"], due)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card, and when it is to be asked."""

    card: Card
    position: str
    due: datetime

    def answered(self, rating: Rating, now: datetime, settings: Settings) -> Row:
        """Its row once it was answered so.

        Raises:
            CardError: its row is damaged.
            ImportError: a library is missing.
        """
        return answered(Answer(self.card, self.position, rating, now), self.card.data, settings)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is given: to which side, how well, when, and after how many seconds."""

    card: Card
    position: str
    rating: Rating
    now: datetime
    seconds: float = 0.0


def answered(answer: Answer, data: ReviewData, settings: Settings) -> Row:
    """What an answer makes of its row in ``data``, which may be newer than the card's own.

    Raises:
        CardError: it is damaged, or there is none.
        ImportError: a library is missing.
    """
    title, card, row = answer.card.entry.heading.title, answer.card, data.row(answer.position)
    if row is None:
        raise CardError(f"{title!r} is no longer asked for its {answer.position}: review again.")
    seed = "\0".join((card.id, *row.values(), answer.rating)) if settings.fuzzy else None
    compute = ALGORITHMS[card.algorithm].next_row
    try:
        return compute(row, answer.rating, answer.now, settings, seed)
    except (ArithmeticError, AssertionError, TypeError, ValueError) as error:
        raise CardError(
            f"The {DRAWER} of {title!r} is damaged at {answer.position!r}: mend it."
        ) from error


def cards(entries: Iterable[Entry]) -> Iterator[Card]:
    """The cards among entries, in their order; what is hidden from the agenda is none."""
    for entry in entries:
        if is_card(entry.heading) and not entry.hidden:
            data, id_ = read_data(entry.body), entry.heading.get("ID")
            if data is not None and id_:
                yield Card(entry, id_, data)


def is_card(heading: Heading) -> bool:
    """Whether a heading has the tag of its own."""
    return TAG in heading.local_tags


def read_data(body: Sequence[str]) -> ReviewData | None:
    """The table in the lines of an entry; None where there is none, or no such table."""
    lines = drawer_text(body, DRAWER)
    return None if lines is None else ReviewData.read(lines)


def due(found: Iterable[Card], now: datetime) -> list[Side]:
    """The sides to be asked by now, the longest overdue first; suspended cards have none."""
    sides = (s for card in found if not card.obstacle and not card.suspended for s in card.sides)
    return sorted((side for side in sides if side.due <= now), key=lambda side: side.due)


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
