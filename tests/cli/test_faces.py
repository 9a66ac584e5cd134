"""What is written of a work means one thing in every face of the program."""

import json

import pytest
from openpyxl import load_workbook

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


READ = """\
#+TODO: TODO READING HOLD | DONE DROPPED
* Books
** DONE Dune
CLOSED: [2026-11-01 Sun 10:00]
:PROPERTIES:
:PAGE: 120
:PAGES: 300
:END:
** HOLD Emma
** DROPPED Ulysses
CLOSED: [2026-11-02 Mon 10:00]
:PROPERTIES:
:PAGE: 9
:PAGES: 700
:END:
** READING Middlemarch
:PROPERTIES:
:PAGE: 40%
:END:
** Parts
*** DONE one
*** TODO two
* Habits
** TODO Stretch
SCHEDULED: <2026-11-24 Tue +1d>
:LOGBOOK:
- State "DONE"       from "TODO"       [2026-11-22 Sun 09:00]
- State "DONE"       from "TODO"       [2026-11-21 Sat 09:00]
:END:
"""
STATUSES = {
    "Dune": ("finished", 100),
    "Emma": ("paused", 0),
    "Ulysses": ("given up", 1),
    "Middlemarch": ("in progress", 40),
    "Parts": ("in progress", 50),
}


@pytest.fixture
def read(run: Program) -> Program:
    run.note("shelf.org", READ)
    return run


def test_a_work_has_one_status_and_one_percentage_everywhere(read: Program) -> None:
    reported = json.loads(read("export", "json").out)["progress"]["by_work"]
    in_json = {work["title"]: (work["status"], work["progress"]["percent"]) for work in reported}
    measured = json.loads(read("progress", "--format", "json").out)["works"]
    in_numbers = {work["name"]: (work["status"], work["progress"]["percent"]) for work in measured}
    read("export", "xlsx", "-o", "a.xlsx")
    sheet = load_workbook(read.folder / "a.xlsx")["Works"]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    in_sheet = {str(row["work"]): (row["status"], row["percent"]) for row in cells}
    page, listed = read("export", "html").out, read("works").out
    for title, (status, percent) in STATUSES.items():
        assert in_json[title] == in_numbers[title] == in_sheet[title] == (status, percent)
        line = next(line for line in listed.splitlines() if title in line)
        assert status in line
        assert f"{percent}%" in line
        assert status in page
        assert status in read("show", title).out
        assert title in read("list", "--all", f"status:{status.replace(' ', '-')}").out


def test_what_is_archived_counts_and_is_no_longer_pending(read: Program) -> None:
    def numbers() -> tuple[int, int, int]:
        found = json.loads(read("progress", "--format", "json").out)
        (book,) = (kind for kind in found["kinds"] if kind["name"] == "book")
        (of_year,) = found["finished"]["years"]
        return of_year["items"], book["progress"]["done"], book["progress"]["total"]

    before = numbers()
    assert read("archive", "Dune").code == 0
    assert (read.folder / "notes" / "shelf.org_archive").exists()
    assert numbers() == before
    assert read("archive", "Emma").code == 0
    assert numbers() == before
    assert "Emma" not in read("list").out
    assert "Emma" not in read("next").out
    assert "Dune" not in read("works").out
    assert "Dune" in read("show", "Dune").out


def test_items_and_repeats_are_two_numbers(read: Program) -> None:
    told = read("progress", "--year", "2026", "--everything").lines
    (line,) = (line for line in told if line.startswith("2026"))
    assert line == "2026  1 item and 2 repeats finished"
    found = json.loads(read("progress", "--format", "json", "--everything").out)
    assert found["repeated"]["years"] == [{"year": 2026, "items": 2}]
    assert found["finished"]["years"] == [{"year": 2026, "items": 3}]
    assert "2 repeats" in read("export", "html", "--everything").out


MARKED = """\
* Books
** TODO The /C/ language and =printf= \\alpha [1/2]
#+begin_quote
A *bold* [[https://example.org][link]] in /it/ \\\\
--- p. 8
#+end_quote
"""


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("list", "The C language and printf α"),
        ("works", "The C language and printf α"),
        ("show language", "A bold link in it"),
        ("quotes", "A bold link in it"),
        ("export csl-json", "The C language and printf"),
        ("export ris", "The C language and printf α"),
        ("export bibtex", "The {C} language and printf α"),
        ("export html", "The <i>C</i> language and <code>printf</code> α"),
        ("export html", "A <b>bold</b> link in <i>it</i>"),
        ("export markdown", "The *C* language and `printf` α"),
        ("quotes --format markdown", "A **bold** link in *it*"),
        ("quotes --format anki", '<b>bold</b> <a href="https://example.org">link</a> in <i>it</i>'),
        ("quotes --format bibtex-note", "A bold link in it"),
    ],
)
def test_markup_is_rendered_or_left_out(run: Program, command: str, wanted: str) -> None:
    run.note("a.org", MARKED)
    ran = run(*command.split())
    assert ran.code == 0, ran.err
    assert wanted in ran.out
    assert "/C/" not in ran.out.replace("https://", "")


@pytest.mark.parametrize("title", ["snake_case_name x^2", "a/b and c/d", "2 * 3 * 4", "C++ ~ 1+1"])
def test_what_is_no_markup_stays(run: Program, title: str) -> None:
    run.note("a.org", f"* Books\n** TODO {title}\n")
    assert title in run("list").out
