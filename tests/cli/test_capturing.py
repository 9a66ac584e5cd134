"""`capture`: a line into the inbox, at once; and `inbox`, which goes through it."""

import os
import resource
import subprocess
from pathlib import Path

import pytest

from program import COMMAND, Program

STAMP = "[2026-11-23 Mon 09:00]"


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", "* Books\n** TODO Alpha\n:PROPERTIES:\n:DOI: 10.1000/knots\n:END:\n")
    return run


def text(program: Program, name: str = "inbox.org") -> str:
    return (program.folder / "notes" / name).read_text()


def test_words_are_a_heading_with_the_time(shelf: Program) -> None:
    ran = shelf("capture", "Look", "up  knots")
    assert (ran.code, ran.out, ran.err) == (0, "inbox.org:1 captured  Look up knots\n", "")
    assert shelf("capture", "https://example.org/a").out.startswith("inbox.org:3 captured")
    assert text(shelf) == f"* Look up knots\n{STAMP}\n* https://example.org/a\n{STAMP}\n"


def test_each_is_a_change_of_its_own_whatever_came_after(shelf: Program) -> None:
    shelf.note("inbox.org", "* zero\n")
    for words in ("one", "two", "*two* [[https://example.org][more]] [1/2]", "three"):
        assert shelf("capture", words).code == 0
    for change in ("2", "3", "1"):
        assert shelf("undo", change).code == 0, change
    assert text(shelf) == f"* zero\n* three\n{STAMP}\n"
    assert shelf("undo").code == 0
    assert text(shelf) == "* zero\n"


def test_an_inbox_with_keywords_of_its_own_can_be_undone_too(shelf: Program) -> None:
    shelf.note("inbox.org", "#+TODO: LATER | GONE\n* LATER one\n")
    assert shelf("capture", "LATER two").code == 0
    assert shelf("capture", "three").code == 0
    assert shelf("undo", "1").code == 0
    assert text(shelf) == f"#+TODO: LATER | GONE\n* LATER one\n* three\n{STAMP}\n"


def test_the_configuration_names_the_inbox_and_the_weekdays(shelf: Program) -> None:
    config = shelf.folder / ".orgshelf.yaml"
    config.write_text("inbox: later.org\nweekdays: [Mo, Di, Mi, Do, Fr, Sa, So]\n")
    assert shelf("capture", "x").out == "later.org:1 captured  x\n"
    assert text(shelf, "later.org") == "* x\n[2026-11-23 Mo 09:00]\n"
    for name in ("../out.org", "/tmp/out.org", ".hidden/in.org", "in.txt"):
        config.write_text(f"inbox: {name}\n")
        ran = shelf("capture", "x")
        assert (ran.code, "inbox wants the name of an Org file in the notes" in ran.err) == (
            2,
            True,
        )


def test_the_other_lines_of_stdin_go_below_and_are_text(shelf: Program) -> None:
    ran = shelf.shell(r"printf '\n one \n* two\n#+begin_src\n:END:\n' | orgshelf capture -")
    assert ran.out == "inbox.org:1 captured  one\n"
    assert text(shelf).startswith(f"* one\n{STAMP}\n")
    assert [line[0] for line in text(shelf).splitlines()[2:]] == ["\u200b"] * 3
    assert shelf.ids("file:inbox").keys() <= {"one"}


def test_the_clipboard_is_asked_for_what_it_holds(shelf: Program) -> None:
    folder = shelf.folder / "bin"
    folder.mkdir()
    paste = folder / "wl-paste"
    paste.write_text("#!/bin/sh\nprintf 'from the clipboard'\n")
    paste.chmod(0o755)
    ran = shelf("capture", "--clipboard", PATH=f"{folder}{os.pathsep}/usr/bin:/bin")
    assert ran.out == "inbox.org:1 captured  from the clipboard\n"
    ran = shelf("capture", "--clipboard", PATH="/nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert "The clipboard cannot be read: install one of wl-paste, xclip" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("capture",), "Write what to capture, or `-` for stdin, or --clipboard."),
        (("capture", " "), "Write what to capture, like"),
        (("capture", "x", "--clipboard"), "Write what to capture, or `-`"),
    ],
)
def test_there_must_be_something(shelf: Program, words: tuple[str, ...], said: str) -> None:
    ran = shelf(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not (shelf.folder / "notes" / "inbox.org").exists()


def test_dry_run_writes_nothing(shelf: Program) -> None:
    assert f"+* x\n+{STAMP}\n" in shelf("capture", "x", "--dry-run").out
    assert not (shelf.folder / "notes" / "inbox.org").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [("* A\n".encode("utf-16"), "it is UTF-16"), (b"* \xe4\n", "latin-1, which has no")],
)
def test_a_file_that_cannot_have_it_is_left_alone(shelf: Program, data: bytes, said: str) -> None:
    inbox = shelf.note("inbox.org", data)
    ran = shelf("capture", "Łódź")
    assert (ran.code, said in ran.err) == (1, True)
    assert inbox.read_bytes() == data


def test_unsaved_changes_in_emacs_are_waited_for(shelf: Program) -> None:
    inbox = shelf.note("inbox.org", "* A\n")
    inbox.with_name(".#inbox.org").symlink_to("ada@here.1")
    ran = shelf("capture", "x")
    assert (ran.code, "unsaved changes in Emacs" in ran.err) == (5, True)


