"""`clock`: one clock over all notes, what it writes, and the report."""

import json

import pytest

from program import Program

BOOKS = "* Books\n** TODO Alpha\n** TODO Beta\n"
PAPERS = "* Papers\n** TODO Gamma\n"


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", BOOKS)
    run.note("papers.org", PAPERS)
    return run


def text(program: Program, name: str = "books.org") -> str:
    return (program.folder / "notes" / name).read_text("utf-8")


def test_a_clock_is_started_and_stopped(shelf: Program) -> None:
    started = shelf("clock", "in", "alpha")
    assert (started.code, started.err) == (0, "")
    assert started.out == "books.org:2 clock runs since 2026-11-23 Mon 09:00  Alpha\n"
    assert text(shelf) == (
        "* Books\n** TODO Alpha\n:LOGBOOK:\nCLOCK: [2026-11-23 Mon 09:00]\n:END:\n** TODO Beta\n"
    )
    stopped = shelf("clock", "out", ORGSHELF_NOW="2026-11-23T10:35:20")
    assert stopped.out == "books.org:2 clocked 1:35  Alpha\n"
    assert "CLOCK: [2026-11-23 Mon 09:00]--[2026-11-23 Mon 10:35] =>  1:35\n" in text(shelf)


def test_what_runs_is_shown(shelf: Program) -> None:
    nothing = shelf("clock")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "No clock runs.\n")
    shelf("clock", "in", "alpha")
    assert shelf("clock", ORGSHELF_NOW="2026-11-23T09:20").out == (
        "books.org:2 runs since 2026-11-23 Mon 09:00 (0:20)  Alpha\n"
    )


@pytest.mark.parametrize("other", ["beta", "gamma"])
def test_starting_another_clock_stops_the_first_in_one_change(shelf: Program, other: str) -> None:
    shelf("clock", "in", "alpha", "--at", "8:00")
    before = text(shelf)
    ran = shelf("clock", "in", other)
    assert ran.code == 0
    assert [line.split(" ", 1)[1] for line in ran.lines] == [
        "clocked 1:00  Alpha",
        f"clock runs since 2026-11-23 Mon 09:00  {other.capitalize()}",
    ]
    assert (text(shelf) + text(shelf, "papers.org")).count("CLOCK: [2026-11-23 Mon 09:00]\n") == 1
    assert shelf("undo").code == 0
    assert (text(shelf), text(shelf, "papers.org")) == (before, PAPERS)


def test_a_clock_that_runs_there_already_goes_on(shelf: Program) -> None:
    shelf("clock", "in", "alpha")
    before = text(shelf)
    ran = shelf("clock", "in", "alpha", ORGSHELF_NOW="2026-11-23T09:20")
    assert (ran.code, ran.out, text(shelf)) == (0, "", before)
    assert ran.err == "books.org:2 runs since 2026-11-23 Mon 09:00 (0:20)  Alpha\n"


@pytest.mark.parametrize(
    ("at", "stamp"),
    [
        ("8:05", "2026-11-23 Mon 08:05"),
        ("23:50", "2026-11-22 Sun 23:50"),
        ("2026-11-20T10:00", "2026-11-20 Fri 10:00"),
        ("2026-11-20 10:00", "2026-11-20 Fri 10:00"),
    ],
)
def test_a_clock_is_started_late(shelf: Program, at: str, stamp: str) -> None:
    assert shelf("clock", "in", "alpha", "--at", at).code == 0
    assert f"CLOCK: [{stamp}]\n" in text(shelf)


@pytest.mark.parametrize("at", ["25:00", "2026-11-24", "soon"])
def test_no_time_to_start_at(shelf: Program, at: str) -> None:
    ran = shelf("clock", "in", "alpha", "--at", at)
    assert (ran.code, ran.out, text(shelf)) == (2, "", BOOKS)


def test_a_clock_cannot_stop_before_it_starts(shelf: Program) -> None:
    shelf("clock", "in", "alpha")
    before = text(shelf)
    ran = shelf("clock", "out", "--at", "8:00")
    assert (ran.code, ran.out, text(shelf)) == (1, "", before)
    assert "since 2026-11-23 09:00" in ran.err


FORGOTTEN = "* A\nCLOCK: [2010-12-29 Wed 10:00]\n* B\n"


@pytest.mark.parametrize("words", [("out",), ("in", "B")])
def test_a_clock_of_more_than_a_day_is_not_counted_unasked(
    run: Program, words: tuple[str, ...]
) -> None:
    note = run.note("a.org", FORGOTTEN)
    ran = run("clock", *words)
    assert (ran.code, ran.out, note.read_text()) == (1, "", FORGOTTEN)
    assert "`orgshelf clock out a.org:1 --at TIME`" in ran.err
    assert "`orgshelf clock cancel a.org:1`" in ran.err


def test_a_terminal_asks_whether_so_long_a_time_counts(run: Program) -> None:
    note = run.note("a.org", FORGOTTEN)
    refused = run.terminal("clock", "in", "B", answers=["n"])
    assert (refused.code, note.read_text()) == (1, FORGOTTEN)
    assert run.terminal("clock", "in", "B", answers=["y"]).code == 0
    assert "=> 139391:00\n" in note.read_text()


def test_a_time_that_is_given_ends_so_long_a_clock(run: Program) -> None:
    note = run.note("a.org", FORGOTTEN)
    assert run("clock", "out", "--at", "2010-12-29 11:30").code == 0
    assert "=>  1:30\n" in note.read_text()


