"""A work is added with its parts: so many, or those whose titles stdin has."""

import pytest

from program import Program

SHELF = (
    "#+TODO: TODO READING | DONE DROPPED\n\n* Books [1/2]\n** DONE One\n** TODO Two\n\n* Other\n"
)


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", SHELF)
    return run


def test_so_many_parts_are_numbered_and_count_and_the_work_does_not(shelf: Program) -> None:
    ran = shelf("add", "book", "Deep Work", "--parts", "3", "--set", "PAGES=304")
    assert (ran.code, ran.out) == (0, "books.org:6 added with 3 parts  Deep Work\n")
    text = (shelf.folder / "notes" / "books.org").read_text()
    added = """\
** Deep Work
:PROPERTIES:
:PAGES:    304
:END:
*** TODO Chapter 1
*** TODO Chapter 2
*** TODO Chapter 3
"""
    assert text == SHELF.replace("** TODO Two\n", f"** TODO Two\n{added}")
    assert shelf("works", "--fields", "status,progress_total", "deep").lines == ["not started  3"]
    assert shelf("undo").code == 0
    assert (shelf.folder / "notes" / "books.org").read_text() == SHELF


@pytest.mark.parametrize(("kind", "name"), [("course", "Lesson 1"), ("tutorial", "Part 1")])
def test_a_part_is_called_as_its_kind_has_it(shelf: Program, kind: str, name: str) -> None:
    assert shelf("add", kind, "X", "--parts", "1").code == 0
    assert name in shelf("list", "--kind", kind).out


def added(shelf: Program, titles: str, *options: str) -> list[str]:
    """The lines that ``add --parts -`` puts into the notes."""
    ran = shelf.shell(f"orgshelf add book New --parts - {' '.join(options)} << 'END'\n{titles}END")
    assert ran.code == 0, ran.err
    lines = (shelf.folder / "notes" / "books.org").read_text().splitlines()
    return lines[lines.index(next(line for line in lines if line.endswith(" New"))) + 1 : -2]


def test_titles_come_line_by_line_and_what_is_indented_is_below(shelf: Program) -> None:
    titles = "  Preface\n\n  - 1 Sets\n      1.1  What is a set?\n\t1.2 Maps\n    A\n  2 Groups\n"
    assert added(shelf, titles) == [
        "*** TODO Preface",
        "*** TODO 1 Sets",
        "**** TODO 1.1 What is a set?",
        "***** TODO 1.2 Maps",
        "**** TODO A",
        "*** TODO 2 Groups",
    ]


def test_a_state_that_is_asked_for_is_that_of_the_work(shelf: Program) -> None:
    assert added(shelf, "One\n", "--state", "READING") == ["*** TODO One"]
    assert "** READING New" in (shelf.folder / "notes" / "books.org").read_text()


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ("0", "neither a number of parts from 1 to 1000"),
        ("1001", "neither a number of parts"),
        ("x", "neither a number of parts"),
        ("-", "Give the titles of 1 to 1000 parts"),
    ],
)
def test_what_are_no_parts_adds_nothing(shelf: Program, parts: str, told: str) -> None:
    ran = shelf("add", "book", "New", "--parts", parts)
    assert (ran.code, told in ran.err) == (2, True)
    assert (shelf.folder / "notes" / "books.org").read_text() == SHELF


@pytest.mark.parametrize("title", ["[#A] first", "a :tag:"])
def test_a_title_that_org_reads_otherwise_is_refused(shelf: Program, title: str) -> None:
    ran = shelf.shell(f"orgshelf add book New --parts - <<< '{title}'")
    assert (ran.code, "Org would not read" in ran.err) == (2, True)
    assert (shelf.folder / "notes" / "books.org").read_text() == SHELF


def test_parts_that_are_nested_without_end_are_refused(shelf: Program) -> None:
    deep = "".join(f"{' ' * depth}x\n" for depth in range(40))
    ran = shelf.shell(f"orgshelf add book New --parts - << 'END'\n{deep}END")
    assert (ran.code, "nested too deep" in ran.err) == (2, True)
