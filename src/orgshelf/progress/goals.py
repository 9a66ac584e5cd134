"""Goals: so many items of some sort by some day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgshelf.progress.numbers import GoalNumbers


@dataclass(frozen=True, slots=True)
class Goal:
    """To finish ``count`` items that a query finds, from ``since`` to ``by``, both included."""

    query: str
    count: int
    since: date
    by: date


def goal_numbers(name: str, goal: Goal, days: Mapping[date, int], now: datetime) -> "GoalNumbers":
    """How a goal stands, given how many of its items were finished on which days until now.

    Done are those from ``since`` to ``by``. Expected is the count times the share of the time
    from the beginning of ``since`` to the end of ``by`` that is over; ahead is done less that.
    """
    from orgshelf.progress.forecast import forecast
    from orgshelf.progress.numbers import GoalNumbers

    done = sum(count for day, count in days.items() if goal.since <= day <= goal.by)
    expected = round(goal.count * _share_over(goal, now), 2)
    return GoalNumbers(
        name,
        goal.query,
        goal.count,
        goal.since,
        goal.by,
        done,
        expected,
        round(done - expected, 2),
        forecast(goal.count - done, goal.count, days, now.date()),
    )


def _share_over(goal: Goal, now: datetime) -> float:
    """How much of a goal's time is over, from 0 to 1."""
    start = datetime.combine(goal.since, datetime.min.time())
    whole = timedelta(days=(goal.by - goal.since).days + 1)
    return min(max((now - start) / whole, 0.0), 1.0)
