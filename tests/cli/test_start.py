"""What the program costs and says before it does anything."""

import sqlite3
import subprocess
import sys
import time

import pytest

from orgshelf import __version__
from program import COMMAND, Program

HEAVY = ("rich", "yaml", "orgparse")
#: What a listing of words by its index has no use for.
NEEDLESS = (
    *HEAVY,
    *("difflib", "glob", "hashlib", "json", "random", "shutil", "signal", "tempfile"),
    *("concurrent.futures", "multiprocessing", "unicodedata"),
    *("orgshelf.actions", "orgshelf.export.report", "orgshelf.org.lines", "orgshelf.org.reader"),
    *("orgshelf.org.syntax", "orgshelf.terminal.entry_table", "orgshelf.query.order"),
    *("orgshelf.progress", "orgshelf.query.date_words", "orgshelf.query.sexp"),
    *(
        f"orgshelf.query.predicates.{module}"
        for module in ("attributes", "body", "family", "time", "todo")
    ),
    *("orgshelf.shelf.titles", "orgshelf.store.files"),
)
#: Says what a run imports of that, beside what click and paths take themselves in this Python.
TELL = (
    "import sys, click, pathlib\n"
    "free = set(sys.modules)\n"
    "from orgshelf.cli import main\n"
    "try:\n"
    "    main()\n"
    "finally:\n"
    "    later = set(sys.modules) - free\n"
    f"    print('|', *later.intersection({NEEDLESS}), file=sys.stderr)\n"
)


def imported(run: Program, *question: str) -> set[str]:
    """Which of NEEDLESS a run has imported."""
    done = subprocess.run(
        [sys.executable, "-c", TELL, *question],
        cwd=run.folder,
        env=run.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return set(done.stderr.rpartition("|")[2].split())


@pytest.mark.parametrize("question", [["--version"], ["--help"], ["list", "--help"], ["nonsense"]])
def test_short_answers_import_nothing_heavy(run: Program, question: list[str]) -> None:
    assert imported(run, *question).isdisjoint(HEAVY)


def test_data_is_read_without_rich(shipped: Program) -> None:
    assert imported(shipped, "list", "--format", "json") & set(HEAVY) == {"orgparse"}


def test_words_are_listed_with_nothing_that_it_does_not_take(run: Program) -> None:
    run.note("a.org", "* TODO One\n* TODO Two\n")
    time.sleep(2.1)  # until nobody can have written to it in the moment it was read
    run.process("list")
    assert imported(run, "list", "two") == set()


def test_what_was_made_is_left_to_the_system(run: Program) -> None:
    told = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 0))"
    )
    start = "from orgshelf.__main__ import start\nstart()"
    done = subprocess.run(
        [sys.executable, "-c", f"{told}\n{start}", "--version"],
        env=run.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False True"


def test_version(run: Program) -> None:
    ran = run("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"orgshelf {__version__}\n", "")


@pytest.mark.parametrize("words", [("--version", "-v"), ("--verbose", "--version")])
def test_version_with_all_that_a_report_should_say(run: Program, words: tuple[str, str]) -> None:
    run.note("a.org", "* Books\n")
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == f"orgshelf {__version__}"
    said = dict(line.split(maxsplit=1) for line in ran.lines[1:])
    assert said["SQLite"] == sqlite3.sqlite_version
    assert said["Notes"] == str(run.folder / "notes")
    assert "html" in said["Extras"]


def test_version_is_said_without_notes(run: Program) -> None:
    assert "No notes folder" in run("--version", "-v").out


def test_module_and_command_are_the_same(run: Program) -> None:
    assert COMMAND[1:] == ("-m", "orgshelf")
    assert run.process("--version").out == run("--version").out


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_is_data(run: Program, option: str) -> None:
    ran = run(option)
    assert ran.code == 0
    assert ran.out.startswith("Usage: orgshelf ")
    assert ran.err == ""


def test_nothing_asked_is_answered_with_the_help(run: Program) -> None:
    ran = run()
    assert ran.code in (0, 2)
    assert ran.out + ran.err == run("--help").out


def test_help_needs_no_notes(run: Program) -> None:
    assert run("done", "--help").code == 0


def test_verbose_tells_what_was_read_and_what_is_wrong(run: Program) -> None:
    run.note("a.org", "* TODO One\r* TODO Two\r")
    run.note("b.org", "* TODO Three\n")
    ran = run("-v", "list")
    assert "Read 3 headings in 2 files." in ran.err
    assert "a.org:1: warning: read but never written" in ran.err
    assert "Read" not in ran.out
    assert run("list").err == ""
