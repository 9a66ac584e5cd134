"""Counts per day, week, month and year, and streaks."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgshelf.progress.numbers import Streaks


#: The number of steps of a heatmap.
STEPS = 4
#: The weeks of a heatmap: 52 whole ones and the current one.
YEAR_OF_WEEKS = 53
#: The last day whose whole week can be represented by ``date``.
LAST_DAY = date.max - timedelta(days=7)


def per_week(days: Mapping[date, int]) -> dict[date, int]:
    """The sum of each week, keyed by its Monday."""
    return _summed(days, _monday)


def per_month(days: Mapping[date, int]) -> dict[date, int]:
    """The sum of each month, keyed by its first day."""
    return _summed(days, lambda day: day.replace(day=1))


def per_year(days: Mapping[date, int]) -> dict[int, int]:
    """The sum of each year."""
    return {
        first.year: n for first, n in _summed(days, lambda day: day.replace(month=1, day=1)).items()
    }


def _summed(days: Mapping[date, int], first: Callable[[date], date]) -> dict[date, int]:
    sums: dict[date, int] = {}
    for day, count in sorted(days.items()):
        sums[first(day)] = sums.get(first(day), 0) + count
    return sums


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def streaks(days: Iterable[date], today: date) -> "Streaks":
    """Streaks of days and of weeks from Monday; a run until yesterday or last week is current."""
    from orgshelf.progress.numbers import Streaks  # most importers only need the sums

    of_days = _runs({day.toordinal() for day in days})
    of_weeks = _runs({_week(day) for day in of_days})
    return Streaks(
        days_now=_now(of_days, today.toordinal()),
        days_longest=max(of_days.values(), default=0),
        weeks_now=_now(of_weeks, _week(today.toordinal())),
        weeks_longest=max(of_weeks.values(), default=0),
    )


def _week(ordinal: int) -> int:
    return (ordinal - 1) // 7  # day 1 is a Monday


def _runs(numbers: Iterable[int]) -> dict[int, int]:
    """For each number the length of the run of consecutive numbers that ends with it."""
    lengths: dict[int, int] = {}
    for number in sorted(numbers):
        lengths[number] = lengths.get(number - 1, 0) + 1
    return lengths


def _now(lengths: Mapping[int, int], last: int) -> int:
    return lengths.get(last) or lengths.get(last - 1, 0)


def between(days: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """The days from ``first`` to ``last``, both included."""
    return {day: number for day, number in days.items() if first <= day <= last}


def steps(numbers: Iterable[int]) -> tuple[int, ...]:
    """The smallest number of each step of a heatmap, ascending, at most STEPS of them.

    The steps begin at 1 and at the quartiles of the numbers, each higher than the one before.
    """
    found = sorted(number for number in numbers if number > 0)
    starts: list[int] = []
    for step in range(STEPS):
        quarter = found[len(found) * step // STEPS] if found and step else 1
        starts.append(max(quarter, starts[-1] + 1) if starts else quarter)
    return tuple(start for start in starts if found and start <= found[-1])


def step_of(number: int, starts: tuple[int, ...]) -> int:
    """The step of a number, from 1; 0 below the first."""
    return bisect_right(starts, number)
