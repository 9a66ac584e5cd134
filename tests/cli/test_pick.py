"""`pick` on a terminal: the list, what it prints, and how it leaves the terminal."""

import fcntl
import os
import re
import struct
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGTERM

import pytest

from program import COMMAND, PATIENCE, Program
from shells import Shell, typed_into

NOTES = """\
* Books
** TODO Alpha - Ann Lee 2001
** TODO Beta
*** TODO Chapter of beta
** DONE Gamma
"""
RUN = " ".join(COMMAND)


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", NOTES)
    run("list")  # the index is there
    return run


@contextmanager
def typing(run: Program, script: str, **variables: str) -> Iterator[Shell]:
    """A script of bash on a terminal, once the list is drawn."""
    environment = run.environment(**variables)
    with typed_into(["bash", "-c", script], run.folder, environment, run.folder) as shell:
        shell.wait(lambda: b"Enter take" in shell.said)
        yield shell


def modes(shell: Shell) -> list[object]:
    return termios.tcgetattr(shell.terminal)[:4]


def text(shell: Shell) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", " ", bytes(shell.said).decode())


def wait_for(shell: Shell, words: str) -> None:
    shell.wait(lambda: words in text(shell))


def test_the_list_narrows_and_prints_the_id_while_stdout_is_a_file(shelf: Program) -> None:
    out = shelf.folder / "out"
    with typing(shelf, f"{RUN} pick > out") as shell:
        wait_for(shell, "3/3")
        shell.press("chap")
        wait_for(shell, "1/3")
        assert out.read_text() == ""
        shell.press("\r")
        assert shell.process.wait(PATIENCE) == 0
    assert out.read_text().split() == [shelf.ids()["Chapter of beta"]]


def test_several_are_marked_with_tab_and_come_in_that_order(shelf: Program) -> None:
    with typing(shelf, f"echo $({RUN} pick) > out") as shell:
        shell.press("\x1b[B\t\x1b[A\x1b[A\t")
        wait_for(shell, "2 marked")
        shell.press("\r")
        shell.process.wait(PATIENCE)
    ids = shelf.ids()
    assert (shelf.folder / "out").read_text().split() == [ids["Beta"], ids["Alpha - Ann Lee 2001"]]


@pytest.mark.parametrize("key", ["\x03", "\x1b", "\x07"])
def test_who_leaves_takes_nothing_and_has_the_terminal_as_it_was(shelf: Program, key: str) -> None:
    script = f"{RUN} pick; echo code $?; stty -a; read -r line"
    with typing(shelf, script) as shell:
        assert not modes(shell)[3] & termios.ICANON  # type: ignore[operator]
        shell.press(key)
        wait_for(shell, "code 1")
        shell.wait(lambda: b" icanon" in shell.said)
        assert modes(shell)[3] & termios.ICANON  # type: ignore[operator]
        assert bytes(shell.said).rindex(b"\x1b[?1049l") > bytes(shell.said).rindex(b"\x1b[?1049h")


def test_a_signal_that_ends_it_gives_the_terminal_back(shelf: Program) -> None:
    with typing(shelf, f"exec {RUN} pick") as shell:
        os.kill(shell.process.pid, SIGTERM)
        assert shell.process.wait(PATIENCE) == -SIGTERM
        assert modes(shell)[3] & termios.ICANON  # type: ignore[operator]
        shell.wait(lambda: shell.said.endswith(b"\x1b[?1049l\x1b[?25h"))


def test_it_is_drawn_anew_in_the_size_that_the_window_gets(shelf: Program) -> None:
    with typing(shelf, f"{RUN} pick") as shell:
        wait_for(shell, "Alpha - Ann Lee 2001")
        shell.said.clear()
        fcntl.ioctl(shell.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 4, 20, 0, 0))
        wait_for(shell, "TODO Alpha - An…")
        assert "Chapter" not in text(shell)


