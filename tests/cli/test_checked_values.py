"""What is written is checked; what cannot be is refused with what is possible."""

import pytest

from program import Program

BOOKS = """\
#+TODO: TODO READING(r!) | DONE(d!)
* Books
** DONE Alpha
CLOSED: [2026-11-01 Sun 10:00]
:PROPERTIES:
:PAGES: 79
:LENGTH: 3:10
:END:
:LOGBOOK:
- State "DONE"       from "TODO"       [2026-11-01 Sun 10:00]
:END:
** TODO Beta
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", BOOKS)
    return run


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("PAGE", "abc", "like 120"),
        ("PAGE", "+30", "like 120"),
        ("PAGE", "999", "79"),
        ("PAGE", "1,200", "79"),
        ("PAGES", "many", "like 304"),
        ("PAGES", "0", "like 304"),
        ("AT", "3:11", "3:10"),
        ("AT", "3:10:01", "3:10"),
        ("LOG_INTO_DRAWER", "a b", "LOGBOOK"),
        ("RATING", "11", "0 to 5"),
        ("YEAR", "abc", "like 1984"),
        ("DOI", "banana", "10."),
        ("ISBN", "hello", "978"),
        ("ISBN", "978-0-465-02656-3", "978"),
        ("ISSN", "0028-0837", "0028-0836"),
        ("URL", "example", "https://"),
        ("KIND", "papr", "paper"),
        ("LENGTH", "long", "9:30"),
        ("MONTH", "13", "1 to 12"),
        ("EFFORT", "much", "1:30"),
        ("TITLE", "Other", "heading"),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    shelf: Program, name: str, value: str, hint: str
) -> None:
    for words in (("set", "alpha", name, value), ("set", "alpha", name.lower(), value)):
        ran = shelf(*words)
        assert (ran.code, ran.out) == (2, "")
        assert name in ran.err
        assert value in ran.err
        assert hint in ran.err
    if name not in ("KIND", "PAGE", "AT"):
        assert shelf("add", "book", "New", "--set", f"{name}={value}").code == 2
    assert (shelf.folder / "notes" / "books.org").read_text() == BOOKS


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("page", "40%", ":PAGE:     40%"),
        ("PAGE", "79", ":PAGE:     79"),
        ("rating", "3.5", ":RATING:   3.5"),
        ("YEAR", "c. 1900", ":YEAR:     c. 1900"),
        ("doi", "https://doi.org/10.1000/x", ":DOI:      10.1000/x"),
        ("ISBN", "978-0-465-02656-2", ":ISBN:     978-0-465-02656-2"),
        ("kind", "Paper", ":KIND:     paper"),
        ("LENGTH", "9:30", ":LENGTH:   9:30"),
        ("note", "anything at all", ":NOTE:     anything at all"),
    ],
)
def test_a_value_that_can_be_is_written(
    shelf: Program, name: str, value: str, written: str
) -> None:
    assert shelf("set", "alpha", name, value).code == 0
    assert f"{written}\n" in (shelf.folder / "notes" / "books.org").read_text()


@pytest.mark.parametrize(
    "words", [("done", "alpha"), ("state", "alpha", "DONE"), ("state", "alpha", "done")]
)
def test_what_is_so_already_is_neither_written_nor_logged(
    shelf: Program, words: tuple[str, ...]
) -> None:
    ran = shelf(*words)
    assert (ran.code, ran.out) == (0, "")
    assert "was already DONE" in ran.err
    assert (shelf.folder / "notes" / "books.org").read_text() == BOOKS


def test_keywords_are_found_in_any_case(shelf: Program) -> None:
    assert shelf("state", "beta", "reading").out == "books.org:12 TODO → READING  Beta\n"
    assert shelf("add", "book", "Gamma", "--state", "reading").code == 0
    assert "** READING Gamma" in (shelf.folder / "notes" / "books.org").read_text()
    assert shelf("state", "beta", "readin").code == 2
