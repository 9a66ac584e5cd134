"""`show`, `tree`, `works` and `tags`."""

from unicodedata import east_asian_width

import pytest

from program import Program

SHELF = """\
#+TODO: TODO READING | DONE DROPPED
#+FILETAGS: :study:
* Books
** READING [#A] Alpha - Ann Author, Bob Binder 1999 [1/2] :maths:
SCHEDULED: <2026-11-24 Tue> DEADLINE: <2026-11-20 Fri>
:PROPERTIES:
:ISBN: 0-262-01153-0
:EFFORT: 2:00
:END:
:LOGBOOK:
- State "READING"    from "TODO"       [2026-11-01 Sun 10:15] \\\\
  lent by a friend
CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:05] =>  1:05
:END:
[[https://example.org/alpha][The book]]
Read with a pencil.
*** DONE One
CLOSED: [2026-11-23 Mon 08:00]
*** TODO Two
*** Quotes
12:
#+BEGIN_QUOTE
Small steps.
#+END_QUOTE
** DROPPED Beta - Cid 2001
** Gamma
:PROPERTIES:
:PAGES: 200
:PAGE: 50
:END:
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", SHELF)
    return run


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("By", "Ann Author, Bob Binder, 1999"),
        ("Kind", "book"),
        ("Path", "Books"),
        ("State", "READING (in progress)"),
        ("Priority", "A"),
        ("Tags", "study, maths"),
        ("Scheduled", "2026-11-24 Tue  (in 1 day)"),
        ("Deadline", "2026-11-20 Fri  (3 days late)"),
        ("Links", "1  The book  https://example.org/alpha"),
        ("ISBN", "0-262-01153-0"),
        ("History", "2026-11-01 Sun 10:15  TODO → READING  lent by a friend"),
        ("Clocked", "1:05 of 2:00 estimated"),
    ],
)
def test_show_tells_the_facts(shelf: Program, label: str, value: str) -> None:
    lines = shelf("show", "alpha").lines
    assert lines[0] == "Alpha - Ann Author, Bob Binder 1999"
    assert [line.partition(label)[2].strip() for line in lines if line.startswith(label)] == [value]


def test_show_tells_where_it_is(shelf: Program) -> None:
    id_ = shelf.ids()["Alpha - Ann Author, Bob Binder 1999"]
    assert f"books.org:4  {id_}" in shelf("show", "alpha").out


def test_show_has_text_quotes_and_parts(shelf: Program) -> None:
    out = shelf("show", "alpha").out
    assert "Read with a pencil." in out
    assert "Small steps." in out
    assert "DONE  One" in out
    assert "TODO  Two" in out
    assert "#+BEGIN" not in out
    assert "LOGBOOK" not in out


def test_show_counts_pages_where_there_are_no_parts(shelf: Program) -> None:
    assert "50/200" in shelf("show", "gamma").out


def test_show_piped_draws_nothing(shelf: Program) -> None:
    assert not set("━─╸│├└").intersection(shelf("show", "gamma").out)


def test_what_was_given_up_is_not_called_finished(shelf: Program) -> None:
    assert "finished" not in shelf("show", "beta").out
    beta = next(line for line in shelf("works").lines if "Beta" in line)
    assert "finished" not in beta
    assert "given up" in beta


@pytest.mark.parametrize("columns", [50, 80, 200])
def test_show_on_a_terminal_fits(year: Program, columns: int) -> None:
    lines = year.screen("show", "#sicp", columns=columns).splitlines()
    assert max(map(len, lines)) <= columns
    assert lines[:2] == [
        "Structure and Interpretation of Computer Programs",
        "Harold Abelson, Gerald Jay Sussman, 1996",
    ]
    assert any("1 Building Abs" in line for line in lines)


def test_tree_is_the_outline(shelf: Program) -> None:
    ids = shelf.ids()
    assert shelf("tree").lines == [
        f"{ids['Books']} - Books [2/4 50% (1 given up)]",
        f"{ids['Alpha - Ann Author, Bob Binder 1999']}   READING "
        "Alpha - Ann Author, Bob Binder 1999 [1/3 33%]",
        f"{ids['One']}     DONE One",
        f"{ids['Two']}     TODO Two",
        f"{ids['Quotes']}     - Quotes",
        f"{ids['Beta - Cid 2001']}   DROPPED Beta - Cid 2001",
        f"{ids['Gamma']}   - Gamma",
    ]


def test_tree_keeps_what_is_above_a_match(shelf: Program) -> None:
    assert [line.split()[-2:] for line in shelf("tree", "-s", "TODO").lines] == [
        ["given", "up)]"],
        ["[1/3", "33%]"],
        ["TODO", "Two"],
    ]


def test_tree_can_be_cut_at_a_level(shelf: Program) -> None:
    assert len(shelf("tree", "--depth", "1").lines) == 1
    assert len(shelf("tree", "-d", "2").lines) == 4
    assert shelf("tree", "-d", "99").out == shelf("tree").out


def test_tree_on_a_terminal_has_guides(year: Program) -> None:
    out = year.terminal("tree", "--kind", "video").out
    assert "├── " in out
    assert "WATCH Backpropagation calculus" in out


def test_works_of_the_shipped_notes(shipped: Program) -> None:
    lines = shipped("works").lines
    assert len(lines) == 9
    theano = next(line for line in lines if "Theano Tutorial" in line)
    assert theano.split()[:4] == ["2146", "tutorial", "in", "progress"]
    assert "38/156" in theano
    assert "24%" in theano


def test_works_give_their_authors_and_year(shelf: Program) -> None:
    line = shelf("works", "alpha").lines[0]
    assert line.endswith("Alpha (Ann Author, Bob Binder, 1999)")


@pytest.mark.parametrize("columns", [60, 80])
def test_works_fit_the_terminal(year: Program, columns: int) -> None:
    lines = year.screen("works", columns=columns).splitlines()
    ids = [line.split()[0] for line in year("works").lines]
    rated = ["Rating"] if columns > 60 else []
    ends = [line.split()[-1] for line in lines if line]
    assert sorted(end for end in ends if end in ids) == sorted(ids)
    assert lines[0].split() == ["Title", "Progress", *rated, "Status", "id"]
    assert max(map(len, lines)) <= columns


def test_tags_are_counted_with_the_inherited_ones(shelf: Program) -> None:
    assert shelf("tags").lines == ["study  7", "maths  4"]


def test_no_tags(shipped: Program) -> None:
    ran = shipped("tags")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Nothing has a tag yet: `orgshelf tag REF +maths` adds one.\n"


def cells(text: str) -> int:
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)


def test_columns_stand_straight_beside_wide_letters(year: Program) -> None:
    lines = year("tags").lines
    assert any("日本語" in line for line in lines)
    assert len({cells(line) - len(line.split()[1]) for line in lines}) == 1