def test_it_can_be_stopped_and_taken_up_again(shelf: Program) -> None:
    command = ["bash", "--norc", "--noediting", "-i"]
    environment = shelf.environment(PS1="go: ")
    with typed_into(command, shelf.folder, environment, shelf.folder) as shell:
        shell.wait(lambda: b"go: " in shell.said)
        usual = modes(shell)
        shell.press(f"{RUN} pick > out\r")
        shell.wait(lambda: b"Enter take" in shell.said)
        shell.press("alp\x1a")
        wait_for(shell, "Stopped")
        assert modes(shell) == usual
        shell.said.clear()
        shell.press("fg\r")
        wait_for(shell, "1/3")
        shell.press("\r")
        shell.wait(lambda: (shelf.folder / "out").stat().st_size > 0)
    assert (shelf.folder / "out").read_text().split() == [shelf.ids()["Alpha - Ann Lee 2001"]]


def test_nothing_in_a_title_acts_on_the_terminal(run: Program) -> None:
    run.note("a.org", "* TODO a\x1b]0;owned\x07b\u202ec\n")
    with typing(run, f"{RUN} pick") as shell:
        wait_for(shell, "1/1")
        assert "TODO a␛]0;owned␇b�c" in text(shell)


def test_a_command_that_is_told_no_heading_opens_the_list(shelf: Program) -> None:
    with typing(shelf, f"{RUN} done") as shell:
        wait_for(shell, "5/5")  # those that are done or have no keyword come last
        shell.press("alpha\r")
        assert shell.process.wait(PATIENCE) == 0
    assert "** DONE Alpha" in (shelf.folder / "notes" / "books.org").read_text()
    with typing(shelf, f"{RUN} show") as shell:
        shell.press("chapter\r")
        assert shell.process.wait(PATIENCE) == 0
        wait_for(shell, "Chapter of beta")


@pytest.mark.parametrize("command", ["pick", "done", "show"])
def test_without_a_terminal_it_says_what_to_do(shelf: Program, command: str) -> None:
    ran = shelf.process(command)
    assert ran.code == 2
    assert ran.out == ""


def test_a_terminal_that_cannot_be_drawn_on_is_told_so(shelf: Program) -> None:
    ran = shelf.terminal("pick", TERM="dumb")
    assert ran.code == 2
    assert "use `orgshelf list`" in ran.out


def fzf(run: Program, script: str) -> dict[str, str]:
    """Put a program called fzf in front of the others."""
    path = run.home / "bin" / "fzf"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    folders = f"{path.parent}{os.pathsep}{run.environment()['PATH']}"
    return {"PATH": folders}


def test_fzf_shows_the_list_where_the_configuration_says_so(shelf: Program) -> None:
    shelf.note(".orgshelf.yaml", "picker: fzf\n")
    given = shelf.home / "given"
    variables = fzf(shelf, f'printf "%s\\n" "$@" > {given}.options; tee {given} | tail -n 1')
    ran = shelf("pick", **variables)
    assert ran.lines == [shelf.ids()["Chapter of beta"]]
    assert [line.split("\t")[1] for line in Path(given).read_text().splitlines()] == [
        "TODO Alpha - Ann Lee 2001",
        "TODO Beta",
        "TODO Chapter of beta  ‹ Beta",
    ]
    assert "--multi" in Path(f"{given}.options").read_text()


def test_who_leaves_fzf_takes_nothing(shelf: Program) -> None:
    shelf.note(".orgshelf.yaml", "picker: fzf\n")
    ran = shelf("pick", **fzf(shelf, "exit 130"))
    assert (ran.code, ran.out) == (1, "")


def test_fzf_that_is_not_there_is_asked_for(shelf: Program) -> None:
    shelf.note(".orgshelf.yaml", "picker: fzf\n")
    ran = shelf("pick", PATH="/nowhere")
    assert (ran.code, "fzf is not installed" in ran.err) == (2, True)


def test_a_note_is_typed_once_its_heading_is_chosen(shelf: Program) -> None:
    editor = shelf.home / "editor"
    editor.write_text('#!/bin/sh\necho "so it is" > "$1"\n')
    editor.chmod(0o755)
    with typing(shelf, f"{RUN} note", EDITOR=str(editor), VISUAL=str(editor)) as shell:
        shell.press("alpha\r")
        assert shell.process.wait(PATIENCE) == 0
    assert "  so it is\n" in (shelf.folder / "notes" / "books.org").read_text()
