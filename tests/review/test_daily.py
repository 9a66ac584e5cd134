"""`review daily`: which quotes and notes come on which day."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.review.daily import A_DAY, Highlight, Line, Wish
from program import Program
from shelf.shelved import shelve

(ENTRY,) = shelve("* One\n")
FIRST = date(2026, 11, 23)


def highlights(count: int, day: date | None = None, word: str = "quote") -> list[Highlight]:
    return [Highlight(f"{word} {n}", "", ENTRY, 1, day) for n in range(count)]


def texts(line: Line, found: Sequence[Highlight]) -> list[str]:
    return [each.text for each in line.of_today(found)]


def lived(
    line: Line, found: Sequence[Highlight], days: int, first: int = 0
) -> tuple[Line, Counter[str]]:
    """The line after so many days, and how often each was shown."""
    shown = Counter[str]()
    for number in range(first, first + days):
        line = line.drawn(found, FIRST + timedelta(days=number))
        shown.update(texts(line, found))
    return line, shown


@given(st.integers(1, 4), st.integers(0, 3))
def test_each_is_shown_once_before_any_returns(turns: int, first: int) -> None:
    found = highlights(4 * A_DAY)
    _, shown = lived(Line(), found, 4 * turns, first)
    assert set(shown.values()) == {turns}
    assert len(shown) == len(found)


@given(st.integers(1, 23))
def test_no_day_has_one_twice_and_none_is_left_behind(count: int) -> None:
    found = highlights(count)
    line, shown = lived(Line(), found, 30)
    assert max(shown.values()) - min(shown.values()) <= 1
    assert len(set(texts(line, found))) == min(count, A_DAY)


def test_more_often_is_twice_as_often_and_less_often_half_as_often() -> None:
    found = highlights(3 * A_DAY)
    line = Line().with_wish(found[0].id, Wish.MORE).with_wish(found[1].id, Wish.LESS)
    _, shown = lived(line, found, 120)
    usual = shown[found[2].text]
    assert abs(shown[found[0].text] - 2 * usual) <= 2
    assert abs(shown[found[1].text] - usual / 2) <= 2


def test_never_is_never_until_it_is_brought_back() -> None:
    found = highlights(6)
    line = Line().with_wish(found[0].id, Wish.NEVER)
    line, shown = lived(line, found, 10)
    assert found[0].text not in shown
    _, shown = lived(line.with_all_wanted(), found, 6, first=10)
    assert 4 <= shown[found[0].text] <= 6


def test_what_is_new_does_not_push_out_the_others() -> None:
    """It comes in the turn that runs, or once more for the one that has just ended."""
    found = highlights(2 * A_DAY)
    line, _ = lived(Line(), found, 40)
    later = [*found, *highlights(5, word="new")]
    _, shown = lived(line, later, 30, first=40)
    assert max(shown.values()) - min(shown.values()) <= 2


def test_what_is_from_lately_comes_sooner() -> None:
    old, new = highlights(50, FIRST - timedelta(days=900)), highlights(50, FIRST, "new")
    first = Counter[bool]()
    for number in range(40):
        line = Line().drawn([*old, *new], FIRST + timedelta(days=number))
        first.update(text.startswith("new") for text in texts(line, [*old, *new]))
    assert 1.3 < first[True] / first[False] < 4


def test_a_wish_for_one_of_today_counts_from_today() -> None:
    found = highlights(2 * A_DAY)
    line = Line().drawn(found, FIRST)
    wanted = line.of_today(found)[0]
    line = line.with_wish(wanted.id, Wish.MORE)
    second = line.drawn(found, FIRST + timedelta(days=1))
    third = second.drawn(found, FIRST + timedelta(days=2))
    assert wanted.text in texts(third, found)


NOTES = """\
* Books
** TODO Nets - Judith Dayhoff 1990
*** Quotes
12:
#+BEGIN_QUOTE
A pattern is spread.
#+END_QUOTE
** DONE Other - Ann Lee 2001
:LOGBOOK:
- Note taken on [2026-11-20 Fri 09:00] \\\\
  Read it twice.
:END:
"""


def daily(run: Program, *args: str, now: str = "2026-11-23T09:00") -> list[str]:
    found = json.loads(run("--now", now, "review", "daily", "--format", "json", *args).out)["daily"]
    return [each["text"] for each in found]


def test_quotes_and_notes_are_shown_with_where_they_are_from(run: Program) -> None:
    run.note("books.org", NOTES)
    ran = run("review", "daily")
    assert sorted(line for line in ran.lines if "—" in line) == [
        "   — Judith Dayhoff, Nets, p. 12  books.org:5",
        "   — Other - Ann Lee 2001  books.org:8",
    ]
    assert run("review", "daily").out == ran.out


def test_a_wish_is_kept_outside_the_notes(run: Program) -> None:
    note = run.note("books.org", NOTES)
    (first, second) = daily(run)
    assert run("review", "daily", "--never", "1").err == f"never: {first}\n"
    assert daily(run, now="2026-11-24T09:00") == [second]
    assert run("review", "daily", "--bring-back").err == "1 quote or note back.\n"
    assert sorted(daily(run, now="2026-11-25T09:00")) == sorted((first, second))
    assert note.read_text() == NOTES
    (state,) = (run.home / "state" / "orgshelf" / "daily").iterdir()
    assert "pattern" not in state.read_text()


@pytest.mark.parametrize("damage", ["", "[]", '{"known": {"a": 1}}', '{"day": "soon"}', "\\"])
def test_a_damaged_memory_is_begun_anew(run: Program, damage: str) -> None:
    run.note("books.org", NOTES)
    daily(run)
    (state,) = (run.home / "state" / "orgshelf" / "daily").iterdir()
    state.write_text(damage)
    assert len(daily(run)) == 2


def test_a_number_that_today_has_not_is_refused(run: Program) -> None:
    run.note("books.org", NOTES)
    assert run("review", "daily", "--more", "3").code == 2


def test_the_end_of_a_quote_that_says_its_page_is_not_said_twice(run: Program) -> None:
    run.note("books.org", "* Books\n** Nets\n#+begin_quote\nIt is so.\n--- p. 8\n#+end_quote\n")
    ran = run("review", "daily")
    assert ran.lines[:2] == ["1. It is so.", "   — Nets, p. 8  books.org:3"]


def test_a_page_that_was_logged_is_no_note(run: Program) -> None:
    run.note("books.org", NOTES)
    for page in ("12", "40"):  # each of which is logged
        assert run("page", "nets", page).code == 0
    assert run("note", "nets", "PAGE 3 is torn").code == 0
    assert "PAGE 12 → 40" in (run.folder / "notes" / "books.org").read_text()
    shown = run("show", "nets").out
    assert "PAGE 3 is torn" in shown
    assert "→" not in shown
    assert sorted(daily(run)) == ["A pattern is spread.", "PAGE 3 is torn", "Read it twice."]
