"""When things were finished, against logs counted by hand."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.shelf.progress.activity import (
    Finish,
    finishes,
    per_day,
    per_month,
    per_week,
    per_year,
    streaks,
)
from orgshelf.shelf.progress.numbers import Streaks
from shelf.shelved import DROPPED, shelve

TODO = "#+TODO: TODO NEXT | DONE READ CANCELLED\n"
TODAY = date(2026, 11, 23)  # a Monday


def times(item: str) -> list[Finish]:
    return list(finishes(shelve(f"{TODO}{item}")[0], DROPPED))


def at(text: str, *, completed: bool = True, final: bool = False) -> Finish:
    return Finish(datetime.fromisoformat(text), completed, final)


def logged(state: str, stamp: str) -> str:
    return f'- State "{state}"       from "TODO"       [{stamp}]\n'


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("* TODO A\n", []),
        ("* A\n" + logged("DONE", "2026-11-20 Fri 10:00"), []),
        ("* DONE A\n", []),
        (
            "* DONE A\nCLOSED: [2026-11-20 Fri 10:00]\n",
            [at("2026-11-20T10:00", final=True)],
        ),
        ("* TODO A\nCLOSED: [2026-11-20 Fri 10:00]\n", []),
        (
            "* CANCELLED A\nCLOSED: [2026-11-20 Fri]\n",
            [at("2026-11-20", completed=False, final=True)],
        ),
    ],
)
def test_closed_counts_once_the_item_is_done(item: str, found: list[Finish]) -> None:
    assert times(item) == found


def test_an_item_that_repeats_counts_each_time() -> None:
    item = (
        "* TODO A\nSCHEDULED: <2026-11-24 Tue +1d>\n"
        + logged("DONE", "2026-11-22 Sun 08:00")
        + logged("READ", "2026-11-21 Sat 08:00")
        + logged("NEXT", "2026-11-20 Fri 09:00")
        + logged("CANCELLED", "2026-11-20 Fri 08:00")
        + logged("OTHER", "2026-11-19 Thu 08:00")
    )
    assert times(item) == [at("2026-11-21T08:00"), at("2026-11-22T08:00")]


@pytest.mark.parametrize(
    "stamp", ["2026-11-20 Fri 10:00", "2026-11-20 Fri 00:01", "2026-11-20 Fri"]
)
def test_closed_and_its_log_line_are_one_time(stamp: str) -> None:
    item = "* DONE A\nCLOSED: [2026-11-20 Fri 10:00]\n"
    assert times(item + logged("DONE", stamp)) == [at("2026-11-20T10:00", final=True)]


def test_a_minute_over_midnight_is_one_time_and_two_are_not() -> None:
    item = "* DONE A\nCLOSED: [2026-11-20 Fri 00:00]\n"
    assert len(times(item + logged("DONE", "2026-11-19 Thu 23:59"))) == 1
    assert len(times(item + logged("DONE", "2026-11-19 Thu 23:58"))) == 2


def test_only_the_nearest_log_line_is_that_time() -> None:
    item = "* DONE A\nCLOSED: [2026-11-20 Fri 10:00]\n"
    log = logged("DONE", "2026-11-20 Fri 10:00") + logged("DONE", "2026-11-20 Fri 08:00")
    assert times(item + log) == [at("2026-11-20T08:00"), at("2026-11-20T10:00", final=True)]


def test_without_closed_the_last_log_line_says_since_when_it_is_done() -> None:
    log = logged("DONE", "2026-11-20 Fri 10:00") + logged("DONE", "2026-11-18 Wed 10:00")
    assert times(f"* DONE A\n{log}") == [at("2026-11-18T10:00"), at("2026-11-20T10:00", final=True)]


def test_what_was_finished_and_then_given_up_was_finished_once() -> None:
    log = logged("CANCELLED", "2026-11-20 Fri 12:00") + logged("DONE", "2026-11-20 Fri 10:00")
    assert times(f"* CANCELLED A\n{log}") == [
        at("2026-11-20T10:00"),
        at("2026-11-20T12:00", completed=False, final=True),
    ]


def test_the_minute_that_stands_twice_counts_once() -> None:
    log = logged("DONE", "2026-11-20 Fri 10:00") * 2
    assert times(f"* TODO A\n{log}") == [at("2026-11-20T10:00")]


def test_a_stamp_that_no_calendar_has_is_none() -> None:
    assert times("* DONE A\nCLOSED: [9999-99-99 Fri]\n") == []


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
