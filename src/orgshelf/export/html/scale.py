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
    """The first day of the month so many months after the day's own; within the calendar."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    return date(count // 12, count % 12 + 1, 1)


def months_between(first: date, last: date, step: int = 1) -> Iterator[date]:
    """The first day of every ``step``-th month that begins after ``first``, up to ``last``."""
    months = first.year * 12 + first.month - 1
    skip = step - months % step
    while (day := first_of_month(first, skip)) <= last and day > first:
        yield day
        skip += step


def round_step(largest: int, ticks: int = 4) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … that reaches ``largest`` in at most so many steps."""
    step, factors = 1, (2, 2.5, 2)
    for turn in range(60):
        if step * ticks >= largest:
            break
        step = int(step * factors[turn % 3])
    return step
