"""The algorithm FSRS 6 with the parameters that org-fc gives it, computed by py-fsrs."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from orgshelf.review.review_data import Rating, Row, read_moment, written_moment

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

HEADERS = ("position", "state", "step", "stability", "difficulty", "due", "last-review")

#: As org-fc sets them (org-fc-algo-fsrs6-parameters and the variables below it).
_PARAMETERS = (
    *(0.2172, 1.1771, 3.2602, 16.1507, 7.0114, 0.57, 2.0966, 0.0069, 1.5261, 0.112, 1.0178),
    *(1.849, 0.1133, 0.3127, 2.2934, 0.2191, 3.0004, 0.7536, 0.3332, 0.1437, 0.2),
)
_LEARNING = (timedelta(minutes=1), timedelta(minutes=10))
_RELEARNING = (timedelta(minutes=10),)
_LONGEST = 36_500  # days
_RATINGS = {Rating.AGAIN: 1, Rating.HARD: 2, Rating.GOOD: 3, Rating.EASY: 4}


def first_row(position: str, now: datetime) -> Row:
    """The row of a side that was never asked; it is due at once."""
    values = (position, "1", "0", "nil", "nil", written_moment(now), "nil")
    return dict(zip(HEADERS, values, strict=True))


def next_row(row: Row, rating: Rating, now: datetime, *, retention: float, seed: str | None) -> Row:
    """The row after a review.

    ``retention`` is the share of the answers that should be known. ``seed`` decides by how much
    an interval is varied, so that it is the same when it is shown and when it is kept; None
    varies nothing.

    Raises:
        ImportError: py-fsrs is not installed.
        ValueError: the row has values that are none.
    """
    from fsrs import Rating as Answer

    card, moment = _card(row), now.astimezone(UTC).replace(microsecond=0)
    with _seeded(seed):
        scheduler = _scheduler(retention, fuzzing=seed is not None)
        after, _ = scheduler.review_card(card, Answer(_RATINGS[rating]), moment)
    return {
        "state": str(int(after.state)),
        "step": "nil" if after.step is None else str(after.step),
        "stability": _number(after.stability),
        "difficulty": _number(after.difficulty),
        "due": written_moment(after.due),
        "last-review": written_moment(moment),
    }


def _scheduler(retention: float, *, fuzzing: bool) -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        parameters=_PARAMETERS,
        desired_retention=retention,
        learning_steps=_LEARNING,
        relearning_steps=_RELEARNING,
        maximum_interval=_LONGEST,
        enable_fuzzing=fuzzing,
    )


def _card(row: Row) -> "Card":
    """What py-fsrs makes of a row.

    Raises:
        ValueError: the row has values that are none.
    """
    from fsrs import Card, State

    due, last = read_moment(row.get("due", "")), row.get("last-review", "nil")
    step = row.get("step", "nil")
    return Card(
        card_id=0,
        state=State(int(row.get("state", ""))),
        step=None if step == "nil" else int(step),
        stability=_value(row.get("stability", "nil")),
        difficulty=_value(row.get("difficulty", "nil")),
        due=due,
        last_review=read_moment(last),
    )


def _value(text: str) -> float | None:
    return None if text == "nil" else float(text)


def _number(value: float | None) -> str:
    return "nil" if value is None else f"{value:.6f}"


@contextmanager
def _seeded(seed: str | None) -> Iterator[None]:
    """Let py-fsrs, which draws from the common source of random numbers, draw from a seed."""
    before = random.getstate()
    random.seed(seed)
    try:
        yield
    finally:
        random.setstate(before)
