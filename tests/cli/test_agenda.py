"""What `agenda` shows of which days, and how."""

import json

import pytest

from program import Program

NOTES = """\
* Books
** TODO Alpha :gpu:
SCHEDULED: <2026-11-20 Fri>
** TODO Beta
DEADLINE: <2026-11-21 Sat>
** TODO Gamma
DEADLINE: <2026-11-25 Wed 10:00 -1d>
** TODO Delta
SCHEDULED: <2026-11-24 Tue 18:00 +1d>
** DONE Epsilon
CLOSED: [2026-11-22 Sun 10:00] SCHEDULED: <2026-11-23 Mon>
** Fair <2026-11-26 Thu>--<2026-11-27 Fri>
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", NOTES)
    return run


def shown(program: Program, *words: str) -> list[tuple[str, str, str]]:
    """The day, the reason and the title of each line."""
    ran = program("agenda", *words, "--format", "json")
    assert ran.code == 0, ran.err
    return [
        (item["date"][-2:], item["why"], item["title"]) for item in json.loads(ran.out)["agenda"]
    ]


def test_today_has_what_is_late_first(shelf: Program) -> None:
    assert shown(shelf) == [
        ("23", "deadline", "Beta"),
        ("23", "scheduled", "Alpha"),
        ("23", "scheduled", "Epsilon"),
    ]
    assert shown(shelf, "today") == shown(shelf)
    assert shown(shelf, "tags:gpu") == [("23", "scheduled", "Alpha")]


def test_a_span_has_each_of_its_days(shelf: Program) -> None:
    week = shown(shelf, "week")
    assert [day for day, _, title in week if title == "Delta"] == [
        "24",
        "25",
        "26",
        "27",
        "28",
        "29",
    ]
    assert ("25", "deadline", "Gamma") in week
    assert [day for day, why, _ in week if why == "range"] == ["26", "27"]
    assert {day for day, _, _ in shown(shelf, "month", "delta")} >= {"24", "30", "23"}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (("2026-11-26",), {"26"}),
        (("thu",), {"26"}),
        (("2026-11-26..2026-11-28",), {"26", "27", "28"}),
        (("2026-W48",), {"23", "24", "25", "26", "27", "28", "29"}),
        (("fri..+5d", "fair"), {"27"}),
    ],
)
def test_days_are_said_as_anywhere(shelf: Program, words: tuple[str, ...], days: set[str]) -> None:
    assert {day for day, _, _ in shown(shelf, *words)} == days


def test_a_pipe_gets_one_line_each_and_a_terminal_a_head_for_each_day(shelf: Program) -> None:
    lines = [line.split() for line in shelf("agenda").lines]
    assert [line[0] for line in lines] == ["2026-11-23"] * 3
    assert lines[0][1:4] == ["2", "days", "late"]
    assert lines[1][1:3] == ["Sched.", "3x"]
    screen = shelf.screen("agenda", "week")
    assert screen.startswith("Monday 23 November 2026  today\n")
    assert "day 2 of 2" in screen
    assert "10:00" in screen


def test_a_day_without_anything_says_so(shelf: Program) -> None:
    ran = shelf("agenda", "2030-01-01", "!delta")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing is planned for that time.\n")
    assert shelf("agenda", "2026-11-28..2026-11-26").code == 2
    assert shelf("agenda", "2026-11-28..2099-11-26").code == 2
