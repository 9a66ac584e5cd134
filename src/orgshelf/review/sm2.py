"""The algorithm SM-2 as org-fc has changed it; ``v2`` differs in what ``hard`` does."""

from datetime import datetime, timedelta
from random import Random

from orgshelf.review.review_data import Rating, Row, written_moment

HEADERS = ("position", "ease", "box", "interval", "due")

#: The properties by which notes change what this computes with: such cards are org-fc's alone.
OWN_SETTINGS = frozenset(
    f"FC_SM2_{name}"
    for name in (
        *("EASE_MIN", "EASE_MAX", "EASE_INITIAL", "FUZZ_MIN", "FUZZ_MAX"),
        *("CHANGES", "INTERVALS"),
    )
)
_FIRST_EASE = 2.5
_LEAST_EASE, _MOST_EASE = 1.3, 5.0
_CHANGES = {Rating.AGAIN: -0.3, Rating.HARD: -0.15, Rating.GOOD: 0.0, Rating.EASY: 0.15}
_INTERVALS = (0.0, 0.01, 1.0, 6.0)  # days of the first boxes
_FUZZ = (0.9, 1.1)
_HARD_IN_V2 = 1.2


def first_row(position: str, now: datetime) -> Row:
    """The row of a side that was never asked; it is due at once."""
    values = (position, f"{_FIRST_EASE:.2f}", "0", "0.00", written_moment(now))
    return dict(zip(HEADERS, values, strict=True))


def next_row(row: Row, rating: Rating, now: datetime, *, version: str, seed: str | None) -> Row:
    """The row after a review; ``version`` is ``sm2-v1`` or ``sm2-v2``.

    ``seed`` decides by how much an interval is varied, as in ``fsrs6``.

    Raises:
        ValueError: the row has values that are none.
    """
    ease, interval = float(row.get("ease", "")), float(row.get("interval", ""))
    box = int(row.get("box", ""))
    if box >= 2:
        ease = min(max(ease + _CHANGES[rating], _LEAST_EASE), _MOST_EASE)
    after = _next_box(box, rating)
    if after < len(_INTERVALS):
        days = _INTERVALS[after]
    elif version == "sm2-v2" and rating is Rating.HARD:
        days = _HARD_IN_V2 * interval
    else:
        days = ease * interval * (Random(seed).uniform(*_FUZZ) if seed is not None else 1.0)
    return {
        "ease": f"{ease:.2f}",
        "box": str(after),
        "interval": f"{days:.2f}",
        "due": written_moment(now.astimezone() + timedelta(days=days)),
    }


def _next_box(box: int, rating: Rating) -> int:
    if box == 0 and rating is Rating.EASY:
        return 2
    return 0 if rating is Rating.AGAIN else box + 1
