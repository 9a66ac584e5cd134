"""What a person sees at each width: whole words where there is room, and nothing past the edge."""

from unicodedata import east_asian_width

import pytest

from program import Program

READING = (
    *("works", "list", "next", "agenda week", "tree", "tags", "progress", "progress --graph"),
    *("progress --year 2026", "quotes", "search design", "wrapped", "review --stats", "log"),
    *("show sicp", "clock report --since 2026-01-01", "goal list", ""),
)
SHELF = """\
#+TODO: TODO READING WAITING | DONE DROPPED
* Books
** READING [#A] Designing Data-Intensive Applications - Martin Kleppmann 2017 :databases:
DEADLINE: <2026-11-21 Sat>
:PROPERTIES:
:ID: 8d7b1c1e-2f0a-4e57-9a55-0d6f3a1b2c3d
:CUSTOM_ID: ddia
:RATING: 4
:PAGES: 616
:PAGE: 214
:END:
#+begin_quote
Reliability means that the system continues to work correctly, even when things go wrong, and
that whoever has to run it can sleep.
--- p. 22
#+end_quote
*** DONE Storage and Retrieval
CLOSED: [2026-11-17 Tue 22:00]
*** TODO Replication
SCHEDULED: <2026-12-01 Tue>
*** TODO
** DROPPED Infinite Jest - David Foster Wallace 1996
CLOSED: [2026-03-05 Thu]
** DONE Programming Pearls - Jon Bentley 1986
CLOSED: [2026-02-11 Wed]
:PROPERTIES:
:RATING: 3.5
:END:
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    """Give the program on a shelf with all that a screen can show of a work."""
    run.note("books.org", SHELF)
    return run


def cells(line: str) -> int:
    return sum(1 + (east_asian_width(letter) in "WF") for letter in line)


@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize("words", READING)
def test_nothing_is_past_the_edge_of_the_screen(year: Program, words: str, columns: int) -> None:
    lines = year.screen(*words.split(), columns=columns).splitlines()
    assert max(map(cells, lines), default=0) <= columns


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_a_narrow_screen_still_says_when(shelf: Program, columns: int) -> None:
    said = "2d late" if columns < 60 else "2 days late"
    for command in ("list", "next", "agenda"):
        shown = shelf.screen(command, columns=columns)
        assert any(said in line and "Designing" in line for line in shown.splitlines())


@pytest.mark.parametrize(("columns", "title"), [(40, "Replication"), (80, "Designing D")])
def test_the_work_is_cut_before_its_part(shelf: Program, columns: int, title: str) -> None:
    (line,) = (row for row in shelf.screen("next", columns=columns).splitlines() if "Repl" in row)
    assert title in line
    assert "Replication" in line


def test_works_have_their_makers_stars_and_status(shelf: Program) -> None:
    rows = [" ".join(row.split()) for row in shelf.screen("works", columns=120).splitlines()]
    assert rows[0] == "Title Progress Rating Status id"
    (ddia,) = (row for row in rows if "Designing" in row)
    assert ddia.startswith("Designing Data-Intensive Applications · Martin Kleppmann, 2017 ")
    assert "1/4 ★★★★☆ in progress" in ddia
    assert any("Programming Pearls" in row and "★★★½☆ finished" in row for row in rows)
    assert any("Infinite Jest" in row and "given up" in row for row in rows)


def test_a_column_without_anything_is_not_there(run: Program) -> None:
    run.note("books.org", "* Books\n** TODO A\n** TODO B\n")
    head = run.screen("works", columns=120).splitlines()[0]
    assert head.split() == ["Title", "Status", "id"]


def test_a_heading_without_a_title_is_no_blank_row(shelf: Program) -> None:
    for command in ("list", "tree"):
        assert "(no title)" in shelf.screen(command)
        assert "(no title)" in shelf(command).out


def test_show_is_a_page(shelf: Program) -> None:
    lines = shelf.screen("show", "ddia").splitlines()
    assert lines[:2] == ["Designing Data-Intensive Applications", "Martin Kleppmann, 2017"]
    assert lines[2].startswith("book · READING, in progress · !A #databases · ★★★★☆ · Books · ")
    assert "Deadline    2026-11-21 Sat  (2 days late)" in lines
    assert not any("8d7b1c1e" in line for line in lines)
    assert "8d7b1c1e" in shelf.screen("-v", "show", "ddia")


@pytest.mark.parametrize("columns", [30, 50])
def test_the_bar_beside_a_quote_goes_on_in_wrapped_lines(shelf: Program, columns: int) -> None:
    lines = shelf.screen("show", "ddia", columns=columns).splitlines()
    start, stop = (
        next(i for i, line in enumerate(lines) if word in line) for word in ("Reliab", "p. 22")
    )
    assert stop - start > 2
    assert all(line.startswith("  │ ") for line in lines[start : stop + 1])


def test_a_quote_says_its_page_once(shelf: Program) -> None:
    for shown in (
        shelf("quotes").out,
        shelf.screen("quotes"),
        shelf("quotes", "-f", "markdown").out,
    ):
        assert shown.count("22") == 1
        assert "can sleep" in shown


def test_the_log_is_a_table_of_what_was_done(shelf: Program) -> None:
    shelf("done", "replication", ORGSHELF_NOW="2025-11-20T10:00")
    shelf("rate", "pearls", "4", ORGSHELF_NOW="2026-11-20T10:00")
    shelf("rate", "pearls", "5")
    shelf("undo")
    head, *rows = [" ".join(row.split()) for row in shelf.screen("log", columns=120).splitlines()]
    assert head == "When What Title Where"
    assert rows == [
        "4 09:00 undone: rated 5 of 5 Programming Pearls - Jon Bentley 1986 books.org:24",
        "3 09:00 rated 5 of 5 Programming Pearls - Jon Bentley 1986 books.org:24",
        "2 Nov 20 10:00 rated 4 of 5 Programming Pearls - Jon Bentley 1986 books.org:24",
        "1 2025-11-20 TODO → DONE Replication books.org:19",
    ]
    struck = shelf("--color", "always", "log").out.splitlines()[2]
    assert "\x1b[2;9mProgramming Pearls" in struck


def test_a_diff_is_green_and_red_on_a_terminal_and_plain_in_a_pipe(shelf: Program) -> None:
    words = ("page", "ddia", "220", "--dry-run")
    shown = shelf("--color", "always", *words).out
    assert "\x1b[31m-:PAGE: 214" in shown
    assert "\x1b[32m+:PAGE:     220" in shown
    assert "\x1b" not in shelf(*words).out


def test_progress_is_one_screen_and_charts_are_asked_for(year: Program) -> None:
    shown = year.screen("progress").splitlines()
    assert len(shown) < 40
    assert "Mon " not in "\n".join(shown)
    assert any(line.startswith("Mon ") for line in year.screen("progress", "--graph").splitlines())


def test_a_year_names_the_works_of_each_month(year: Program) -> None:
    rows = [" ".join(r.split()) for r in year.screen("progress", "--year", "2026").splitlines()]
    (april,) = (row for row in rows if row.startswith("Apr "))
    assert april.endswith("Learn Git Branching")
    # In letters alone nothing is cut.
    plain = year("progress", "--year", "2026").out
    assert "The C Programming Language; Communicating Sequential Processes" in plain


def test_an_unknown_width_is_eighty(shelf: Program) -> None:
    lines = shelf("--color", "always", "list", COLUMNS="0").lines
    assert lines == shelf("--color", "always", "list", COLUMNS="80").lines
    assert lines


def test_the_report_has_no_empty_column_and_a_title_of_its_own(run: Program) -> None:
    pytest.importorskip("jinja2")
    run.note("books.org", "* Books\n** TODO A\n")
    assert "At this pace" not in run("export", "html").out
    run.note(".orgshelf.yaml", "title: What I <read>\n", root=".")
    page = run("export", "html").out
    assert "<bdi>What I &lt;read&gt;</bdi>" in page
    assert str(run.folder) not in page


def test_the_day_says_how_far_and_how_long_ago(shelf: Program) -> None:
    rows = [" ".join(row.split()) for row in shelf.screen(columns=120).splitlines()]
    assert any(row.endswith("1/4, p. 214 6 days ago") for row in rows)


def test_what_was_given_up_is_not_finished_in_the_day(shelf: Program) -> None:
    shelf("drop", "ddia")
    shelf("done", "replication")
    shown = shelf.screen().partition("Finished in the last 7 days")[2]
    assert "Replication" in shown
    assert "Martin" not in shown
