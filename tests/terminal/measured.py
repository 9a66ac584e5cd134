"""Numbers made by hand, as if counted from somebody's notes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import accumulate

from orgshelf.model import Progress, Status
from orgshelf.progress.numbers import (
    Forecast,
    ForecastState,
    GoalNumbers,
    Measure,
    Numbers,
    Pace,
    Stale,
    Streaks,
)

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9)
SPRING = Forecast(ForecastState.DATED, date(2027, 3, 1), date(2027, 4, 1), date(2027, 6, 1))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def finished_on(days: Mapping[date, int], total: int = 0, undated: int = 0) -> Numbers:
    """Numbers of one kind alone, of which so many were finished on each day."""
    done = undated + sum(days.values())
    progress = Progress(done, max(total, done))
    return Numbers(
        NOW,
        Measure("all", None, progress),
        kinds=[Measure("book", "book", progress)],
        finished=days,
        undated=undated,
        burn_up=list(zip(days, list(accumulate(days.values(), initial=undated))[1:], strict=True)),
    )


def everything() -> Numbers:
    """Numbers with something to say of all there is."""
    work = Measure(
        "Gamma", "book", Progress(3, 9), recent=2, id="c" * 16, status=Status.IN_PROGRESS,
        forecast=SPRING,
    )  # fmt: skip
    days = {ago(300): 2, ago(20): 1, ago(1): 4}
    return Numbers(
        NOW,
        Measure(
            "all", None, Progress(10, 30, 1), recent=5, clocked_minutes=65, effort_minutes=120,
            effort_left_minutes=30, pace=Pace(1.25, 0.5), forecast=SPRING,
        ),
        kinds=[Measure("book", "book", Progress(10, 30, 1), recent=5, forecast=SPRING)],
        works=[work],
        finished=days,
        clocked={ago(1): 65},
        pages={ago(2): 12, ago(1): 30, ago(800): 500},
        undated=3,
        burn_up=[(ago(300), 5), (ago(20), 6), (ago(1), 10)],
        streaks=Streaks(1, 2, 1, 3),
        goals=[
            goal("read-24", done=10, count=24, ahead=-11.5),
            goal("read-12", done=11, count=12, ahead=0.75),
            goal("read-3", done=5, count=3, ahead=2.5),
        ],
        stale=[Stale("d" * 16, "Delta", "paper", ago(44), 44)],
        works_left_out=7,
        stale_left_out=2,
    )  # fmt: skip


def goal(name: str, *, done: int, count: int, ahead: float) -> GoalNumbers:
    since, by = date(2026, 1, 1), date(2026, 12, 31)
    forecast = SPRING if done < count else Forecast(ForecastState.FINISHED)
    return GoalNumbers(name, "kind:book", count, since, by, done, done - ahead, ahead, forecast)
