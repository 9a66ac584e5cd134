"""Days as a calendar shows them: the weeks they are in, and in steps of how much there was."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

#: How many steps a heatmap has, from little to much.
STEPS = 4
#: The weeks of a year: 52 whole ones and the one that goes on.
YEAR_OF_WEEKS = 53
#: The last day of whose week every day is one that a date can be.
LAST_DAY = date.max - timedelta(days=7)


def between(days: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """Those from ``first`` to ``last``, both included."""
    return {day: number for day, number in days.items() if first <= day <= last}


def steps(numbers: Iterable[int]) -> tuple[int, ...]:
    """From which number on a day is of each step, at most STEPS of them.

    The steps begin at 1 and at the quarters of the days' numbers, each above the one before.
    """
    found = sorted(number for number in numbers if number > 0)
    starts: list[int] = []
    for step in range(STEPS):
        quarter = found[len(found) * step // STEPS] if found and step else 1
        starts.append(max(quarter, starts[-1] + 1) if starts else quarter)
    return tuple(start for start in starts if found and start <= found[-1])


def step_of(number: int, starts: tuple[int, ...]) -> int:
    """The step of a day's number, from 1; 0 for nothing."""
    return bisect_right(starts, number)
