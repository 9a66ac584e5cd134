"""Title, authors and year, as people write them into one headline."""

import tracemalloc
from dataclasses import replace

import pytest

from orgshelf.shelf.titles import Credits, credits_of
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
        ("Networks - Sutton, Barto 2018", "Networks", ("Sutton", "Barto"), 2018),
        ("Networks - Silver et al. 2016", "Networks", ("Silver",), 2016),
        ("Piano - Ludwig van Beethoven", "Piano", ("Ludwig van Beethoven",), None),
        ("Speech - Martin Luther King, Jr. 1963", "Speech", ("Martin Luther King Jr.",), 1963),
        ("Poetics - Aristotle c. 1900", "Poetics", ("Aristotle",), 1900),
        ("Poetics - Aristotle c. 335 BC", "Poetics", ("Aristotle",), -335),
        ("Meditations - Marcus Aurelius 175 AD", "Meditations", ("Marcus Aurelius",), 175),
        *(
            (whole, whole, (), None)
            for whole in (
                "Clean Code - A Handbook of Agile Software Craftsmanship",
                "2001 - A Space Odyssey",
                "SICP - Structure and Interpretation",
                "Proust - Swann's Way",
                "Docker - Up and Running",
                "Test-Driven Development - By Example",
                "Report - January 2020",
                "Deep Learning - Part Two",
                "Deep Learning - Second Edition",
                "Deep Learning - Vol. 2",
                "SICP - Lecture Videos",
                "Baby Steps - Algebra",
                "Python - What's New?",
                "Go - the good parts",
                "Physics - Volume One, Mechanics",
                "Chapter 4 - Monte Carlo",
                "Week 2 - Naive Bayes",
                "Batman - Year One",
            )
        ),
    ],
)
def test_a_title_comes_apart(
    written: str, title: str, authors: tuple[str, ...], year: int | None
) -> None:
    found = credits(written)
    assert (found.title, found.authors, found.year) == (title, authors, year)


def test_a_title_of_any_length_needs_a_few_times_its_memory() -> None:
    long = replace(shelve("* TODO A\n")[0].heading, title="x" + " - y" * 300_000)
    tracemalloc.start()
    found = credits_of(long)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.title == long.title
    assert most < 5 * len(long.title)


def test_properties_win() -> None:
    found = credits("A book", AUTHOR="Bob Bee; Cee, C.", YEAR="2001")
    assert (found.title, found.authors, found.year) == ("A book", ("Bob Bee", "C. Cee"), 2001)


def test_a_title_stays_whole_where_others_are_said_to_be_the_authors() -> None:
    title = "Clean Code - Robert Martin 2008"
    assert credits(title, AUTHOR="Ann Author").title == title
    assert credits(title, AUTHOR="Martin, Robert C.").title == "Clean Code"
    assert credits("Clean Code - A Handbook", AUTHOR="Robert Martin").title.endswith("Handbook")


def test_a_year_that_is_not_understood_is_kept() -> None:
    assert credits("A book", YEAR="forthcoming").byline == "forthcoming"
    assert credits("A book", AUTHOR="Ann Bee", YEAR="c. 1900").byline == "Ann Bee, c. 1900"


@pytest.mark.parametrize("year", ["nil", "", "soon", "1" * 5000, "-5", "19 84"])
def test_a_year_that_is_none_leaves_the_title_s(year: str) -> None:
    assert credits("A book - Ann Author 1984", YEAR=year).year == 1984
