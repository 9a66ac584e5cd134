"""Goals: a number of items that match a query, by a date."""

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
    """The numbers of a goal; ``days`` has how many of its items were finished on each day.

    done = the items finished from ``since`` to ``by``; expected = count × the elapsed share of
    the time from the begin of ``since`` to the end of ``by``; ahead = done − expected.
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
    """The elapsed share of a goal's time, from 0 to 1."""
    start = datetime.combine(goal.since, datetime.min.time())
    whole = timedelta(days=(goal.by - goal.since).days + 1)
    return min(max((now - start) / whole, 0.0), 1.0)
