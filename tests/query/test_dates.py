"""Dates in queries: what each word means, at its two edges."""

from datetime import date, timedelta

import pytest

from oracle.asking import NOW
from orgshelf.errors import QueryError
from query.asking import ask
from shelf.shelved import shelve

TODAY = NOW.date()
DAYS = shelve(
    "".join(
        f"* {TODAY + timedelta(days=days)}\n<{TODAY + timedelta(days=days)} 12:00>\n"
        for days in range(-400, 401)
    )
)


def days(query: str) -> tuple[int, int]:
    """The first and the last day that match, counted from today; all between match too."""
    found = [(date.fromisoformat(title) - TODAY).days for title in ask(DAYS, query).split()]
    assert found == list(range(found[0], found[-1] + 1))
    return found[0], found[-1]


#: Date words as they are read where nothing past is asked for.
EVERYWHERE = [
    ("today", 0, 0),
    ("yesterday", -1, -1),
    ("tomorrow", 1, 1),
    ("0", 0, 0),
    ("7", 7, 7),
    ("+7", 7, 7),
    ("-3", -3, -3),
    ("+3d", 3, 3),
    ("+2w", 14, 14),
    ("-1m", -31, -31),
    ("+1y", 365, 365),
    ("mon", 7, 7),
    ("Tuesday", 1, 1),
    ("-tue", -6, -6),
    ("2026-11-30", 7, 7),
    ('"30 nov"', 7, 7),
    ("2026-11", -22, 7),
    ("2026-W47", -7, -1),
    ("2026-W47-3", -5, -5),
    ('"2026-11-30 Mon"', 7, 7),
    ("<2026-11-30>", 7, 7),
    ('"[2026-11-30 Mon]"', 7, 7),
    ('"30 Nov 2026"', 7, 7),
    ("eow", 6, 6),
    ("eom", 7, 7),
    ("eoy", 38, 38),
    ("next-week", 7, 13),
    ('"this month"', -22, 7),
    ("in-3-days", 3, 3),
    ('"a week ago"', -7, -7),
    ("last-friday", -3, -3),
]


@pytest.mark.parametrize(("word", "first", "last"), EVERYWHERE)
def test_a_date_word(word: str, first: int, last: int) -> None:
    assert days(f"ts:on={word}") == (first, last)
    assert days(f"ts:from={word}") == (first, 400)
    assert days(f"ts:to={word}") == (-400, last)


@pytest.mark.parametrize(
    ("query", "edges"),
    [
        ("ts:7", (-400, 7)),
        ("ts:-7", (-400, -7)),
        ("ts:+1w", (-400, 7)),
        ("ts:today", (0, 0)),
        ("ts:2026-12", (8, 38)),
        ("ts:today..eow", (0, 6)),
        ("ts:..eow", (-400, 6)),
        ("ts:today..", (0, 400)),
        ("ts:<=eow", (-400, 6)),
        ("ts:>=today", (0, 400)),
        ("ts:from=-2,to=+2", (-2, 2)),
        ("ts:from=2026-11-23T12:00", (0, 400)),
        ('ts:from="2026-11-23 12:01"', (1, 400)),
        ("ts:to=2026-11-23T11:59", (-400, -1)),
        ("ts:on=2026-11-23T12:00", (0, 0)),
        ("(ts :on today)", (0, 0)),
        ('(ts :from "2026-11-22" :to "+1d")', (-1, 1)),
    ],
)
def test_a_range_of_dates(query: str, edges: tuple[int, int]) -> None:
    assert days(query) == edges


CLOSED = shelve(
    "".join(
        f"* DONE {TODAY - timedelta(days=days)}\nCLOSED: [{TODAY - timedelta(days=days)} 12:00]\n"
        for days in range(400, -1, -1)
    )
)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("closed:7", -7, 0),
        ("closed:-7", -7, 0),
        ("closed:+2w", -14, 0),
        ("closed:-1m", -31, 0),
        ("closed:yesterday", -1, -1),
        ("closed:mon", -7, -7),
        ("closed:sun", -1, -1),
        ("closed:from=wed", -5, 0),
        ("closed:2026-10", -53, -23),
        ("closed:from=-2", -2, 0),
        ("closed:to=-2", -400, -2),
    ],
)
def test_what_is_past_is_looked_for_in_the_past(query: str, first: int, last: int) -> None:
    found = [(date.fromisoformat(title) - TODAY).days for title in ask(CLOSED, query).split()]
    assert (found[0], found[-1]) == (first, last)
    assert found == list(range(first, last + 1))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("today..eow", 0, 6),
        ("..today", -400, 0),
        ("today..", 0, 400),
        ("2026-11-01..2026-11", -22, 7),
        ("next-week..", 7, 400),
        ("<today", -400, -1),
        ("<=today", -400, 0),
        (">eow", 7, 400),
        (">=next-week", 7, 400),
        ("=today", 0, 0),
        ("<2026-11-30", -400, 6),
    ],
)
def test_from_one_date_to_another(asked: str, first: int, last: int) -> None:
    assert days(f"ts:{asked}") == (first, last)


@pytest.mark.parametrize("asked", ["..", "<", "today..soon", "<soon", "a..b..c"])
def test_a_range_of_no_dates_is_an_error(asked: str) -> None:
    with pytest.raises(QueryError, match="no date"):
        ask(DAYS, f"ts:{asked}")
