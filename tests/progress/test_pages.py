"""Pages per day, from notes."""

from datetime import date

import pytest

from orgshelf.progress.reading import pages_read
from orgshelf.shelf.contents import page_words
from shelf.shelved import shelve


def read(*notes: tuple[str, str]) -> dict[date, int]:
    log = "".join(f"- Note taken on [{stamp}] \\\\\n  {words}\n" for stamp, words in notes)
    found: dict[date, int] = {}
    for day, pages in pages_read(shelve(f"* A\n{log}text\n")[0]):
        found[day] = found.get(day, 0) + pages
    return found


def test_each_note_is_read_from_the_one_before_it_whatever_their_order() -> None:
    assert read(
        ("2026-11-22 Sun 21:00", "p. 100"),
        ("2026-11-20 Fri 21:00", "p. 30"),
        ("2026-11-21 Sat 21:00", "page 75"),
        ("2026-11-21 Sat 08:00", "p. 40"),
    ) == {date(2026, 11, 20): 30, date(2026, 11, 21): 45, date(2026, 11, 22): 25}


def test_an_arrow_says_the_page_before() -> None:
    assert read(
        ("2026-11-20 Fri 21:00", "PAGE 85 → 120"),
        ("2026-11-21 Sat 21:00", "p. 130"),
        ("2026-11-22 Sun 21:00", "PAGE 200 -> 210"),
    ) == {date(2026, 11, 20): 35, date(2026, 11, 21): 10, date(2026, 11, 22): 10}


def test_a_page_that_is_corrected_was_never_read() -> None:
    assert read(
        ("2026-11-20 Fri 21:00", "PAGE 200"),
        ("2026-11-20 Fri 21:01", "PAGE 200 → 20"),
        ("2026-11-22 Sun 21:00", "PAGE 20 → 120"),
    ) == {date(2026, 11, 20): 20, date(2026, 11, 22): 100}
    assert read(
        ("2026-11-20 Fri 21:00", "p. 50"),
        ("2026-11-21 Sat 21:00", "p. 20"),
        ("2026-11-22 Sun 21:00", "p. 25"),
    ) == {date(2026, 11, 20): 20, date(2026, 11, 22): 5}


def test_who_begins_again_has_read_nothing_and_goes_on_from_there() -> None:
    assert read(
        ("2026-11-19 Thu 21:00", "p. 30"),
        ("2026-11-20 Fri 21:00", "p. 50"),
        ("2026-11-21 Sat 21:00", "p. 10"),
        ("2026-11-22 Sun 21:00", "p. 25"),
    ) == {date(2026, 11, 19): 30, date(2026, 11, 20): 20, date(2026, 11, 22): 15}


@pytest.mark.parametrize(
    "text",
    [
        "* COMMENT A\n{}",
        "* A\n#+begin_example\n{}#+end_example\n",
        "* A\n#+begin_comment\n{}#+end_comment\n",
    ],
)
def test_what_is_commented_out_or_an_example_was_not_read(text: str) -> None:
    note = "- Note taken on [2026-11-20 Fri 21:00] \\\\\n  p. 50\n"
    assert list(pages_read(shelve(text.format(note))[0])) == []
    assert list(pages_read(shelve(f"* A\n{note}")[0])) != []


@pytest.mark.parametrize(
    "words", ["see p. 12", "p. 12: the proof is wrong", "chapter 3", "p.", "page one", "12", ""]
)
def test_other_notes_are_no_pages(words: str) -> None:
    assert read(("2026-11-20 Fri 21:00", words)) == {}


def test_the_page_may_stand_below_other_words() -> None:
    assert read(("2026-11-20 Fri 21:00", "On the train.\n  p. 12")) == {date(2026, 11, 20): 12}


@pytest.mark.parametrize(
    ("before", "words"), [("85", "PAGE 85 → 120"), (None, "PAGE 120"), ("iv", "PAGE 120")]
)
def test_what_is_noted_is_read_again(before: str | None, words: str) -> None:
    assert page_words(before, "120") == words
    assert read(("2026-11-20 Fri 21:00", words)) == {
        date(2026, 11, 20): 120 - int(before or 0) if before != "iv" else 120
    }
