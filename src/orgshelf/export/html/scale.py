"""What charts over time have in common: months, and round numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of an axis, and how far along the axis it stands."""

    at: float
    label: str


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of the month so many months after the day's own; the first or last there is."""
    return _month(min(max(_number(day) + months, _number(date.min)), _number(date.max)))


def months_between(first: date, last: date, step: int = 1) -> Iterator[date]:
    """The first day of every ``step``-th month that begins after ``first``, up to ``last``."""
    start = _number(first) + 1
    for number in range(start + -start % step, _number(last) + 1, step):
        yield _month(number)


def _number(day: date) -> int:
    """Months since the year 0, so that January is a multiple of twelve."""
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def round_step(largest: int, ticks: int = 4) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … that reaches ``largest`` in at most so many steps."""
    step, factors = 1, (2, 2.5, 2)
    for turn in range(60):
        if step * ticks >= largest:
            break
        step = int(step * factors[turn % 3])
    return step
