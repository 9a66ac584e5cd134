"""`note` and `check`: what they write, say, ask and refuse."""

import pytest

from program import Program

BOOK = """\
* Books
** TODO Alpha [/]
- [ ] chapter 1
- [ ] chapter 2
  - [ ] exercise 2.1
  - [X] exercise 2.2
** TODO Beta
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", BOOK)
    return run


def text(program: Program) -> str:
    return (program.folder / "notes" / "books.org").read_text("utf-8")


def test_a_note_is_taken_and_said_in_one_line(shelf: Program) -> None:
    ran = shelf("note", "beta", "a word\nor two")
    assert (ran.code, ran.out, ran.err) == (0, "books.org:7 note taken  Beta\n", "")
    assert text(shelf) == BOOK + (
        "- Note taken on [2026-11-23 Mon 09:00] \\\\\n  a word\n  or two\n"
    )


def test_one_note_for_several_headings(shelf: Program) -> None:
    ran = shelf("note", "alpha", "beta", "seen")
    assert ran.lines == ["books.org:2 note taken  Alpha", "books.org:9 note taken  Beta"]
    assert text(shelf).count("  seen\n") == 2


def test_a_note_for_all_that_match(shelf: Program) -> None:
    assert shelf("note", "--query", "beta", "seen").out == "books.org:7 note taken  Beta\n"


def test_a_note_from_stdin(shelf: Program) -> None:
    ran = shelf.shell("printf 'from\\nelsewhere\\n' | orgshelf note beta -")
    assert (ran.code, ran.err) == (0, "")
    assert text(shelf).endswith("\\\\\n  from\n  elsewhere\n")


def test_what_is_no_text_is_not_taken_from_stdin(shelf: Program) -> None:
    ran = shelf.shell("printf '\\377' | orgshelf note beta -")
    assert (ran.code, ran.out, text(shelf)) == (2, "", BOOK)
    assert ran.err == "orgshelf: stdin is not UTF-8, so nothing was written.\n"


def test_a_note_may_begin_with_a_hyphen(shelf: Program) -> None:
    assert shelf("note", "beta", "- a point").code == 0
    assert text(shelf).endswith("\\\\\n  - a point\n")


def test_a_note_from_the_editor(shelf: Program) -> None:
    editor = shelf.folder / "editor"
    editor.write_text('#!/bin/sh\necho typed > "$1"\n')
    editor.chmod(0o755)
    ran = shelf.terminal("note", "beta", EDITOR=str(editor))
    assert (ran.code, ran.out) == (0, "books.org:7 note taken  Beta\n")
    assert text(shelf).endswith("\\\\\n  typed\n")


def test_an_editor_that_is_left_without_a_word_takes_no_note(shelf: Program) -> None:
    ran = shelf.terminal("note", "beta", EDITOR="true")
    assert (ran.code, text(shelf)) == (2, BOOK)
    assert "nothing was written" in ran.out


@pytest.mark.parametrize("words", [("beta",), ("beta", " "), ()])
def test_a_note_needs_a_text(shelf: Program, words: tuple[str, ...]) -> None:
    ran = shelf("note", *words)
    assert (ran.code, ran.out, text(shelf)) == (2, "", BOOK)
    assert "text" in ran.err


def test_a_note_is_undone(shelf: Program) -> None:
    shelf("note", "beta", "a word")
    assert shelf("undo").code == 0
    assert text(shelf) == BOOK


def test_checkboxes_are_listed_with_their_numbers(shelf: Program) -> None:
    assert shelf("check", "alpha").lines == [
        "1  [ ] chapter 1",
        "2  [ ] chapter 2",
        "3    [ ] exercise 2.1",
        "4    [X] exercise 2.2",
    ]
    assert text(shelf) == BOOK


@pytest.mark.parametrize("which", ["3", "exercise 2.1", "2.1 EXERCISE"])
def test_a_checkbox_is_toggled_with_those_above_it_and_the_cookie(
    shelf: Program, which: str
) -> None:
    ran = shelf("check", "alpha", which)
    assert (ran.code, ran.out) == (0, "books.org:2 [ ] → [X] exercise 2.1  Alpha\n")
    assert text(shelf) == BOOK.replace("[/]", "[1/2]").replace("[ ] ch", "[X] ch", 2).replace(
        "[X] chapter 1", "[ ] chapter 1"
    ).replace("[ ] exercise", "[X] exercise")


def test_a_checkbox_is_set(shelf: Program) -> None:
    shelf("check", "alpha", "1", "--on")
    again = shelf("check", "alpha", "1", "--on")
    assert (again.code, again.out) == (0, "")
    assert again.err == "books.org:2 unchanged  Alpha\n"
    assert shelf("check", "alpha", "1", "--off").out == "books.org:2 [X] → [ ] chapter 1  Alpha\n"


def test_a_dry_run_shows_the_diff_alone(shelf: Program) -> None:
    ran = shelf("check", "alpha", "1", "--dry-run")
    assert {"-- [ ] chapter 1", "+- [X] chapter 1", "+** TODO Alpha [1/2]"} < set(ran.lines)
    assert text(shelf) == BOOK


@pytest.mark.parametrize("which", ["0", "5", "99999999999", "chapter 9"])
def test_no_such_checkbox(shelf: Program, which: str) -> None:
    ran = shelf("check", "alpha", which)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"orgshelf: 'Alpha' has no checkbox {which!r}; `check REF` lists them.\n"


@pytest.mark.parametrize("which", [(), ("1",)])
def test_no_checkboxes(shelf: Program, which: tuple[str, ...]) -> None:
    ran = shelf("check", "beta", *which)
    assert (ran.code, ran.out, ran.err) == (3, "", "orgshelf: 'Beta' has no checkboxes.\n")


def test_words_of_several_checkboxes(shelf: Program) -> None:
    ran = shelf("check", "alpha", "chapter")
    assert (ran.code, ran.out, text(shelf)) == (4, "", BOOK)
    assert ran.err.splitlines() == [
        "orgshelf: 2 checkboxes match 'chapter'; repeat the command with one of these numbers:",
        "  1  [ ] chapter 1",
        "  2  [ ] chapter 2",
    ]


def test_an_order_is_kept_unless_forced(run: Program) -> None:
    run.note("a.org", "* A\n:PROPERTIES:\n:ORDERED: t\n:END:\n- [ ] one\n- [ ] two\n")
    refused = run("check", "a", "two")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "orgshelf: 'A' is blocked by 'one': finish that first, or use --force.\n"
    assert run("check", "a", "two", "--force").code == 0
