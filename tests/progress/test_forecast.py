"""Pace and forecast: by hand where every week is alike, by their laws elsewhere."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgshelf.progress.forecast import FAR_WEEKS, forecast, in_words, pace, weekly
from orgshelf.progress.goals import Goal, goal_numbers
from orgshelf.progress.numbers import Forecast, ForecastState, Pace
from timing import growth

TODAY = date(2026, 11, 23)
UNKNOWN = Forecast(ForecastState.UNKNOWN)
FAR = Forecast(ForecastState.FAR)


def ago(**counts: int) -> dict[date, int]:
    """``d3=2``: two of them three days ago."""
    return {TODAY - timedelta(days=int(name[1:])): n for name, n in counts.items()}


def every_week(count: int, weeks: int = 12) -> dict[date, int]:
    return {TODAY - timedelta(days=7 * week + 3): count for week in range(weeks)}


def test_the_weeks_end_now() -> None:
    days = ago(d0=1, d6=2, d7=4, d27=8, d28=16, d83=32, d84=64)
    assert weekly(days, TODAY) == [32, 0, 0, 0, 0, 0, 0, 16, 8, 0, 4, 3]
    assert pace(days, TODAY) == Pace(15 / 4, 63 / 12)


def test_what_is_still_to_come_is_in_no_week() -> None:
    assert pace({TODAY + timedelta(days=1): 5}, TODAY) == Pace()


@pytest.mark.parametrize(("remaining", "weeks"), [(1, 1), (2, 1), (3, 2), (20, 10), (21, 11)])
def test_where_every_week_is_alike_there_is_no_doubt(remaining: int, weeks: int) -> None:
    day = TODAY + timedelta(weeks=weeks)
    assert forecast(remaining, 99, every_week(2), TODAY) == Forecast(
        ForecastState.DATED, day, day, day
    )


@pytest.mark.parametrize(
    ("days", "remaining", "total", "found"),
    [
        ({}, 5, 5, UNKNOWN),
        (every_week(1), 0, 5, Forecast(ForecastState.FINISHED)),
        (every_week(1), -3, 5, Forecast(ForecastState.FINISHED)),
        ({}, 0, 0, UNKNOWN),
        (ago(d1=50), 5, 99, UNKNOWN),
        (ago(d1=50, d26=1), 5, 99, UNKNOWN),
        (ago(d90=50, d1=2), 5, 99, UNKNOWN),
        (every_week(1), 523, 999, FAR),
        (every_week(1), 10**12, 10**12, FAR),
    ],
)
def test_what_cannot_be_dated(
    days: dict[date, int], remaining: int, total: int, found: Forecast
) -> None:
    assert forecast(remaining, total, days, TODAY) == found


def test_four_weeks_and_three_times_are_enough() -> None:
    assert forecast(5, 9, ago(d27=1, d1=2), TODAY).outlook is ForecastState.DATED
    assert forecast(5, 9, ago(d26=1, d1=2), TODAY) == UNKNOWN


def test_weeks_before_the_first_day_are_no_experience() -> None:
    day = TODAY + timedelta(weeks=3)
    assert forecast(6, 9, every_week(2, 5), TODAY) == Forecast(ForecastState.DATED, day, day, day)


def test_ten_years_are_the_limit() -> None:
    last = TODAY + timedelta(weeks=FAR_WEEKS)
    assert forecast(FAR_WEEKS, 999, every_week(1), TODAY).late == last
    assert forecast(FAR_WEEKS + 1, 999, every_week(1), TODAY) == FAR


def test_time_ends_with_the_calendar() -> None:
    days = {date.max - timedelta(days=7 * week): 1 for week in range(12)}
    assert forecast(99, 99, days, date.max) == Forecast(ForecastState.DATED, *[date.max] * 3)


def test_days_count_as_times_where_it_is_said() -> None:
    assert forecast(5, 99, ago(d27=50, d1=50), TODAY, times=2) == UNKNOWN


@settings(max_examples=2 * settings().max_examples)
@given(
    weeks=st.lists(st.integers(0, 30), min_size=4, max_size=12),
    remaining=st.integers(1, 3000),
)
def test_early_is_before_likely_is_before_late(weeks: list[int], remaining: int) -> None:
    days = {TODAY - timedelta(days=7 * n + 6): count for n, count in enumerate(weeks)}
    found = forecast(remaining, remaining, days, TODAY)
    assert found == forecast(remaining, remaining, days, TODAY)
    assert (found.outlook is ForecastState.DATED) == (found.early is not None)
    if found.outlook is ForecastState.DATED:
        assert found.early
        assert found.likely
        assert TODAY < found.early <= found.likely <= (found.late or date.max)
        assert (found.early - TODAY).days / 7 >= remaining / max(weeks)
    if found.outlook is ForecastState.FAR:
        assert remaining > sum(weeks) / len(weeks) * FAR_WEEKS * 0.8
    if sum(weeks) >= 3:
        assert found.outlook is not ForecastState.UNKNOWN


def test_the_middle_is_where_the_mean_leads() -> None:
    weeks = [0, 5, 1, 0, 9, 3, 0, 0, 4, 2, 7, 5]  # three a week
    days = {TODAY - timedelta(days=7 * n + 6): count for n, count in enumerate(weeks)}
    found = forecast(300, 300, days, TODAY)
    assert found.early
    assert found.likely
    assert found.late
    assert abs((found.likely - TODAY).days / 7 - 100) < 5
    # A week deviates by 2.9, a hundred by 29, so that 80 % are within 1.28 * 29 / 3 weeks.
    assert 2 * 8 < (found.late - found.early).days / 7 < 2 * 17


def test_a_far_end_is_seen_sooner_than_one_within_ten_years() -> None:
    def ends(weekly: int) -> set[Forecast]:
        weeks = every_week(weekly)
        return {forecast(remaining, 100_000, weeks, TODAY) for remaining in range(54_000, 54_003)}

    near, far = partial(ends, 120), partial(ends, 80)
    assert FAR not in near()
    assert far() == {FAR}
    assert growth(near, far, 0.5) < 0.5


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (UNKNOWN, "too little data"),
        (FAR, "not within ten years"),
        (Forecast(ForecastState.FINISHED), "finished"),
        (
            Forecast(ForecastState.DATED, date(2027, 3, 1), date(2027, 4, 1), date(2027, 6, 30)),
            "at this pace: March to June 2027",
        ),
        (
            Forecast(ForecastState.DATED, date(2026, 12, 1), date(2027, 4, 1), date(2027, 6, 30)),
            "at this pace: December 2026 to June 2027",
        ),
        (
            Forecast(ForecastState.DATED, date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 22)),
            "at this pace: by March 2027",
        ),
        (
            Forecast(ForecastState.DATED, date(2035, 3, 1), date(2036, 3, 8)),
            "at this pace: not before March 2035",
        ),
    ],
)
def test_words(found: Forecast, words: str) -> None:
    assert in_words(found) == words


GOAL = Goal("kind:paper", 24, date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2025, 6, 1), 0.0),
        (datetime(2026, 1, 1), 0.0),
        (datetime(2026, 7, 2, 12), 12.0),  # half of 365 days
        (datetime(2027, 1, 1), 24.0),
        (datetime(2030, 1, 1), 24.0),
    ],
)
def test_a_goal_expects_an_even_pace(now: datetime, expected: float) -> None:
    days = {date(2025, 12, 31): 5, date(2026, 1, 1): 3, date(2026, 12, 31): 4, date(2027, 1, 1): 7}
    found = goal_numbers("papers", GOAL, days, now)
    assert (found.done, found.expected, found.ahead) == (7, expected, 7 - expected)
    assert (found.name, found.query, found.count) == ("papers", "kind:paper", 24)
    assert (found.since, found.by) == (GOAL.since, GOAL.by)


def test_a_goal_is_forecast_by_what_is_left_of_it() -> None:
    found = goal_numbers("papers", GOAL, every_week(1), datetime(2026, 11, 23, 9))
    day = TODAY + timedelta(weeks=12)
    assert found.done == 12
    assert found.forecast == Forecast(ForecastState.DATED, day, day, day)
    met = goal_numbers("papers", GOAL, every_week(2), datetime(2026, 11, 23, 9))
    assert met.forecast == Forecast(ForecastState.FINISHED)


def test_a_goal_of_the_last_day_there_is() -> None:
    goal = Goal("x", 1, date.min, date.max)
    assert 0 < goal_numbers("x", goal, {}, datetime(2026, 11, 23)).expected < 1
