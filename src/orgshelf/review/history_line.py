"""A line of org-fc's history of reviews: ten columns with a tab between two."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from orgshelf.review import moments
from orgshelf.review.algorithm import ALGORITHMS, Settings
from orgshelf.review.card import Answer, Side
from orgshelf.review.rating import Rating
from orgshelf.review.review_data import Row

_RATINGS = frozenset(map(str, Rating))
_LEAST = 8  # columns, without the two that org-fc has added later


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
        moments.written(answer.now),
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
        when = moments.read(columns[0]) if len(columns) >= _LEAST else None
        if when is not None and columns[7] in _RATINGS:
            yield Review(when, columns[2], columns[3], Rating(columns[7]))


def is_of(line: str, side: Side) -> bool:
    """Whether a line is about an answer to this side."""
    return line.split("\t")[2:4] == [side.card.id, side.position]
