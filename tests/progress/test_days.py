"""Sums of days and streaks."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.measuring import per_day
from orgshelf.progress.days import per_month, per_week, per_year, streaks
from orgshelf.progress.numbers import Streaks

TODAY = date(2026, 11, 23)  # a Monday


def test_days_weeks_months_and_years() -> None:
    moments = [
        datetime(2025, 12, 31, 23, 59),
        datetime(2026, 1, 1),
        datetime(2026, 1, 5, 8),
        datetime(2026, 1, 5, 9),
        datetime(2026, 1, 5, 9, 1),
    ]
    days = per_day(moments, now=datetime(2026, 1, 5, 9))
    assert days == {date(2025, 12, 31): 1, date(2026, 1, 1): 1, date(2026, 1, 5): 2}
    assert per_week(days) == {date(2025, 12, 29): 2, date(2026, 1, 5): 2}
    assert per_month(days) == {date(2025, 12, 1): 1, date(2026, 1, 1): 3}
    assert per_year(days) == {2025: 1, 2026: 3}


@pytest.mark.parametrize(
    ("ago", "found"),
    [
        ([], Streaks()),
        ([0], Streaks(1, 1, 1, 1)),
        ([1], Streaks(1, 1, 1, 1)),
        ([2], Streaks(0, 1, 1, 1)),
        ([7], Streaks(0, 1, 1, 1)),
        ([8], Streaks(0, 1, 0, 1)),
        ([0, 1, 2], Streaks(3, 3, 2, 2)),
        ([1, 2, 4, 5, 6, 7], Streaks(2, 4, 1, 1)),
        ([0, 10, 11, 12, 13, 14, 15], Streaks(1, 6, 1, 2)),
        ([0, 7, 14, 28], Streaks(1, 1, 3, 3)),
    ],
)
def test_streaks(ago: list[int], found: Streaks) -> None:
    assert streaks([TODAY - timedelta(days=n) for n in ago], TODAY) == found


DAYS = st.dictionaries(st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.integers(1, 9), max_size=60)


@given(days=DAYS)
def test_no_period_loses_a_completion(days: dict[date, int]) -> None:
    whole = sum(days.values())
    for sums in (per_week(days), per_month(days), per_year(days)):
        assert sum(sums.values()) == whole
    assert len(per_year(days)) <= len(per_month(days)) <= len(days)


@given(days=DAYS)
def test_a_streak_is_no_longer_than_its_days(days: dict[date, int]) -> None:
    found = streaks(days, TODAY)
    assert found.days_now <= found.days_longest <= len(days)
    assert found.weeks_now <= found.weeks_longest <= len(days)
    assert (found.days_longest > 0) == (found.weeks_longest > 0) == bool(days)


@pytest.mark.parametrize("edge", [date.min, date.max])
def test_a_streak_has_no_edge(edge: date) -> None:
    assert streaks([edge], edge) == Streaks(1, 1, 1, 1)