def test_a_note_goes_below_the_clock(shelf: Program) -> None:
    shelf("clock", "in", "alpha", "--at", "8:00")
    shelf("clock", "out", "--note", "up to chapter 3")
    assert "=>  1:00\n- up to chapter 3\n:END:\n" in text(shelf)


def test_a_file_that_asks_for_a_note_is_asked_about_on_a_terminal(run: Program) -> None:
    run.note("a.org", "#+STARTUP: lognoteclock-out\n* A\nCLOCK: [2026-11-23 Mon 08:00]\n")
    ran = run.terminal("clock", "out", answers=["so far"])
    assert ran.code == 0
    assert text(run, "a.org").endswith("=>  1:00\n- so far\n")


def test_a_clock_is_cancelled_without_a_trace(shelf: Program) -> None:
    shelf("clock", "in", "alpha")
    assert shelf("clock", "cancel").out == "books.org:2 clock cancelled  Alpha\n"
    assert text(shelf) == BOOKS


@pytest.mark.parametrize("command", ["out", "cancel"])
def test_no_clock_runs(shelf: Program, command: str) -> None:
    for words in ([], ["alpha"]):
        ran = shelf("clock", command, *words)
        assert (ran.code, ran.out) == (1, "")
        assert "start one with `orgshelf clock in REF`" in ran.err


def test_of_several_clocks_one_must_be_named(run: Program) -> None:
    run.note("a.org", "* A\nCLOCK: [2026-11-23 Mon 08:00]\n* B\nCLOCK: [2026-11-23 Mon 08:30]\n")
    for words in (("out",), ("cancel",), ("in", "a")):
        ran = run("clock", *words)
        assert (ran.code, ran.out) == (4, "")
        assert len(ran.err.splitlines()) == 3
    assert run("clock", "out", "b").out == "a.org:3 clocked 0:30  B\n"
    assert run("clock", "out").out == "a.org:1 clocked 1:00  A\n"


def test_a_dry_run_shows_both_files(shelf: Program) -> None:
    shelf("clock", "in", "alpha", "--at", "8:00")
    before = text(shelf)
    ran = shelf("clock", "in", "gamma", "--dry-run")
    assert "+CLOCK: [2026-11-23 Mon 08:00]--[2026-11-23 Mon 09:00] =>  1:00\n" in ran.out
    assert "+CLOCK: [2026-11-23 Mon 09:00]\n" in ran.out
    assert (text(shelf), text(shelf, "papers.org")) == (before, PAPERS)


@pytest.fixture
def clocked(run: Program) -> Program:
    run.note(
        "books.org",
        "* Books\n** TODO Alpha\n"
        "CLOCK: [2026-11-20 Fri 23:30]--[2026-11-21 Sat 00:45] =>  1:15\n"
        "CLOCK: [2026-11-01 Sun 10:00]--[2026-11-01 Sun 11:00] =>  1:00\n"
        "*** TODO part\nCLOCK: [2026-11-23 Mon 08:00]--[2026-11-23 Mon 08:10] =>  0:10\n",
    )
    run.note("papers.org", "* Papers\n** Gamma\nCLOCK: [2026-11-23 Mon 08:10]\n")
    return run


def test_the_report_sums_the_last_week_by_work_kind_and_day(clocked: Program) -> None:
    ran = clocked("clock", "report")
    assert ran.out == (
        "1:25 clocked from 2026-11-17 to 2026-11-23\n"
        "\nWork\n1:25  Alpha  book\n"
        "\nKind\n1:25  book\n"
        "\nDay\n0:30  Fri 2026-11-20\n0:45  Sat 2026-11-21\n0:10  Mon 2026-11-23\n"
    )


def test_the_report_begins_when_asked(clocked: Program) -> None:
    assert clocked("clock", "report", "--since", "2026-11-01").lines[0].startswith("2:25 clocked")
    late = clocked("clock", "report", "--since", "2026-11-21").lines[0]
    assert late == "0:55 clocked from 2026-11-21 to 2026-11-23"


def test_the_report_is_of_what_matches(clocked: Program) -> None:
    assert clocked("clock", "report", "--kind", "paper").lines == [
        "0:00 clocked from 2026-11-17 to 2026-11-23"
    ]
    assert clocked("clock", "report", "part").lines[0].startswith("0:10 clocked")


def test_the_report_as_json(clocked: Program) -> None:
    report = json.loads(clocked("clock", "report", "--format", "json").out)
    assert report["minutes"] == 85
    assert report["works"] == [{"work": "Alpha", "kind": "book", "minutes": 85}]
    assert report["days"][0] == {"day": "2026-11-20", "minutes": 30}
    assert report["running"] == [
        {
            "file": "papers.org",
            "line": 2,
            "title": "Gamma",
            "since": "2026-11-23T08:10",
            "minutes": 50,
        }
    ]


def test_the_report_on_a_terminal_says_the_same(clocked: Program) -> None:
    shown = clocked.terminal("clock", "report").out
    assert shown.split() == clocked("clock", "report").out.split()


def test_time_that_is_noted_without_a_day_is_told_beside_the_rest(clocked: Program) -> None:
    clocked.note("papers.org", "* Papers\n** Gamma\nCLOCK: =>  2:30\n")
    first = clocked("clock", "report").lines[0]
    assert first == "1:25 clocked from 2026-11-17 to 2026-11-23; 2:30 more without a day"
