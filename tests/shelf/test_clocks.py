"""Sums of what was clocked, and naming a checkbox."""

import json
from datetime import date, datetime

import pytest

from orgshelf.actions.annotating import find_checkbox
from orgshelf.errors import AmbiguousCheckboxError, NoCheckboxError
from orgshelf.model import Checkbox
from orgshelf.shelf.clocks import clocked, running
from orgshelf.shelf.contents import clocked_minutes
from program import Program
from shelf.shelved import shelve
from zones import in_zone

SHELF = """\
* Books
** Alpha
CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00
*** Chapter
:LOGBOOK:
CLOCK: [2026-11-21 Sat 10:00]--[2026-11-21 Sat 10:20] =>  9:99
:END:
** Beta
CLOCK: [2026-11-21 Sat 22:00]--[2026-11-23 Mon 01:00] => 27:00
* Videos
CLOCK: [2026-11-22 Sun 12:00]
CLOCK: [2026-02-31 Tue 99:99]--[2026-11-22 Sun 12:00] =>  0:00
"""
WEEK = (date(2026, 11, 17), date(2026, 11, 23))


def test_minutes_count_for_the_work_the_kind_and_each_day() -> None:
    report = clocked(shelve(SHELF)[:4], *WEEK)
    assert report.total == 60 + 20 + 27 * 60
    assert report.works == [("Beta", "book", 1620), ("Alpha", "book", 80)]
    assert report.kinds == [("book", 1700)]
    assert report.days == [
        (date(2026, 11, 20), 60),
        (date(2026, 11, 21), 20 + 120),
        (date(2026, 11, 22), 24 * 60),
        (date(2026, 11, 23), 60),
    ]


def test_only_the_days_asked_for_count() -> None:
    report = clocked(shelve(SHELF)[:4], date(2026, 11, 22), date(2026, 11, 22))
    assert (report.total, report.works) == (1440, [("Beta", "book", 1440)])


def test_time_on_a_shelf_itself_is_of_no_work() -> None:
    text = "* Books\nCLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 10:05] =>  0:05\n** A\n"
    assert clocked(shelve(text), *WEEK).works == [("(none)", "book", 5)]


def test_a_clock_that_ends_before_it_begins_counts_nothing() -> None:
    text = "* A\nCLOCK: [2026-11-20 Fri 10:00]--[2026-11-19 Thu 10:00] => -24:00\n"
    assert clocked(shelve(text), *WEEK).total == 0


def test_what_runs_is_known_with_its_minutes() -> None:
    (one,) = running(shelve(SHELF))
    assert one.entry.heading.title == "Videos"
    assert one.minutes(datetime(2026, 11, 22, 13, 30, 59)) == 90
    assert one.minutes(datetime(2026, 11, 22, 11, 0)) == 0


BOXES = tuple(
    Checkbox(line, "[ ]", text, 0) for line, text in enumerate(("read one", "read two", "read"), 2)
)


@pytest.mark.parametrize(("which", "line"), [("2", 3), ("TWO read", 3), ("Read", 4), ("one", 2)])
def test_a_checkbox_by_number_by_words_or_by_just_its_text(which: str, line: int) -> None:
    assert find_checkbox(BOXES, which, "A").line == line


@pytest.mark.parametrize("which", ["0", "4", "three", "9" * 5000])
def test_no_such_checkbox(which: str) -> None:
    with pytest.raises(NoCheckboxError):
        find_checkbox(BOXES, which, "A")


def test_several_checkboxes_are_named_by_their_numbers() -> None:
    with pytest.raises(AmbiguousCheckboxError, match="3 checkboxes match") as caught:
        find_checkbox(BOXES, "re", "A")
    assert caught.value.details == ["1  [ ] read one", "2  [ ] read two", "3  [ ] read"]


#: Clocks, and the minutes that Org 9.8.9 sums of each in UTC and in New York.
ODD_CLOCKS = {
    "[2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00]": (60, 60),
    "[2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  9:00": (60, 60),
    "[2026-11-20 10:00]--[2026-11-20 11:00] =>  1:00": (60, 60),
    "[2026-11-20 Fri 10:00]--[2026-11-20 Fri 25:00] => 15:00": (900, 900),
    "=>  1:30": (90, 90),
    "=>  100:05": (6005, 6005),
    "=> -1:30": (0, 0),
    "[2026-11-20 Fri 12:00]--[2026-11-20 Fri 11:00] => -1:00": (0, 0),
    "[2026-11-20 Fri 10:00]-[2026-11-20 Fri 11:00] =>  1:00": (0, 0),
    "[2026-11-20 Fri 10:00]---[2026-11-20 Fri 11:00] =>  1:00": (0, 0),
    "[2026-11-20 Fri 10:00-11:00] =>  1:00": (0, 0),
    "<2026-11-20 Fri 10:00>--<2026-11-20 Fri 11:00> =>  1:00": (0, 0),
    "[2026-11-20 Fri]--[2026-11-21 Sat] => 24:00": (0, 0),
    "[2026-11-20 Fri 10:00]": (0, 0),
    "[2026-03-08 Sun 01:30]--[2026-03-08 Sun 03:30] =>  2:00": (120, 60),
    "[2026-03-08 Sun 02:30]--[2026-03-08 Sun 03:30] =>  1:00": (60, 0),
    "[2026-11-01 Sun 00:30]--[2026-11-01 Sun 02:30] =>  2:00": (120, 180),
    "[2026-11-01 Sun 01:10]--[2026-11-01 Sun 01:50] =>  0:40": (40, 40),
}


@pytest.mark.parametrize("clock", ODD_CLOCKS)
@pytest.mark.parametrize("keyword", ["CLOCK:", "clock:"])
def test_minutes_are_those_that_org_sums(clock: str, keyword: str) -> None:
    (entry,) = shelve(f"* A\n{keyword} {clock}\n")
    for zone, minutes in zip(("UTC", "America/New_York"), ODD_CLOCKS[clock], strict=True):
        with in_zone(zone):
            assert clocked_minutes(entry) == minutes


def test_a_clock_without_times_counts_in_all_that_was_clocked(run: Program) -> None:
    run.note("a.org", "* Books\n** DONE A\nCLOCK: =>  1:30\n")
    total = json.loads(run("progress", "--format", "json").out)["total"]
    assert total["clocked_minutes"] == 90


def test_another_time_zone_is_another_index(run: Program) -> None:
    clock = "CLOCK: [2026-03-08 Sun 01:30]--[2026-03-08 Sun 03:30] =>  2:00"
    run.note("a.org", f"* Books\n** A\n{clock}\n")
    said = [
        json.loads(run.process("progress", "--format", "json", TZ=zone).out)["total"]
        for zone in ("UTC", "America/New_York")
    ]
    assert [total["clocked_minutes"] for total in said] == [120, 60]
