"""Dates as a person types them, against what Emacs makes of them."""

from datetime import date, time

import pytest

from orgshelf.errors import DateError
from orgshelf.org.dates import Period, When, read_day, read_period, read_when

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("today", "2026-11-23"),
        (".", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("Yesterday", "2026-11-22"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-1", "2026-12-01"),
        ("12/5/2027", "2027-12-05"),
        ("5.12.2027", "2027-12-05"),
        ("11-23", "2026-11-23"),
        ("11-22", "2027-11-22"),
        ("12/5", "2026-12-05"),
        ("5.12.", "2026-12-05"),
        ("1 dec", "2026-12-01"),
        ("Dec 1", "2026-12-01"),
        ("3 February", "2027-02-03"),
        ("dec 1 2028", "2028-12-01"),
        ("23", "2026-11-23"),
        ("14", "2026-12-14"),
        ("+3", "2026-11-26"),
        ("-2d", "2026-11-21"),
        ("+2w", "2026-12-07"),
        ("-1m", "2026-10-23"),
        ("+1y", "2027-11-23"),
        ("+w", "2026-11-30"),
        ("+", "2026-11-24"),
        ("mon", "2026-11-30"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("+2tue", "2026-12-01"),
        ("-fri", "2026-11-20"),
        ("-mon", "2026-11-16"),
        ("-2fri", "2026-11-13"),
        ("2026-W47", "2026-11-16"),
        ("w48", "2026-11-23"),
        ("2026-w47-3", "2026-11-18"),
        ("2026-W47-0", "2026-11-22"),
        ("2026-W47-7", "2026-11-22"),
    ],
)
def test_day(word: str, day: str) -> None:
    assert read_day(word, MONDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("word", "today", "day"),
    [
        ("1", "2026-12-15", "2027-01-01"),
        ("+1m", "2027-01-31", "2027-03-03"),
        ("1-1", "2026-12-31", "2027-01-01"),
        ("sun", "2026-11-22", "2026-11-29"),
    ],
)
def test_day_seen_from_another(word: str, today: str, day: str) -> None:
    assert read_day(word, date.fromisoformat(today)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("word", "day"), [("++2", "2026-12-03"), ("--1w", "2026-11-24"), ("++fri", "2026-12-04")]
)
def test_a_doubled_sign_counts_from_the_date_there_was(word: str, day: str) -> None:
    assert read_day(word, MONDAY, date(2026, 12, 1)) == date.fromisoformat(day)
    assert read_day(word, MONDAY) == read_day(word[1:], MONDAY)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("in 3 days", "2026-11-26"),
        ("in a week", "2026-11-30"),
        ("in 2 weeks", "2026-12-07"),
        ("2 months from now", "2027-01-23"),
        ("in one year", "2027-11-23"),
        ("3 days ago", "2026-11-20"),
        ("a month ago", "2026-10-23"),
        ("the day after tomorrow", "2026-11-25"),
        ("day before yesterday", "2026-11-21"),
        ("next week", "2026-11-30"),
        ("Next Month", "2026-12-01"),
        ("last year", "2025-01-01"),
        ("this week", "2026-11-23"),
        ("next monday", "2026-11-30"),
        ("next fri", "2026-11-27"),
        ("this sunday", "2026-11-29"),
        ("last monday", "2026-11-16"),
        ("last tuesday", "2026-11-17"),
        ("eow", "2026-11-29"),
        ("eom", "2026-11-30"),
        ("eoy", "2026-12-31"),
        ("end of the week", "2026-11-29"),
        ("end of next month", "2026-12-31"),
        ("start of next year", "2027-01-01"),
        ("next-week", "2026-11-30"),
        ("in three days", "2026-11-26"),
        ("two weeks ago", "2026-11-09"),
        ("tonight", "2026-11-23"),
        ("12th", "2026-12-12"),
        ("1st of january", "2027-01-01"),
        ("December 12th, 2026", "2026-12-12"),
        ("2026/12/24", "2026-12-24"),
    ],
)
def test_a_day_as_people_say_it(word: str, day: str) -> None:
    assert read_day(word, MONDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "word",
    [
        *("3 days", "in 3", "in days", "next", "next frob", "in 9999 years", "last 3 days", "eod"),
        *("end of fri", "in 3 days ago", "next week next week", "in eleven days"),
        *("", "soon", "2026-02-30", "2026-13-01", "2027-W53", "2026-W54", "2026", "31", "3d"),
        *("w0", "fr", "32", "0", "dec", "+3h", "+9999999", "+99999y", "2026-12-01x", "-0-0"),
        *("٣", "2026-12-01 10:00", "<2026-12-01>", "1 dec 26", "29 feb"),
    ],
)
def test_what_is_no_day_is_refused(word: str) -> None:
    with pytest.raises(DateError):
        read_day(word, MONDAY)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("fri", When("fri")),
        ("2026-12-01 9:05", When("2026-12-01", time(9, 5))),
        ("2026-12-01T10:00", When("2026-12-01", time(10))),
        ("+2w 10:00-11:30", When("+2w", time(10), time(11, 30))),
        ("19:00", When("today", time(19))),
        ("19:00 +1d", When("today", time(19), repeater="+1d")),
        ("tomorrow +1w", When("tomorrow", repeater="+1w")),
        ("+2w +1w", When("+2w", repeater="+1w")),
        ("-3d", When("-3d")),
        ("fri -3d", When("fri", warning="-3d")),
        ("fri ++1m --2d", When("fri", repeater="++1m", warning="--2d")),
        ("1 dec 10:00 .+2d/4d -1w", When("1 dec", time(10), None, ".+2d/4d", "-1w")),
        ("  Fri   10:00 ", When("fri", time(10))),
    ],
)
def test_when(text: str, when: When) -> None:
    assert read_when(text, MONDAY) == when


@pytest.mark.parametrize(
    "text", ["", "fri 25:00", "fri 10:60", "fri -3d +1w", "+1w +2w +3w", "fri +1", "fri sat"]
)
def test_what_is_no_planning_date_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        read_when(text, MONDAY)


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("w48", "2026-11-23", "2026-11-29"),
        ("2026-W47-3", "2026-11-18", "2026-11-18"),
        ("yesterday", "2026-11-22", "2026-11-22"),
    ],
)
def test_period(word: str, first: str, last: str) -> None:
    assert read_period(word, MONDAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("word", ["2026-13", "2026-00", "9999-12", "soon", "2026"])
def test_what_is_no_period_is_refused(word: str) -> None:
    with pytest.raises(DateError):
        read_period(word, MONDAY)
