"""`schedule` and `deadline`: what they write, say, ask and refuse."""

import pytest

from program import Program

SHELF = """\
#+STARTUP: logredeadline
#+TODO: TODO READING | DONE(@)
* Books [0/3]
** TODO Alpha :maths:
Words of Alpha.
** TODO Beta
DEADLINE: <2026-11-30 Mon +1w -3d>
** READING Gamma
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", SHELF)
    return run


def text(program: Program) -> str:
    return (program.folder / "notes" / "books.org").read_text("utf-8")


def test_schedule_writes_what_org_would_and_says_so(shelf: Program) -> None:
    ran = shelf("schedule", "alpha", "fri")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "books.org:4 scheduled <2026-11-27 Fri>  Alpha\n"
    assert "** TODO Alpha :maths:\nSCHEDULED: <2026-11-27 Fri>\nWords" in text(shelf)


def test_deadline_keeps_the_repeater_and_logs(shelf: Program) -> None:
    ran = shelf("deadline", "beta", "+2w")
    assert ran.out == "books.org:6 deadline <2026-12-07 Mon +1w -3d>  Beta\n"
    assert (
        "DEADLINE: <2026-12-07 Mon +1w -3d>\n"
        '- New deadline from "[2026-11-30 Mon +1w -3d]" on [2026-11-23 Mon 09:00]\n'
    ) in text(shelf)


@pytest.mark.parametrize(
    ("words", "stamp"),
    [
        (["2026-12-01", "10:00"], "<2026-12-01 Tue 10:00>"),
        (["2026-12-01 10:00-11:30"], "<2026-12-01 Tue 10:00-11:30>"),
        (["+2w", "+1w"], "<2026-12-07 Mon +1w>"),
        (["-3d"], "<2026-11-20 Fri>"),
        (["-1m", "-3d"], "<2026-10-23 Fri -3d>"),
        (["-fri", "--2d"], "<2026-11-20 Fri --2d>"),
        (["tomorrow", ".+2d", "-1w"], "<2026-11-24 Tue .+2d -1w>"),
        (["5", "dec", "19:00"], "<2026-12-05 Sat 19:00>"),
        (["19:00"], "<2026-11-23 Mon 19:00>"),
        (["2026-W50"], "<2026-12-07 Mon>"),
    ],
)
def test_dates_as_a_person_types_them(shelf: Program, words: list[str], stamp: str) -> None:
    ran = shelf("schedule", "alpha", *words)
    assert ran.out == f"books.org:4 scheduled {stamp}  Alpha\n"


def test_options_may_stand_among_the_words(shelf: Program) -> None:
    ran = shelf("schedule", "--note", "-3d", "alpha", "-3d", "-y")
    assert (ran.code, ran.err) == (0, "")
    assert "- Note taken on [2026-11-23 Mon 09:00] \\\\\n  -3d\n" in text(shelf)


def test_several_and_all_that_match(shelf: Program) -> None:
    ran = shelf("deadline", "alpha", "gamma", "sat", "9:05")
    assert [line.split()[0] for line in ran.lines] == ["books.org:4", "books.org:9"]
    assert text(shelf).count("<2026-11-28 Sat 09:05>") == 2
    assert shelf("schedule", "--query", "a", "tomorrow").out.count("scheduled") == 3


def test_clear_takes_the_date_away_and_logs(shelf: Program) -> None:
    ran = shelf("deadline", "beta", "--clear", "--note", "no hurry")
    assert ran.out == "books.org:6 no deadline any more  Beta\n"
    assert (
        "** TODO Beta\n"
        '- Removed deadline, was "[2026-11-30 Mon +1w -3d]" on [2026-11-23 Mon 09:00] \\\\\n'
        "  no hurry\n** READING"
    ) in text(shelf)


@pytest.mark.parametrize("command", ["schedule", "deadline"])
def test_none_takes_the_date_away_as_well(shelf: Program, command: str) -> None:
    shelf(command, "alpha", "fri")
    assert "<2026-11-27 Fri>" in text(shelf)
    assert shelf(command, "alpha", "none").code == 0
    assert "<2026-11-27 Fri>" not in text(shelf)


def test_what_is_so_already_is_said_and_not_written(shelf: Program) -> None:
    shelf("schedule", "alpha", "fri")
    before = text(shelf)
    again = shelf("schedule", "alpha", "fri")
    assert (again.code, again.out) == (0, "")
    assert again.err == "books.org:4 was already scheduled for 2026-11-27  Alpha\n"
    assert shelf("deadline", "alpha", "--clear").err == "books.org:4 no deadline  Alpha\n"
    assert text(shelf) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["alpha", "soon"], "'soon' is not a date"),
        (["alpha", "2026-02-30"], "'2026-02-30' is not a date"),
        (["alpha", "fri", "25:00"], "'25:00' is not a date"),
        (["alpha"], "Name the headings and the date"),
        (["fri"], "Name the headings and the date"),
        ([], "Name the headings and the date"),
        (["alpha", "--query", "beta", "fri"], "by REF or by --query, not by both"),
    ],
)
def test_what_is_no_date_is_refused(shelf: Program, words: list[str], said: str) -> None:
    ran = shelf("schedule", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert text(shelf) == SHELF


def test_undo_takes_it_back(shelf: Program) -> None:
    shelf("deadline", "beta", "fri", "++1m")
    assert text(shelf) != SHELF
    assert shelf("undo").code == 0
    assert text(shelf) == SHELF


def test_dry_run_writes_nothing(shelf: Program) -> None:
    ran = shelf("schedule", "alpha", "fri", "--dry-run")
    assert "+SCHEDULED: <2026-11-27 Fri>" in ran.lines
    assert text(shelf) == SHELF


NOTED = "#+STARTUP: lognotereschedule\n* TODO A\nSCHEDULED: <2026-11-30 Mon>\n"


def test_a_note_is_asked_for_on_a_terminal_where_the_file_wants_one(run: Program) -> None:
    run.note("books.org", NOTED)
    ran = run.terminal("schedule", "books.org:2", "fri", answers=["was ill"])
    assert "Note on A (Enter for none):" in ran.out
    assert text(run).endswith('from "[2026-11-30 Mon]" on [2026-11-23 Mon 09:00] \\\\\n  was ill\n')


def test_an_empty_answer_is_no_note(run: Program) -> None:
    run.note("books.org", NOTED)
    assert run.terminal("schedule", "books.org:2", "fri", answers=[""]).code == 0
    assert text(run).endswith('from "[2026-11-30 Mon]" on [2026-11-23 Mon 09:00]\n')


def test_nothing_is_asked_without_a_terminal_or_where_no_note_is_wanted(run: Program) -> None:
    run.note("books.org", NOTED)
    assert "Note on" not in run.terminal("deadline", "books.org:2", "fri").out
    assert "Note on" not in run.terminal("schedule", "books.org:2", "fri", "--dry-run").out
    assert run("schedule", "books.org:2", "fri").err == ""
    assert text(run).endswith('from "[2026-11-30 Mon]" on [2026-11-23 Mon 09:00]\n')


def test_done_and_state_ask_for_their_note_too(shelf: Program) -> None:
    ran = shelf.terminal("done", "alpha", "gamma", answers=["both read"])
    assert "Note on 2 headings (Enter for none):" in ran.out
    assert text(shelf).count("  both read\n") == 2
    ran = shelf.terminal("state", "beta", "DONE", answers=["and this"])
    assert "Note on Beta (Enter for none):" in ran.out
    assert "  and this\n" in text(shelf)
