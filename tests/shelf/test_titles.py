"""Title, authors and year, as people write them into one headline."""

import tracemalloc
from dataclasses import replace

import pytest

from orgshelf.shelf.titles import Credits, credits_of, split_authors
from shelf.shelved import shelve


def credits(title: str, **properties: str) -> Credits:
    drawer = "".join(f":{name}: {value}\n" for name, value in properties.items())
    drawer = f":PROPERTIES:\n{drawer}:END:\n" if drawer else ""
    return credits_of(shelve(f"* TODO {title}\n{drawer}")[0].heading)


@pytest.mark.parametrize(
    ("written", "title", "authors", "year"),
    [
        ("A book", "A book", (), None),
        ("A book - Ann Author", "A book", ("Ann Author",), None),
        ("A book - Ann Author 1984", "A book", ("Ann Author",), 1984),
        ("A book - Ann Author, 1984", "A book", ("Ann Author",), 1984),
        ("A book - Ann Author (1984)", "A book", ("Ann Author",), 1984),
        ("A book - 1984", "A book", (), 1984),
        ("A book – Ann Author 1984", "A book", ("Ann Author",), 1984),
        ("A book — Ann Author 1984", "A book", ("Ann Author",), 1984),
        ("A - B - Ann Author 1984", "A - B", ("Ann Author",), 1984),
        (
            "A book - A. Author, B. Bee and C. Cee 2001",
            "A book",
            ("A. Author", "B. Bee", "C. Cee"),
            2001,
        ),
        ("A book - A. Author & B. Bee", "A book", ("A. Author", "B. Bee"), None),
        ("Well-known things", "Well-known things", (), None),
        ("Lecture - part 2 of 3", "Lecture - part 2 of 3", (), None),
        ("1984 - George Orwell 1949", "1984", ("George Orwell",), 1949),
        ("[[https://x.y][A book]] - Ann Author 1984 [1/3]", "A book", ("Ann Author",), 1984),
        ("Vol - Ann Author 3984", "Vol - Ann Author 3984", (), None),
    ],
)
def test_a_title_comes_apart(
    written: str, title: str, authors: tuple[str, ...], year: int | None
) -> None:
    assert credits(written) == (title, authors, year)


def test_a_title_of_any_length_needs_a_few_times_its_memory() -> None:
    long = replace(shelve("* TODO A\n")[0].heading, title="x" + " - y" * 300_000)
    tracemalloc.start()
    found = credits_of(long)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.authors == ("y",)
    assert most < 5 * len(long.title)


def test_properties_win() -> None:
    found = credits("A book - Ann Author 1984", AUTHOR="Bob Bee; Cee, C.", YEAR="2001")
    assert found == ("A book", ("Bob Bee", "Cee, C."), 2001)


@pytest.mark.parametrize("year", ["nil", "", "soon", "1" * 5000, "-5", "19 84"])
def test_a_year_that_is_none_leaves_the_title_s(year: str) -> None:
    assert credits("A book - Ann Author 1984", YEAR=year).year == 1984


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Ann", ("Ann",)),
        ("Ann and Bob", ("Ann", "Bob")),
        ("Ann, Bob", ("Ann", "Bob")),
        ("Ann, Bob, and Cee", ("Ann", "Bob", "Cee")),
        ("Dayhoff, Judith and Chan, Hau", ("Dayhoff, Judith", "Chan, Hau")),
        ("Dayhoff, Judith; Chan", ("Dayhoff, Judith", "Chan")),
        ("Brand and Anderson", ("Brand", "Anderson")),
        (" and ", ()),
    ],
)
def test_authors_come_apart(text: str, authors: tuple[str, ...]) -> None:
    assert split_authors(text) == authors
