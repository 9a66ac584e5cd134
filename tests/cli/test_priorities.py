"""Priorities of numbers as Org 9.8 reads them, and a COMMENT behind a keyword or priority."""

import pytest

from program import Program

NUMBERS = (
    "#+PRIORITIES: 1 20 10\n* Books\n** TODO [#15] Fifteen\n** TODO [#7] Seven\n** TODO None\n"
)


def titles(run: Program, *words: str) -> list[str]:
    return run(*words, "--format", "tsv", "--fields", "title").out.splitlines()[1:]


@pytest.mark.parametrize("words", [("next",), ("list", "--sort", "priority")])
@pytest.mark.parametrize("unindexed", [(), ("--no-index",)])
def test_numbers_count_as_numbers(
    run: Program, words: tuple[str, ...], unindexed: tuple[str, ...]
) -> None:
    run.note("a.org", NUMBERS)
    assert titles(run, *unindexed, *words) == ["Seven", "Fifteen", "None"]
    assert titles(run, *unindexed, "list", "priority:>10") == ["Seven"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("* TODO COMMENT  two", "* DONE COMMENT two"),
        ("* TODO [#A]  COMMENT two", "* DONE [#A]  COMMENT two"),
        ("* TODO [#15] two", "* DONE [#15] two"),
    ],
)
def test_what_stands_before_a_title_is_written_as_org_writes_it(
    run: Program, before: str, after: str
) -> None:
    note = run.note("a.org", f"{before}\n")
    assert run("done", "two").code == 0
    assert note.read_text().splitlines()[0] == after
