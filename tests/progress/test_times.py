"""Clocked time and estimates, counted by hand."""

from datetime import date

import pytest

from orgshelf.progress.facts import Effort, clocked_days, effort
from shelf.shelved import named, shelve


def clocked(lines: str) -> list[tuple[date | None, int]]:
    return list(clocked_days(shelve(f"* A\n{lines}\n")[0]))


def test_a_clock_over_midnight_counts_on_both_days() -> None:
    line = "CLOCK: [2026-11-20 Fri 23:15]--[2026-11-21 Sat 00:40] =>  1:25"
    assert clocked(line) == [(date(2026, 11, 20), 45), (date(2026, 11, 21), 40)]


@pytest.mark.parametrize(
    "line",
    [
        "CLOCK: [2026-11-20 Fri 23:15]",
        "CLOCK: [2026-11-20 Fri 23:15]--[2026-11-20 Fri 23:15] =>  0:00",
        "CLOCK: [2026-11-20 Fri 23:15]--[2026-11-20 Fri 22:15] =>  1:00",
    ],
)
def test_what_took_no_time_counts_on_no_day(line: str) -> None:
    assert clocked(line) == []


def test_a_clock_that_was_forgotten_counts_on_its_first_day() -> None:
    line = "CLOCK: [0001-01-01 Mon 00:00]--[9999-12-31 Fri 23:59]"
    assert clocked(line) == [(date(1, 1, 1), 5_258_964_959)]
    assert len(clocked("CLOCK: [2026-10-01 Thu 00:00]--[2026-11-01 Sun 00:00]")) == 31
    assert len(clocked("CLOCK: [2026-10-01 Thu 00:00]--[2026-11-01 Sun 00:01]")) == 1


def test_a_clock_on_the_last_day_there_is() -> None:
    assert clocked("CLOCK: [9999-12-31 Fri 10:00]--[9999-12-31 Fri 11:00]") == [(date.max, 60)]


TREE = """\
    * Books
    :PROPERTIES:
    :EFFORT: 99:00
    :END:
    ** TODO A
    :PROPERTIES:
    :EFFORT: 10:00
    :END:
    *** TODO A1
    :PROPERTIES:
    :EFFORT: 2:00
    :END:
    **** DONE A11
    :PROPERTIES:
    :EFFORT: 1:00
    :END:
    ** B
    *** DONE B1
    :PROPERTIES:
    :EFFORT: 3:00
    :END:
    *** TODO B2
    :PROPERTIES:
    :EFFORT: 30min
    :END:
    ** C
    :PROPERTIES:
    :EFFORT: 4:00
    :END:
    *** TODO C1
    ** D
    :PROPERTIES:
    :EFFORT: 5:00
    :END:
    *** DONE D1
    ** F
    :PROPERTIES:
    :EFFORT: 99999999999999999999d
    :END:
    ** E
    :PROPERTIES:
    :EFFORT: soon
    :END:
    *** TODO E1
    :PROPERTIES:
    :EFFORT: 0:05
    :END:
    """


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Books", None),
        ("A", Effort(600, left=True)),
        ("A1", None),
        ("A11", None),
        ("B", None),
        ("B1", Effort(180, left=False)),
        ("B2", Effort(30, left=True)),
        ("C", Effort(240, left=True)),
        ("D", Effort(300, left=False)),
        ("F", None),
        ("E", None),
        ("E1", Effort(5, left=True)),
    ],
)
def test_an_estimate_covers_what_is_below(title: str, found: Effort | None) -> None:
    assert effort(named(shelve(TREE), title)) == found
