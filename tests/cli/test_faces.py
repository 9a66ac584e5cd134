"""What is written of a work means one thing in every face of the program."""

import json

import pytest

from program import Program

WORKS = """\
* Books
** TODO Speeches
:PROPERTIES:
:AUTHOR: Martin Luther King, Jr. and Doe, Jane
:YEAR: c. 1963
:DOI: doi:10.1000/x
:END:
** DONE More
:PROPERTIES:
:AUTHOR: Jane Doe
:YEAR: 350 BC
:END:
** TODO Clean Code - A Handbook of Agile Software Craftsmanship
:PROPERTIES:
:AUTHOR: Robert C. Martin
:YEAR: 2008
:END:
"""


@pytest.fixture
def works(run: Program) -> Program:
    run.note("works.org", WORKS)
    return run


@pytest.mark.parametrize(
    "command",
    [
        "show Speeches",
        "open Speeches --print",
        *(f"export {name}" for name in ("json", "csv", "opml", "html", "markdown", "bibtex")),
        "export csl-json",
        "export ris",
        "export org",
        "export yaml",
    ],
)
def test_a_doi_is_the_same_everywhere(works: Program, command: str) -> None:
    ran = works(*command.split())
    assert ran.code == 0
    assert "10.1000/x" in ran.out
    assert "doi.org/doi:" not in ran.out
    if command not in ("export bibtex", "export csl-json", "export ris"):
        assert "https://doi.org/10.1000/x" in ran.out


def test_a_person_is_one_however_the_name_is_written(works: Program) -> None:
    groups = works("progress", "--by", "author").out
    assert [line.split("  ")[0] for line in groups.splitlines() if "Doe" in line] == ["Jane Doe"]
    assert "Jr." in groups
    assert "Martin Luther King Jr." in groups
    assert works("list", 'author:"jane doe"', "--state", "pending").lines[0].count("Speeches") == 1
    found = json.loads(works("export", "json", "heading:speeches").out)["items"]
    assert found[0]["authors"] == ["Martin Luther King Jr.", "Jane Doe"]


def test_a_year_that_is_more_than_a_number_is_shown(works: Program) -> None:
    assert "c. 1963" in works("show", "Speeches").out
    assert "c. 1963" in works("works").out
    assert "Speeches" in works("list", "year:1963").out
    assert "350 BC" in works("progress", "--by", "year").out
    (speeches, *_) = json.loads(works("export", "csl-json").out)
    assert speeches["issued"] == {"date-parts": [[1963]], "circa": True}
    assert "date = " in works("export", "bibtex").out


def test_a_subtitle_is_no_author(works: Program) -> None:
    assert "Clean Code - A Handbook of Agile Software Craftsmanship" in works("works").out
    assert "Agile Software Craftsmanship" not in works("progress", "--by", "author").out
