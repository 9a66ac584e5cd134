"""What a person at a terminal is asked and shown."""

import pytest

from program import Program

SHELF = "* TODO Alpha\n* TODO Beta\n* TODO Gamma\n* TODO Delta\n* Beta\n** TODO Alpha\n"


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("a.org", SHELF)
    return run


def text(program: Program) -> str:
    return (program.folder / "notes" / "a.org").read_text()


def test_several_headings_of_one_name_are_offered_by_number(shelf: Program) -> None:
    ran = shelf.terminal("state", "alpha", "none", answers=["2"])
    assert ran.code == 0
    assert "  1  " in ran.out
    assert "Which one?" in ran.out
    assert text(shelf).endswith("* Beta\n** Alpha\n")
    assert text(shelf).startswith("* TODO Alpha\n")


def test_a_number_that_is_not_offered_is_asked_for_again(shelf: Program) -> None:
    ran = shelf.terminal("show", "alpha", answers=["7", "1"])
    assert ran.code == 0
    assert ran.out.count("Which one?") == 2
    assert "a.org:1" in ran.out


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1)])
def test_more_than_three_are_asked_for(shelf: Program, answer: str, code: int) -> None:
    ran = shelf.terminal("done", "a.org:1", "a.org:2", "gamma", "delta", answers=[answer])
    assert ran.code == code
    assert "Change 4 headings?" in ran.out
    assert ("* DONE Gamma" in text(shelf)) is (answer == "y")
    assert ("stopped" in ran.out) is (answer == "n")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["interrupt", "end"])
def test_a_question_can_be_left(shelf: Program, key: str) -> None:
    ran = shelf.terminal("done", "alpha", answers=[key])
    assert ran.code in (1, 130)
    assert "stopped" in ran.out
    assert "Traceback" not in ran.out
    assert text(shelf) == SHELF


def test_yes_is_not_asked(shelf: Program) -> None:
    ran = shelf.terminal("done", "a.org:1", "a.org:2", "gamma", "delta", "--yes")
    assert (ran.code, ran.out.count("\n")) == (0, 4)


def test_questions_do_not_stand_in_the_data(shelf: Program) -> None:
    """With stdout in a file, question and answer are still on the terminal."""
    ran = shelf.on_terminal_shell("orgshelf show alpha > out.txt", answers=["1"])
    assert ran.code == 0
    assert "Which one?" in ran.out
    assert "Which one?" not in (shelf.folder / "out.txt").read_text()
    assert "a.org:1" in (shelf.folder / "out.txt").read_text()


def test_no_result_prints_no_empty_line(shelf: Program) -> None:
    assert shelf.terminal("list", "nothing").out == "No match for 'nothing'.\n"


@pytest.mark.parametrize("columns", [20, 30, 500])
@pytest.mark.parametrize("command", [["list"], ["next"], ["tree"], ["works"], ["progress"]])
def test_any_width_will_do(year: Program, command: list[str], columns: int) -> None:
    assert year.screen(*command, columns=columns)


def test_a_dumb_terminal_gets_no_escapes(shelf: Program) -> None:
    assert "\x1b" not in shelf.terminal("list", styles=True, TERM="dumb").out
