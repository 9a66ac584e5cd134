"""Sums of what was clocked, and naming a checkbox."""

from datetime import date, datetime

import pytest

from orgshelf.errors import AmbiguousCheckboxError, NoCheckboxError
from orgshelf.model import Checkbox
from orgshelf.shelf.checkboxes import find_checkbox
from orgshelf.shelf.clocks import clocked, running
from shelf.shelved import shelve

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
    with pytest.raises(AmbiguousCheckboxError, match="any of 3") as caught:
        find_checkbox(BOXES, "re", "A")
    assert caught.value.details == ["1  [ ] read one", "2  [ ] read two", "3  [ ] read"]
