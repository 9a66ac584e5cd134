"""Days gathered into weeks, months and years, and into steps of how much there was."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

#: How many steps a heatmap has, from little to much.
STEPS = 4
#: The weeks of a year: 52 whole ones and the one that goes on.
YEAR_OF_WEEKS = 53


def week_of(day: date) -> str:
    """The week of ISO 8601, from Monday: ``2026-W47``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def month_of(day: date) -> str:
    """``2026-11``."""
    return day.isoformat()[:7]


def year_of(day: date) -> str:
    """``2026``."""
    return day.isoformat()[:4]


def gathered(days: Mapping[date, int], span: Callable[[date], str]) -> dict[str, int]:
    """The sum over the days of each span, in the order of the days."""
    sums: dict[str, int] = {}
    for day, number in days.items():
        sums[span(day)] = sums.get(span(day), 0) + number
    return sums


def between(days: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """Those from ``first`` to ``last``, both included."""
    return {day: number for day, number in days.items() if first <= day <= last}


def monday(day: date) -> date:
    """The first day of its week; of the first week there is, the first day there is."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


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
