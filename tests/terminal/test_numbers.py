"""The numbers on the screen: what is said, and what is left out where there is nothing to say."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from orgshelf.model import Progress
from orgshelf.progress.numbers import Measure, Numbers
from orgshelf.terminal.progress_table import Overview, RichDashboard, plain
from terminal.measured import NOW, ago, everything, finished_on

IDS = {"c" * 16: "cccc", "d" * 16: "dddd"}

DUE = "due 2026-12-31"
FORETOLD = "at this pace: March to June 2027"


def said(numbers: Numbers) -> str:
    return plain(Overview(numbers, IDS), 80)


def drawn(numbers: Numbers, width: int, *, colours: bool = True, year: int | None = None) -> str:
    """What a terminal of that width gets."""
    file = io.StringIO()
    console = Console(
        file=file, width=width, color_system="truecolor" if colours else None, legacy_windows=False
    )
    console.print(RichDashboard(Overview(numbers, IDS, year, graph=True)))
    return file.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        "10 of 30 items done (33%), 1 given up; 5 in the last 30 days",
        "Pace      1.2 a week over 4 weeks, 0.5 over 12",
        f"Forecast  {FORETOLD}",
        "Streak    1 day (longest 2), 1 week (longest 3)",
        "Time      1:05 clocked; 0:30 of 2:00 estimated is left",
        "Pages     42 read in the last year",
        "book  ######..............  10/30  33%  1 given up, +5 in 30 days, March to June 2027",
        "Gamma  ######..............  3/9  33%  +2 in 30 days, March to June 2027",
        "7 more works: progress --by work",
        f"read-24  ########............  10/24  41%   12 behind  {DUE}; {FORETOLD}",
        f"read-12  ##################..  11/12  91%   1 ahead    {DUE}; {FORETOLD}",
        "read-3   ####################  5/3    100%  reached    due 2026-12-31",
        "dddd  Delta  untouched for 44 days",
        "2 more",
        "Finished  7 items in the last year, 3 without a date",
    ],
)
def test_all_that_is_known_is_said(line: str) -> None:
    assert line in said(everything()).splitlines()


def test_what_is_not_known_is_left_out() -> None:
    bare = Numbers(
        NOW,
        Measure("all", None, Progress(1, 2)),
        kinds=[Measure("book", "book", Progress(1, 2))],
        undated=1,
    )
    assert said(bare) == "1 of 2 items done (50%)\n\nKind\nbook  ##########..........  1/2  50%\n"
    assert said(Numbers(NOW, Measure("all", None, Progress()))) == "0 of 0 items done (0%)\n"


def test_too_little_data_is_said_where_there_is_a_pace() -> None:
    numbers = everything()
    unsure = replace(numbers, total=replace(numbers.total, forecast=finished_on({}).total.forecast))
    assert "Forecast  too little data\n" in said(unsure)


@pytest.mark.parametrize("width", range(30, 210, 7))
@pytest.mark.parametrize("year", [None, 2026])
def test_it_fits_every_width(width: int, year: int | None) -> None:
    lines = drawn(everything(), width, colours=False, year=year).splitlines()
    assert max(map(len, lines)) <= width


def test_names_are_whole_in_plain_and_cut_on_the_screen() -> None:
    name = "A very long name " * 12
    numbers = replace(everything(), works=[replace(everything().works[0], name=name)])
    assert name in said(numbers)
    assert name not in drawn(numbers, 80)
    assert "  A very long" in drawn(numbers, 60)


def test_forecasts_are_there_where_the_table_stays_whole_with_them() -> None:
    numbers = everything()
    assert numbers.works[0].name == "Gamma"
    long_ = replace(numbers, works=[replace(numbers.works[0], name="Gamma " * 9)])
    works = [
        drawn(n, w).partition("Work")[2] for n, w in ((numbers, 80), (long_, 80), (long_, 120))
    ]
    assert ["to June 2027" in rows.partition("Goal")[0] for rows in works] == [True, False, True]


def test_plain_is_ascii_without_colours() -> None:
    assert said(everything()).isascii()
    assert "\x1b" not in said(everything())


def test_signs_of_the_notes_never_reach_the_screen_raw() -> None:
    evil = "\x1b[2Jname\x07"
    numbers = replace(
        everything(),
        kinds=[Measure(evil, evil, Progress(1, 2))],
        works=[replace(everything().works[0], name=evil)],
        goals=[replace(everything().goals[0], name=evil)],
        stale=[replace(everything().stale[0], name=evil)],
    )
    for out in (said(numbers), drawn(numbers, 80, colours=False)):
        assert out.count("␛[2Jname␇") == 4
        assert not {"\x1b", "\x07"} & set(out)


def test_a_year_alone_has_its_months() -> None:
    days = {ago(400): 9, ago(200): 3, ago(170): 1, ago(1): 2}
    lines = plain(Overview(finished_on(days), IDS, 2026), 80).splitlines()
    assert lines[2] == "2026  6 items finished"
    months = [line.split() for line in lines[3:]]
    filled = [(name, int(number), len(*bar)) for name, number, *bar in months if bar]
    assert filled == [("May", 3, 16), ("Jun", 1, 6), ("Nov", 2, 11)]
    assert "Kind" not in lines


def test_a_year_without_anything_says_so() -> None:
    told = plain(Overview(everything(), IDS, 2001), 80)
    assert told.splitlines()[2:] == ["2001  0 items finished"]
