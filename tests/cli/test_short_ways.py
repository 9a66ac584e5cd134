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


def test_a_hyphen_is_the_heading_of_the_last_command(shelf: Program) -> None:
    ran = shelf("show", "-")
    assert (ran.code, ran.out) == (3, "")
    assert "No command has named a heading here yet" in ran.err
    shelf("show", "sicp")
    assert shelf("done", "-").out.endswith("Structure and Interpretation - Abelson 1985\n")
    assert shelf("list").code == 0
    assert shelf("undo").code == 0
    assert shelf("show", "-").out == shelf("show", "sicp").out
    assert shelf("done", "gamma", "sicp", "--dry-run").code == 0
    assert shelf("refile", "gamma", "--to", "sicp").code == 0
    assert shelf("show", "-").lines[0] == "Gamma"


def test_a_hyphen_follows_a_heading_to_its_new_name(shelf: Program) -> None:
    assert shelf("rename", "gamma", "Delta").code == 0
    assert shelf("show", "-").lines[0] == "Delta"
    assert shelf("demote", "-").code == 0
    assert shelf("show", "-").lines[0] == "Delta"
    assert shelf("add", "book", "Epsilon").code == 0
    assert shelf("show", "-").lines[0] == "Epsilon"
    assert shelf("rm", "-", "--yes").code == 0
    ran = shelf("show", "-")
    assert (ran.code, "is gone" in ran.err) == (3, True)


def test_what_is_kept_for_a_hyphen_is_not_in_the_notes_and_may_be_lost(shelf: Program) -> None:
    before = sorted(shelf.folder.rglob("*"))
    shelf("show", "gamma")
    assert sorted(shelf.folder.rglob("*")) == before
    (kept,) = (shelf.home / "state" / "orgshelf" / "last").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    for broken in (b"", b"[1, 2]", b'{"a": 1}', b"\xff", b"[]"):
        kept.write_bytes(broken)
        assert shelf("show", "-").code == 3
    shelf("show", "gamma")
    shelf.note("b.org", "* TODO One\n", "elsewhere")
    assert shelf("show", "-", "--notes", "elsewhere").code == 3


def test_options_of_the_program_may_stand_behind_a_command(shelf: Program) -> None:
    shelf.note("b.org", "* TODO One\n", "elsewhere")
    assert "One" in shelf("list", "--notes", "elsewhere").out
    always = ("--color", "always")
    assert shelf("clock", "report", *always).out == shelf(*always, "clock", "report").out
    assert shelf("search", "gamma", "--color=always").out == shelf(*always, "search", "gamma").out
    assert shelf("list", "--color", "pink").code == 2
    assert shelf("show", "sicp", "--notes", "nowhere").code == 3


def test_the_context_can_be_left_out_for_once(shelf: Program) -> None:
    (shelf.folder / ".orgshelf.yaml").write_text("context: gamma\n")
    assert len(shelf("list").lines) == 1
    ran = shelf("list", "--no-context")
    assert (len(ran.lines), ran.err) == (3, "")
    assert shelf("--no-context", "list").out == ran.out


@pytest.mark.parametrize(
    ("typed", "here"),
    [
        ("+learning", "tags:learning"),
        ("#learning", "tags:learning"),
        ("due.before:eow", "deadline:..eow"),
        ("scheduled.after:today", "scheduled:today.."),
        ("end.before:2020-01-01", "closed:..2020-01-01"),
    ],
)
def test_another_program_s_query_is_told_as_it_is_here(
    shelf: Program, typed: str, here: str
) -> None:
    ran = shelf("list", typed)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"No match for {typed!r}. {typed} is written `{here}` here.\n"
    assert shelf("list", here).code == 0


def test_another_program_s_name_of_a_predicate_is_told(shelf: Program) -> None:
    ran = shelf("list", "due:eow")
    assert (ran.code, "did you mean `deadline`?" in ran.err) == (2, True)


def test_a_word_with_a_sign_is_still_a_word(shelf: Program) -> None:
    shelf.note("c.org", "* Books\n** TODO C++ and +more\n")
    assert shelf("list", "+more").lines
    assert shelf("list", "c++").lines


def test_a_date_may_be_said_in_words_of_their_own(shelf: Program) -> None:
    assert "<2026-11-26 Thu>" in shelf("deadline", "gamma", "in", "3", "days").out
    assert "<2026-11-30 Mon 10:00 +1w>" in shelf("schedule", "-", "next week 10:00 +1w").out
    assert shelf("list", "deadline:today..eow").lines == shelf("list", "gamma").lines
    assert shelf("done", "sicp", "--at", "3 days ago").code == 0
    assert len(shelf("list", "closed:last-week").lines) == 1