@pytest.mark.parametrize(("where", "code"), [("/dev/full", 1), ("/dev/null", 0)])
def test_what_cannot_be_told_was_captured_once(shelf: Program, where: str, code: int) -> None:
    ran = shelf.shell(f"orgshelf capture x > {where}")
    assert (ran.code, "No space left" in ran.err) == (code, code == 1)
    assert text(shelf) == f"* x\n{STAMP}\n"


def test_captures_at_the_same_time_lose_nothing(shelf: Program) -> None:
    ran = shelf.shell("for n in 1 2 3 4 5; do orgshelf capture n$n & done; wait")
    assert ran.err == ""
    titles = [line for line in text(shelf).splitlines() if line.startswith("* ")]
    assert sorted(titles) == [f"* n{n}" for n in range(1, 6)]
    assert shelf("undo", "3").code == 0
    assert text(shelf).count("* n") == 4


@pytest.mark.bench
def test_it_takes_less_than_twice_what_python_and_click_take(shelf: Program) -> None:
    """A listing of commands imports click alone; to capture takes about as long."""

    def cost(*command: str) -> float:
        found = []
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                command,
                cwd=shelf.folder,
                env=shelf.environment(),
                check=True,
                capture_output=True,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = (after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime)
            found.append(sum(spent))
        return min(found)

    assert cost(*COMMAND, "capture", "x") < 2 * cost(*COMMAND, "--version")


def test_a_capture_imports_no_command_line(shelf: Program) -> None:
    told = (
        "import sys; from orgshelf.cli import main; sys.argv[1:] = ['capture', 'x']\n"
        "try:\n    main()\n"
        "finally:\n    print('click' in sys.modules, 'orgparse' in sys.modules)"
    )
    done = subprocess.run(
        [COMMAND[0], "-c", told],
        cwd=shelf.folder,
        env=shelf.environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "False False"


def test_the_inbox_is_listed_where_nobody_can_be_asked(shelf: Program) -> None:
    assert shelf("inbox").err == "inbox.org is empty: `orgshelf capture` adds to it.\n"
    shelf("capture", "one")
    shelf("capture", "two")
    assert [line.split("  ", 1)[1] for line in shelf("inbox").lines] == [
        f"{STAMP}  one",
        f"{STAMP}  two",
    ]


def captured(shelf: Program, *texts: str) -> None:
    for one in texts:
        assert shelf("capture", one).code == 0


def pressed(shelf: Program, *keys: str) -> str:
    """What the terminal shows as these keys are pressed, one at each question."""
    return shelf.terminal("inbox", answers=keys, enter="").out


def test_one_key_files_drops_or_keeps(shelf: Program) -> None:
    captured(shelf, "keep me", "Beta", "away with it", "https://example.org/a", "A talk")
    said = pressed(shelf, "k", "b", "d", "\r", "v")
    assert (
        "b book, p paper, a article, t tutorial, c course, v video, d drop, k keep, q quit." in said
    )
    assert "4 headings gone through, 1 left." in said
    assert text(shelf) == f"* keep me\n{STAMP}\n"
    assert text(shelf, "books.org").endswith(f":END:\n** TODO Beta\n{STAMP}\n")
    assert text(shelf, "videos.org") == f"* Videos\n** TODO A talk\n{STAMP}\n"
    assert text(shelf, "articles.org") == (
        "* Articles\n** TODO https://example.org/a\n:PROPERTIES:\n"
        f":URL:      https://example.org/a\n:END:\n{STAMP}\n"
    )


def test_each_answer_can_be_taken_back(shelf: Program) -> None:
    captured(shelf, "Beta", "away with it")
    before = {path: path.read_bytes() for path in Path(shelf.folder / "notes").iterdir()}
    pressed(shelf, "b", "d")
    for _ in range(2):
        assert shelf("undo").code == 0
    assert {path: path.read_bytes() for path in (shelf.folder / "notes").iterdir()} == before


def test_what_the_notes_have_is_said(shelf: Program) -> None:
    captured(shelf, "doi:10.1000/knots")
    said = pressed(shelf, "q")
    assert "The notes already have it: books.org:2." in said
    assert "1 left [Enter: paper]?" in said


def test_what_is_below_goes_along(shelf: Program) -> None:
    shelf.note("inbox.org", "#+TITLE: In\n* Beta :x:\nText\n** Part\nMore\n* Two\n")
    pressed(shelf, "b", "k")
    assert text(shelf) == "#+TITLE: In\n* Two\n"
    assert text(shelf, "books.org").endswith("Text\n*** Part\nMore\n")


def test_another_key_shows_what_there_is(shelf: Program) -> None:
    captured(shelf, "x")
    said = pressed(shelf, "?", "q")
    assert said.count("b book, p paper") == 2
    assert text(shelf) == f"* x\n{STAMP}\n"


def test_ctrl_c_leaves_all_that_is_left(shelf: Program) -> None:
    captured(shelf, "x", "y")
    said = pressed(shelf, "d", "\x03")
    assert "Traceback" not in said
    assert text(shelf) == f"* y\n{STAMP}\n"


def test_kinds_of_the_configuration_have_keys(shelf: Program) -> None:
    (shelf.folder / ".orgshelf.yaml").write_text("kinds: {podcast: {}, kdq: {}}\n")
    captured(shelf, "x")
    assert "o podcast" in pressed(shelf, "o")
    assert text(shelf, "podcasts.org") == f"* Podcasts\n** TODO x\n{STAMP}\n"
