"""`open` and `edit`: what other programs are given."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from orgshelf.cli.open import editor_command, find_editor
from program import PATIENCE, Program

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
    words = f'for word; do echo "$word"; done > {program.home}/said'
    script.write_text(
        f"#!/bin/sh\ntrap '' HUP\n{words}\nmv {program.home}/said {program.home}/given\n"
    )
    script.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


def given(program: Program) -> list[str]:
    """The words that the program was given; it may be started without being waited for."""
    path, end = program.home / "given", time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)
    words = path.read_text().splitlines()
    path.unlink()
    return words


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
    assert (ran.code, "which is not a command" in ran.err) == (1, True)


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


def linked(program: Program, *targets: str) -> None:
    program.note("papers.org", "* Papers\n** TODO One\n" + "".join(f"[[{t}]]\n" for t in targets))


PROGRAMS = [
    *("a.desktop", "a.sh", "a.py", "a.jar", "a.command", "a.exe", "a.bat", "a.ps1", "a.AppImage"),
    *("A.EXE", "a.pdf.Desktop", "-a.sh", "a b.sh"),
]


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_may_run_is_refused_where_nobody_can_be_asked(shelf: Program, name: str) -> None:
    shelf.note(name, "")
    linked(shelf, f"file:{name}")
    program = fake(shelf, "xdg-open")
    ran = shelf.process("open", "one", **program)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"{name} may run a program: add --yes to open it.\n")
    assert not (shelf.home / "given").exists()
    assert shelf("open", "one", "--print").out == f"{shelf.folder}/notes/{name}\n"
    assert shelf.process("open", "one", "--yes", **program).code == 0
    assert given(shelf) == [f"{shelf.folder}/notes/{name}"]


def test_a_file_that_has_leave_to_run_and_a_link_to_a_program_may_run(shelf: Program) -> None:
    shelf.note("run", "").chmod(0o755)
    (shelf.folder / "notes" / "paper.pdf").symlink_to(shelf.note("evil.sh", ""))
    (shelf.folder / "notes" / "Evil.app").mkdir()
    linked(shelf, "file:run", "./paper.pdf", "file:Evil.app")
    for number in "123":
        ran = shelf.process("open", "one", number)
        assert (ran.code, "may run a program" in ran.err) == (2, True)


@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_one_is_asked(shelf: Program, answer: str) -> None:
    shelf.note("a.sh", "")
    linked(shelf, "file:a.sh")
    desktop = replace(shelf, variables=fake(shelf, "xdg-open"))
    ran = desktop.terminal("open", "one", answers=[answer])
    assert "a.sh may run a program. Open it?" in ran.out
    assert ran.code == (0 if answer == "y" else 1)
    if answer == "y":
        assert given(shelf) == [f"{shelf.folder}/notes/a.sh"]
    assert not (shelf.home / "given").exists()


def test_folders_and_files_without_leave_to_run_are_just_opened(shelf: Program) -> None:
    (shelf.folder / "elsewhere").mkdir()
    (shelf.folder / "elsewhere" / "paper.pdf").write_text("")
    linked(shelf, "file:../elsewhere", "file:../elsewhere/paper.pdf")
    program = fake(shelf, "xdg-open")
    for number, path in ("1", "elsewhere"), ("2", "elsewhere/paper.pdf"):
        assert shelf.process("open", "one", number, **program).code == 0
        assert Path(given(shelf)[0]).resolve() == shelf.folder / path


@pytest.mark.parametrize(
    ("target", "opened"),
    [
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("https://e.org/'\"`", "https://e.org/%27%22%60"),
        ("HTTPS://e.org/", "HTTPS://e.org/"),
        ("mailto:a@e.org?subject=an attachment", "mailto:a@e.org?subject=an%20attachment"),
    ],
)
def test_an_address_is_one_word_without_signs_of_a_shell(
    shelf: Program, target: str, opened: str
) -> None:
    linked(shelf, target)
    assert shelf.process("open", "one", **fake(shelf, "xdg-open")).code == 0
    assert given(shelf) == [opened]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://e.org/\x1bc", "control characters"),
        ("https://e.org/\u202egnp", "control characters"),
        ("file:a\x7f.pdf", "control characters"),
        ("mailto:a@e.org?attach=/etc/passwd", "attach a file"),
        ("mailto:a@e.org?subject=x&%61ttachment=/etc/passwd", "attach a file"),
        ("mailto:a@e.org?subject=x;Attach=~/.ssh/id_rsa", "attach a file"),
        ("ftp://e.org/x", "only web, mail"),
        ("-a.sh", "only web, mail"),
        ("data:text/html,x", "only web, mail"),
        ("vbscript:x", "only web, mail"),
        ("https:", "only web, mail"),
    ],
)
def test_what_is_no_honest_address_is_not_opened(shelf: Program, target: str, reason: str) -> None:
    linked(shelf, target)
    ran = shelf.process("open", "one", "1", "--yes", **fake(shelf, "xdg-open"))
    assert (ran.code, reason in ran.err) == (2, True)
    assert not (shelf.home / "given").exists()


@pytest.mark.parametrize("editor", ["vim", "nano", "emacsclient", "code", "my-editor"])
def test_no_name_of_a_note_is_an_option_of_the_editor(shelf: Program, editor: str) -> None:
    shelf.note("-c:!touch x.org", "* TODO Dash\n")
    inside = Program(shelf.folder / "notes", shelf.home)
    ran = inside.process("--notes", ".", "edit", "dash", EDITOR=editor, **fake(shelf, editor))
    assert ran.code == 0
    assert not [word for word in given(shelf) if word.startswith("-") and word != "--goto"]
