"""A year in works: what counts as finished in it, how long it took, what stands out."""

from datetime import date, datetime

import pytest

from orgshelf.progress.year_review import YearReview, review_year
from orgshelf.progress.year_words import facts, figures, rating
from orgshelf.query import Query
from orgshelf.shelf.property_values import page_count, stars
from orgshelf.store.opening import library_in_memory
from orgshelf.store.root import find_root
from program import Program

BOOKS = """\
#+TODO: TODO READING | DONE DROPPED
* Books
** DONE Long - Ada Lovelace 1843 :maths:
CLOSED: [2026-03-10 Tue 10:00]
:PROPERTIES:
:PAGES: 900
:RATING: 4
:END:
- State "DONE"       from "READING"    [2026-03-10 Tue 10:00]
- State "READING"    from "TODO"       [2026-03-01 Sun 10:00]
** DONE Short - Ada Lovelace 1844 :book:
CLOSED: [2026-03-12 Thu 10:00]
:PROPERTIES:
:PAGES: 80
:RATING: ★★★★★
:END:
CLOCK: [2026-03-11 Wed 09:00]--[2026-03-11 Wed 11:00] =>  2:00
** DONE Last year
CLOSED: [2025-12-31 Wed 10:00]
** DROPPED Left
CLOSED: [2026-05-01 Fri 10:00]
** DONE Twice
CLOSED: [2026-06-01 Mon 10:00]
- State "READING"    from "DONE"       [2026-05-20 Wed 10:00]
- State "DONE"       from "READING"    [2026-01-05 Mon 10:00]
** In parts
*** DONE One
CLOSED: [2026-02-01 Sun 10:00]
*** DONE Two
CLOSED: [2026-02-03 Tue 10:00]
** Not whole
*** DONE One
CLOSED: [2026-02-02 Mon 10:00]
*** TODO Two
** TODO Habit
SCHEDULED: <2026-11-24 Tue +1d>
- State "DONE"       from "TODO"       [2026-02-04 Wed 10:00]
** DONE Secret :private:
CLOSED: [2026-02-05 Thu 10:00]
** DONE Kept :ARCHIVE:
CLOSED: [2026-07-01 Wed 10:00]
"""
NOW = datetime(2026, 11, 23, 9)


@pytest.fixture
def review(run: Program) -> YearReview:
    run.note("books.org", BOOKS)
    return reviewed(run, 2026)


def reviewed(run: Program, year: int) -> YearReview:
    library = library_in_memory(*find_root("notes", None, run.folder), NOW)
    entries, numbers = library.matching(Query()), library.numbers(Query())
    return review_year(entries, numbers, year, library.config.kinds, library.config.dropped)


def test_works_come_in_the_order_in_which_they_were_finished(review: YearReview) -> None:
    assert [(work.day.isoformat(), work.title, work.days) for work in review.works] == [
        ("2026-01-05", "Twice", None),
        ("2026-02-03", "In parts", 3),
        ("2026-03-10", "Long", 10),
        ("2026-03-12", "Short", 2),
        ("2026-06-01", "Twice", 13),
        ("2026-07-01", "Kept", None),
    ]
    assert review.given_up == 1
    assert review.months == (1, 1, 2, 0, 0, 1, 1, 0, 0, 0, 0, 0)


def test_what_stands_out(review: YearReview) -> None:
    assert review.longest
    assert review.fastest
    assert (review.longest.title, review.fastest.title) == ("Long", "Short")
    assert [work.title for work in review.best] == ["Short"]
    assert review.authors == [("Ada Lovelace", 2)]
    assert review.kinds == [("book", 6)]
    assert review.tags == [("ARCHIVE", 1), ("maths", 1)]
    assert (review.pages, review.pages_of_works, review.minutes) == (0, 980, 120)


def test_another_year_has_its_own(run: Program) -> None:
    run.note("books.org", BOOKS)
    review = reviewed(run, 2025)
    assert [work.title for work in review.works] == ["Last year"]
    assert review.until == date(2025, 12, 31)
    assert reviewed(run, 1999).works == []


def test_figures_and_facts_say_only_what_there_is(run: Program, review: YearReview) -> None:
    assert [tuple(figure) for figure in figures(review)] == [
        ("6", "works finished"),
        ("980", "pages in them"),
        ("2", "hours clocked"),
        ("5", "days in a row"),
    ]
    told = dict(facts(review))
    assert told["Longest"] == "Long, 900 pages"
    assert told["Fastest"] == "Short, in 2 days"
    assert told["Best rated"] == "Short ★★★★★"
    assert told["Best month"] == "March, 2 works"
    assert "Secret" not in str(told)
    assert dict(facts(reviewed(run, 1999))) == {}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("4", 4), ("3.5", 3.5), ("3,5", 3.5), ("4.25", 4.25), ("4/5", 4), ("9/10", 4.5)),
        *(("4 stars", 4), ("★★★☆☆", 3), ("★★★½", 3.5), ("*****", 5), ("⭐⭐", 2)),
        *(("11", None), ("6", None), ("12/10", None), ("*", 1), ("", None), ("good", None)),
    ],
)
def test_a_rating_is_read_however_it_is_written(text: str, number: float | None) -> None:
    assert stars(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("304", 304), ("12-34", 23), ("34-12", None), ("xii", None), ("", None)]
)
def test_pages_are_a_number_or_from_where_to_where(text: str, number: int | None) -> None:
    assert page_count(text) == number


def test_half_a_star_is_told(review: YearReview) -> None:
    assert rating(review.works[0]._replace(rating=3.5)) == "★★★½"
    assert rating(review.works[0]) == ""


@pytest.mark.parametrize(
    "value", ["2026-03-20", "[2026-03-20]", "[2026-03-20 Fri]", "<2026-03-20 Fri 21:10>"]
)
@pytest.mark.parametrize("name", ["FINISHED", "date_read"])
def test_the_day_in_a_property_is_when_it_was_finished(run: Program, name: str, value: str) -> None:
    drawer = f":PROPERTIES:\n:{name}: {value}\n:END:\n"
    run.note("books.org", f"* Books\n** DONE Emma\n{drawer}")
    ran = run("--now", "2026-11-23", "progress", "--year", "2026")
    assert "Mar  1" in ran.out
    assert "Emma" in ran.out


def test_what_org_noted_of_the_end_goes_before_a_property(run: Program) -> None:
    drawer = ":PROPERTIES:\n:FINISHED: 2026-03-20\n:END:\n"
    closed = "CLOSED: [2026-05-01 Fri 10:00]\n"
    log = '- State "DONE"       from "TODO"       [2026-06-01 Mon 10:00]\n'
    run.note("books.org", f"* Books\n** DONE A\n{closed}{drawer}** DONE B\n{drawer}{log}")
    year = run("--now", "2026-11-23", "progress", "--year", "2026").out
    assert [line[:8].strip() for line in year.splitlines() if line[5:8].strip() == "1"] == [
        "May  1",
        "Jun  1",
    ]
