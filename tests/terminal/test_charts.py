"""The heatmap and the burn-up: every day in its place, heights that follow the numbers."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.progress.days import step_of, steps
from orgshelf.progress.numbers import Numbers
from orgshelf.terminal import charts
from orgshelf.terminal.charts import ASCII, SHADED, Signs, by_month, last_year, one_year, text_of
from terminal.measured import TODAY, ago, finished_on

DAYS = st.dictionaries(st.integers(0, 500).map(ago), st.integers(1, 9), min_size=1).map(
    lambda days: dict(sorted(days.items()))
)
MARGIN = 4
BURN_UP = 7  # rows, the rule among them


def rows(numbers: Numbers, width: int = 80, signs: Signs = ASCII) -> list[str]:
    return text_of(list(last_year(numbers, width, signs))).splitlines()


def test_each_day_stands_in_its_week_and_row() -> None:
    # Today is a Monday; the Sunday before is a week to the left, at the bottom.
    week = rows(finished_on({ago(371): 1, ago(364): 1, ago(1): 1, TODAY: 1}))[-8:-1]
    assert [row[:MARGIN].strip() for row in week] == ["Mon", "", "Wed", "", "Fri", "", ""]
    assert [(y, x - MARGIN) for y, row in enumerate(week) for x in _marks(row)] == [
        (0, 0),
        (0, 52),
        (6, 51),
    ]
    assert [len(row) - MARGIN for row in week] == [53, *[52] * 6]


def _marks(row: str) -> list[int]:
    return [x for x, sign in enumerate(row) if sign in ASCII.steps[1:]]


@given(DAYS)
def test_as_many_signs_of_each_step_as_days(days: dict[date, int]) -> None:
    within = {day: n for day, n in days.items() if day >= ago(364)}
    drawn = rows(finished_on(days))
    if not within:
        assert drawn == []
        return
    starts = steps(within.values())
    strongest = ASCII.steps[-len(starts) :]
    wanted = Counter(strongest[step_of(n, starts) - 1] for n in within.values())
    signs = Counter("".join(row[MARGIN:] for row in drawn[-8:-1]))
    assert {sign: n for sign, n in signs.items() if sign in ASCII.steps[1:]} == wanted
    assert sum(n for sign, n in signs.items() if sign in ASCII.steps) == 365


@given(DAYS, st.integers(0, 30), st.integers(0, 100))
def test_the_burn_up_rises_to_what_is_done(days: dict[date, int], undated: int, more: int) -> None:
    numbers = finished_on(days, undated + sum(days.values()) + more, undated)
    drawn = rows(numbers)[1 : 1 + BURN_UP]
    if not drawn:
        return
    total = numbers.total.progress
    assert drawn[0].split()[0] == str(total.total)
    heights = _heights([row[MARGIN : MARGIN + 53] for row in drawn[1:]], ASCII)
    assert heights == sorted(heights)
    assert heights[-1] == max(total.done * 18 // total.total, 1)
    (labelled,) = [row.split()[-1] for row in drawn[1:] if len(row) > MARGIN + 53]
    assert labelled == str(total.done)


def _heights(area: list[str], signs: Signs) -> list[int]:
    """How many parts of a cell are filled in each column."""
    padded = [row.ljust(53) for row in area]
    return [sum(signs.heights.index(row[x]) for row in padded) for x in range(53)]


def test_the_burn_up_shows_each_week() -> None:
    numbers = finished_on({ago(70): 3, ago(0): 3}, total=18)
    area = [row[MARGIN : MARGIN + 53] for row in rows(numbers)[2 : 1 + BURN_UP]]
    # Eighteen parts of a cell for eighteen items: a part each.
    assert _heights(area, ASCII) == [0] * 42 + [3] * 10 + [6]


def test_months_stand_over_their_first_whole_week() -> None:
    drawn = rows(finished_on({ago(1): 1}))
    names = drawn[1 + BURN_UP]
    first = date(2025, 11, 24)
    for name, month in {"Jan": 1, "May": 5, "Nov": 11}.items():
        monday = first + timedelta(weeks=names.index(name) - MARGIN)
        assert (monday.month, monday.day <= 7) == (month, True)


@pytest.mark.parametrize(
    ("width", "weeks", "cells"), [(40, 32, 1), (60, 52, 1), (80, 53, 1), (114, 53, 2), (200, 53, 2)]
)
def test_the_width_decides_how_many_weeks(width: int, weeks: int, cells: int) -> None:
    drawn = rows(finished_on({ago(1): 1}), width)
    assert max(map(len, drawn)) <= width
    # Monday's row alone reaches to today.
    assert len(drawn[-8]) == MARGIN + (weeks - 1) * cells + 1
    lately = "the last year" if weeks == 53 else f"the last {weeks} weeks"
    assert drawn[0] == f"Finished  1 item in {lately}"


def test_the_legend_tells_each_sign() -> None:
    assert rows(finished_on({ago(1): 1}))[-1].strip() == "# 1  finished a day"
    many = {ago(n): n for n in range(8, 0, -1)}
    assert rows(finished_on(many))[-1].strip() == ": 1-2  + 3-4  * 5-6  # 7-8  finished a day"


@pytest.mark.parametrize("signs", [ASCII, SHADED], ids=["ascii", "shaded"])
def test_each_step_can_be_told_from_the_others_on_black_and_on_white(signs: Signs) -> None:
    """More is more ink, in one colour: that is darker on white and brighter on black."""
    assert len({*signs.steps}) == 5
    assert len({*signs.styles[1:]}) == 1


def test_a_year_of_the_calendar_has_its_own_days_alone() -> None:
    days = {date(2024, 12, 31): 1, date(2025, 1, 1): 1, date(2025, 12, 31): 1, date(2026, 1, 1): 1}
    numbers = finished_on(days)
    (told, *_) = text_of(list(by_month(numbers, 2025, {}, ASCII))).splitlines()
    assert told == "2025  2 items finished"
    drawn = text_of(list(one_year(numbers, 2025, 80, ASCII))).splitlines()
    week = drawn[-8:-1]
    assert sum(sign in ASCII.steps for row in week for sign in row[MARGIN:]) == 365
    # It began and ended on a Wednesday.
    assert week[2][MARGIN] == week[2][MARGIN + 52] == "#"
    assert week[1][MARGIN] == " "


@pytest.mark.parametrize("now", ["0001-01-01", "0001-12-31", "9999-12-31"])
def test_the_ends_of_time_are_no_fault(now: str) -> None:
    today = date.fromisoformat(now)
    numbers = finished_on({today: 2})
    late = replace(numbers, now=numbers.now.replace(today.year, today.month, today.day))
    for drawn in (last_year(late, 80, ASCII), one_year(late, today.year, 80, ASCII)):
        assert charts.text_of(list(drawn)).isascii()
