"""Goals are set, shown and given up; the configuration keeps what else it says."""

import json

import pytest

from program import Program


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("a.org", "* Papers\n** TODO One\n** DONE Two\nCLOSED: [2026-11-22 Sun 10:00]\n")
    (run.folder / ".orgshelf.yaml").write_text("# mine\nlog_page: true  # yes\n")
    return run


def test_a_goal_is_set_and_shown_and_given_up(shelf: Program) -> None:
    config = shelf.folder / ".orgshelf.yaml"
    before = config.read_text()
    ran = shelf("goal", "add", "papers", "24", "kind:paper")
    told = "papers  24 to go by 2026-12-31, about 4.3 a week; on track\n"
    assert (ran.code, ran.out) == (0, told)
    assert config.read_text() == before + (
        'goals:\n  papers: {query: "kind:paper", count: 24, since: 2026-11-23, by: 2026-12-31}\n'
    )
    shelf("done", "one")
    assert shelf("goal", "list").out.split()[:3] == ["papers", "....................", "1/24"]
    assert "1 ahead" in shelf.screen("goal", "list")
    assert "papers" in shelf("progress").out
    assert shelf("goal", "rm", "papers").code == 0
    assert config.read_text() == before


def test_days_of_a_goal_are_said_as_anywhere(shelf: Program) -> None:
    days = ("--since", "last month", "--by", "next month")
    assert shelf("goal", "add", "papers", "2", "kind:paper", *days).code == 0
    (goal,) = json.loads(shelf("goal", "list", "-f", "json").out)["goals"]
    assert (goal["since"], goal["by"], goal["done"]) == ("2026-10-01", "2026-12-31", 1)
    assert shelf("goal", "list", "--fields", "name,done").out == "papers  1\n"


def test_a_goal_that_is_there_is_not_overwritten_by_chance(shelf: Program) -> None:
    shelf("goal", "add", "papers", "2", "kind:paper")
    before = (shelf.folder / ".orgshelf.yaml").read_text()
    ran = shelf("goal", "add", "papers", "3")
    assert (ran.code, "--replace" in ran.err) == (2, True)
    assert (shelf.folder / ".orgshelf.yaml").read_text() == before
    assert shelf("goal", "add", "papers", "3", "--replace").code == 0
    assert json.loads(shelf("goal", "list", "-f", "jsonl").out)["count"] == 3


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["add", "a b", "3"], 2, "names of letters"),
        (["add", "a", "0"], 2, "'0' is not a number from 1 on"),
        (["add", "a", "3", "kidn:book"], 2, "did you mean `kind`"),
        (["add", "a", "3", "--by", "yesterday"], 2, "cannot end by 2026-11-22"),
        (["add", "a", "3", "--by", "soon"], 2, "'soon' is not a date"),
        (["rm", "a"], 3, "There is no goal 'a'"),
    ],
)
def test_what_is_no_goal_changes_nothing(
    shelf: Program, words: list[str], code: int, told: str
) -> None:
    before = (shelf.folder / ".orgshelf.yaml").read_text()
    ran = shelf("goal", *words)
    assert (ran.code, told in ran.err) == (code, True), ran.err
    assert (shelf.folder / ".orgshelf.yaml").read_text() == before


def test_without_a_goal_the_list_says_how_to_set_one(shelf: Program) -> None:
    ran = shelf("goal", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "goal add papers 24 kind:paper" in ran.err


def test_a_goal_of_the_user_s_own_file_is_left_to_them(shelf: Program) -> None:
    own = shelf.home / "config" / "orgshelf" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("goals: {mine: {query: 'todo:', count: 1, by: 2026-12-31}}\n")
    ran = shelf("goal", "rm", "mine")
    assert (ran.code, "take it out of your own file" in ran.err) == (2, True)
