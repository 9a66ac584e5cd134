"""Short ways to say what is meant: beginnings of commands, aliases, words of a title."""

import pytest

from program import Program

BOOKS = """\
* Books
** TODO Structure and Interpretation - Abelson 1985
:PROPERTIES:
:CUSTOM_ID: sicp
:END:
** TODO Structure
:PROPERTIES:
:ID:       5a3f-Uuid
:END:
** TODO Gamma
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", BOOKS)
    return run


def test_the_beginning_of_a_command_is_enough(shelf: Program) -> None:
    assert shelf("prog").out == shelf("progress").out
    assert shelf("wo").out == shelf("works").out
    ran = shelf("d", "gamma")
    assert (ran.code, "'d' could be `done`, `drop`, `deadline` or `demote`" in ran.err) == (2, True)


def test_an_alias_is_short_for_a_command_with_its_options(shelf: Program) -> None:
    (shelf.folder / ".orgshelf.yaml").write_text('aliases: {g: "list gamma", list: "tags"}\n')
    assert shelf("g").out == shelf("list", "gamma").out
    assert shelf("g", "--format", "json").out == shelf("list", "gamma", "--format", "json").out
    assert "Gamma" in shelf("list").out
    (shelf.folder / ".orgshelf.yaml").write_text("aliases: {g: [list]}\n")
    assert "aliases wants" in shelf("list").err


def test_words_of_one_title_need_no_quotation_marks(shelf: Program) -> None:
    ran = shelf("done", "structure", "and", "interpretation", "--dry-run")
    assert ran.code == 0, ran.err
    assert ran.out.count("+** DONE") == 1
    assert shelf("done", "gamma", "sicp", "--dry-run").out.count("+** DONE") == 2


@pytest.mark.parametrize("ref", ["sicp", "SICP", "#sicp"])
def test_a_custom_id_needs_no_sign(shelf: Program, ref: str) -> None:
    assert shelf("show", ref).lines[0].startswith("Structure and Interpretation")


def test_an_id_needs_no_prefix(shelf: Program) -> None:
    assert shelf("show", "5a3f-uuid").lines[0] == "Structure"
