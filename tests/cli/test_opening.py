"""`open` and `edit`: what other programs are given."""

from pathlib import Path

import pytest

from orgshelf.cli.editor import editor_command, find_editor
from program import Program

NOTES = """\
* Papers
** TODO One
https://e.org/one.pdf
** TODO Two
[[https://e.org/two][The paper]] and [[mailto:me@e.org]]
- [[doi:10.1000/182]] [[file:two.pdf::12]] [[./none.pdf]]
- [[shell:rm -rf x]] [[elisp:(x)]] [[id:abc]] [[*Heading]] javascript:alert(1)
** TODO Stranger
[[file:~nobody-at-all/x.pdf]]
** TODO None
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("papers.org", NOTES)
    run.note("two.pdf", "")
    return run


def fake(program: Program, name: str) -> dict[str, str]:
    """A program of that name, found first, that only notes what it is given."""
    folder = program.home / "bin"
    folder.mkdir()
    script = folder / name
    script.write_text(f'#!/bin/sh\nfor word; do echo "$word"; done > {program.home}/given\n')
    script.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


def given(program: Program) -> list[str]:
    return (program.home / "given").read_text().splitlines()


def test_the_only_link_is_opened(shelf: Program) -> None:
    ran = shelf.process("open", "one", **fake(shelf, "xdg-open"))
    assert (ran.code, ran.out) == (0, "")
    assert given(shelf) == ["https://e.org/one.pdf"]


def test_a_home_of_nobody_is_one_sentence(shelf: Program) -> None:
    ran = shelf("open", "stranger", "--print")
    assert (ran.code, ran.err) == (2, "orgshelf: There is no file ~nobody-at-all/x.pdf.\n")


def test_of_several_links_there_is_a_list(shelf: Program) -> None:
    ran = shelf("open", "two")
    assert ran.code == 0
    assert ran.lines[:3] == [
        "1  The paper  https://e.org/two",
        "2  mailto:me@e.org",
        "3  doi:10.1000/182",
    ]


@pytest.mark.parametrize(
    ("number", "printed"),
    [("1", "https://e.org/two"), ("2", "mailto:me@e.org"), ("3", "https://doi.org/10.1000/182")],
)
def test_print_only_prints(shelf: Program, number: str, printed: str) -> None:
    ran = shelf("open", "two", number, "--print")
    assert (ran.code, ran.out) == (0, f"{printed}\n")


def test_a_file_is_named_relative_to_its_note(shelf: Program) -> None:
    assert shelf("open", "two", "4", "--print").out == f"{shelf.folder}/notes/two.pdf\n"
    ran = shelf("open", "two", "5")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no file ./none.pdf." in ran.err


@pytest.mark.parametrize("number", ["6", "7", "8", "9"])
def test_what_could_run_something_is_not_opened(shelf: Program, number: str) -> None:
    ran = shelf.process("open", "two", number, **fake(shelf, "xdg-open"))
    assert (ran.code, ran.out) == (2, "")
    assert "is not opened: only web, mail, DOI and file links are." in ran.err
    assert not (shelf.home / "given").exists()


def test_no_such_link(shelf: Program) -> None:
    assert shelf("open", "one", "2").code == 2
    ran = shelf("open", "none")
    assert (ran.code, "It has no link" in ran.err) == (3, True)


def test_edit_opens_the_file_at_the_heading(shelf: Program) -> None:
    ran = shelf.process("edit", "two", EDITOR="nano -w", **fake(shelf, "nano"))
    assert ran.code == 0
    assert given(shelf) == ["-w", "+4", str(shelf.folder / "notes" / "papers.org")]


def test_an_editor_that_fails_is_told(shelf: Program) -> None:
    ran = shelf.process("edit", "two", EDITOR="no-such-editor")
    assert (ran.code, "no-such-editor cannot be started" in ran.err) == (1, True)
    ran = shelf.process("edit", "two", EDITOR="false")
    assert (ran.code, "false ended with exit code 1." in ran.err) == (1, True)
    ran = shelf.process("edit", "two", EDITOR='"vi')
    assert (ran.code, "which is no command" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vi", ["vi", "+12", "/n/a b.org"]),
        ("/usr/bin/nvim -R", ["/usr/bin/nvim", "-R", "+12", "/n/a b.org"]),
        ("emacsclient -t", ["emacsclient", "-t", "+12", "/n/a b.org"]),
        ("emacs", ["emacs", "+12", "/n/a b.org"]),
        ("code --wait", ["code", "--wait", "--goto", "/n/a b.org:12"]),
        ("hx", ["hx", "/n/a b.org:12"]),
        ("my-editor", ["my-editor", "/n/a b.org"]),
    ],
)
def test_how_editors_are_told_the_line(editor: str, words: list[str]) -> None:
    assert editor_command(editor, Path("/n/a b.org"), 12) == words


def test_the_editor_is_visual_then_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setenv("VISUAL", "kak")
    assert find_editor() == "kak"
    monkeypatch.setenv("VISUAL", "")
    assert find_editor() == "ed"
    monkeypatch.delenv("EDITOR")
    monkeypatch.setenv("PATH", "/nowhere")
    assert find_editor() == "vi"
