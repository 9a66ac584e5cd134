"""The algorithms that say when a card is asked again, by the names that org-fc has for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from orgshelf.review import fsrs6, sm2
from orgshelf.review.review_data import Rating, ReviewData, Row

#: What new cards may be computed by, as the configuration names it.
NAMES = ("fsrs6", "sm2-v1", "sm2-v2")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen.

    ``algorithm`` is one of ``NAMES``; ``retention`` the share of answers that FSRS aims at;
    ``fuzzy`` varies the intervals so that cards do not stay together.
    """

    algorithm: str = "fsrs6"
    retention: float = 0.8
    fuzzy: bool = True

    @property
    def sm2(self) -> str:
        """The version by which cards of SM-2 are computed."""
        return self.algorithm if self.algorithm.startswith("sm2") else "sm2-v1"

    @property
    def tag(self) -> str:
        """The value of FC_ALGO of a new card."""
        return self.algorithm.partition("-")[0]


class Algorithm(NamedTuple):
    """One of them.

    ``logged`` are the columns that the history keeps of the row before a review; ``version`` is
    how the history names it.
    """

    headers: tuple[str, ...]
    first_row: Callable[[str, datetime], Row]
    next_row: Callable[[Row, Rating, datetime, Settings, str | None], Row]
    logged: tuple[str, ...]
    version: Callable[[Settings], str]


def _by_fsrs6(row: Row, rating: Rating, now: datetime, given: Settings, seed: str | None) -> Row:
    return fsrs6.next_row(row, rating, now, retention=given.retention, seed=seed)


def _by_sm2(row: Row, rating: Rating, now: datetime, given: Settings, seed: str | None) -> Row:
    return sm2.next_row(row, rating, now, version=given.sm2, seed=seed)


#: By the values of FC_ALGO.
ALGORITHMS: Mapping[str, Algorithm] = {
    "fsrs6": Algorithm(fsrs6.HEADERS, fsrs6.first_row, _by_fsrs6, ("", "", ""), lambda _: "fsrs6"),
    "sm2": Algorithm(
        sm2.HEADERS,
        sm2.first_row,
        _by_sm2,
        ("ease", "box", "interval"),
        lambda settings: settings.sm2,
    ),
}


def first_data(settings: Settings, positions: tuple[str, ...], now: datetime) -> ReviewData:
    """The table of a new card whose sides have these names."""
    chosen = ALGORITHMS[settings.tag]
    return ReviewData(chosen.headers, tuple(chosen.first_row(name, now) for name in positions))
