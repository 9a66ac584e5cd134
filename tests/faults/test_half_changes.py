"""A change of several files is made whole or not at all, whoever dies or writes in between."""

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from faults.processes import ORGSHELF, environment, names, run

BOOKS = b"* Books\n** TODO Alpha\n   text\n** TODO Beta\n"
PAPERS = b"* Papers\n"
MOVED = b"* Papers\n** TODO Alpha\n   text\n"
LEFT = b"* Books\n** TODO Beta\n"
REFILE = ("refile", "Alpha", "--to", "papers.org:1")
#: Does something just before the second file of a change is replaced.
BEFORE_THE_SECOND = """\
import os, signal, sys, time
from orgshelf.cli import main
replace, count = os.replace, 0
def counted(*paths):
    global count
    count += "/notes/" in str(paths[1])
    if count == 2 and "/notes/" in str(paths[1]):
        ACT
    replace(*paths)
os.replace = counted
main()
"""
KILL = "os.kill(os.getpid(), signal.SIGKILL)"
WAIT = "open('paused', 'w').close(); time.sleep(1)"
FAIL = "raise OSError(28, 'No space left on device')"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "books.org").write_bytes(BOOKS)
    (folder / "papers.org").write_bytes(PAPERS)
    return folder


def start_with(notes: Path, act: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BEFORE_THE_SECOND.replace("ACT", act), *words],
        cwd=notes.parent,
        env=environment(notes.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def killed(notes: Path, *words: str) -> None:
    process = start_with(notes, KILL, *words)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL


def both(notes: Path) -> tuple[bytes, bytes]:
    return (notes / "books.org").read_bytes(), (notes / "papers.org").read_bytes()


def test_undo_waits_for_a_change_that_is_being_made_and_takes_all_of_it_back(notes: Path) -> None:
    mover = start_with(notes, WAIT, *REFILE)
    while not (notes.parent / "paused").exists():
        assert mover.poll() is None
        time.sleep(0.01)
    undone = run(notes, "undo")
    assert mover.wait(60) == 0
    mover.communicate()
    assert (undone.returncode, undone.stderr) == (0, "")
    assert both(notes) == (BOOKS, PAPERS)


@pytest.mark.parametrize(
    "command", [["list"], ["--no-index", "tree"], ["done", "Beta", "--dry-run"]]
)
def test_the_next_command_completes_what_a_kill_left_half_done(
    notes: Path, command: list[str]
) -> None:
    killed(notes, *REFILE)
    assert both(notes) == (BOOKS, MOVED)
    seen = run(notes, *command)
    assert seen.returncode == 0
    assert "interrupted" in seen.stderr
    assert "has been completed" in seen.stderr
    assert both(notes) == (LEFT, MOVED)
    assert run(notes, *command).stderr == ""
    assert "Alpha" in run(notes, "log").stdout
    assert run(notes, "undo").returncode == 0
    assert both(notes) == (BOOKS, PAPERS)


def test_a_changing_command_completes_it_first(notes: Path) -> None:
    killed(notes, *REFILE)
    assert run(notes, "done", "Alpha").returncode == 0
    assert b"DONE Alpha" in (notes / "papers.org").read_bytes()
    assert (notes / "books.org").read_bytes() == LEFT


def test_log_lists_it_and_undo_takes_it_back_at_once(notes: Path) -> None:
    killed(notes, *REFILE)
    assert "Alpha" in run(notes, "log").stdout
    killed_again = notes.parent / "papers"
    assert not killed_again.exists()
    assert run(notes, "undo").returncode == 0
    assert both(notes) == (BOOKS, PAPERS)


def test_a_file_that_was_to_be_replaced_and_was_changed_since_is_left_to_its_writer(
    notes: Path,
) -> None:
    killed(notes, *REFILE)
    theirs = BOOKS.replace(b"   text\n", b"   my own text\n")
    (notes / "books.org").write_bytes(theirs)
    seen = run(notes, "list")
    assert "has been undone" in seen.stderr
    assert both(notes) == (theirs, PAPERS)
    assert run(notes, "log").stdout == ""


def test_where_all_were_changed_since_nothing_is_touched_and_the_files_are_named(
    notes: Path,
) -> None:
    killed(notes, *REFILE)
    (notes / "books.org").write_bytes(BOOKS.replace(b"text", b"mine"))
    (notes / "papers.org").write_bytes(MOVED + b"* New\n")
    before = both(notes)
    seen = run(notes, "list")
    assert "books.org" in seen.stderr
    assert "papers.org" in seen.stderr
    assert both(notes) == before
    assert run(notes, "list").stderr == ""


def test_a_file_that_cannot_be_replaced_takes_the_first_one_back(notes: Path) -> None:
    process = start_with(notes, FAIL, *REFILE)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.count("\n") == 1
    assert "No space left" in said
    assert both(notes) == (BOOKS, PAPERS)
    assert names(notes) == ["books.org", "papers.org"]
    assert run(notes, "log").stdout == ""


def test_a_disk_that_is_full_for_the_second_file_leaves_addingas_they_were(notes: Path) -> None:
    long = BOOKS + b"filler\n" * 20_000
    (notes / "books.org").write_bytes(long)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(
        [*ORGSHELF, "--no-index", *REFILE],
        cwd=notes.parent,
        env=environment(notes.parent),
        preexec_fn=small_disk,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert both(notes) == (long, PAPERS)
    assert names(notes) == ["books.org", "papers.org"]
    assert run(notes, "log").stdout == ""


def test_three_files_of_which_one_was_replaced_are_all_completed(notes: Path) -> None:
    (notes / "talks.org").write_bytes(b"* TODO Gamma\n")
    killed(notes, "done", "Alpha", "Beta", "Gamma")
    assert run(notes, "list").returncode == 0
    assert b"TODO" not in (notes / "books.org").read_bytes() + (notes / "talks.org").read_bytes()


def test_a_new_file_is_made_too(notes: Path) -> None:
    killed(notes, "archive", "Alpha")
    assert run(notes, "list").returncode == 0
    assert (notes / "books.org").read_bytes() == LEFT
    assert b"* TODO Alpha" in (notes / "books.org_archive").read_bytes()
    assert run(notes, "undo").returncode == 0
    assert names(notes) == ["books.org", "papers.org"]
    assert (notes / "books.org").read_bytes() == BOOKS


def test_the_same_work_is_added_once_by_two_at_the_same_time(notes: Path) -> None:
    command = [*ORGSHELF, "add", "paper", "Shannon 1948"]
    adding = [
        subprocess.Popen(
            command,
            cwd=notes.parent,
            env=environment(notes.parent),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(6)
    ]
    for process in adding:
        process.communicate(timeout=60)
    assert sorted(process.returncode for process in adding) == [0, 1, 1, 1, 1, 1]
    assert (notes / "papers.org").read_bytes().count(b"Shannon 1948") == 1


def test_two_clocks_started_at_the_same_time_do_not_both_run(notes: Path) -> None:
    starting = [
        subprocess.Popen(
            [*ORGSHELF, "clock", "in", title],
            cwd=notes.parent,
            env=environment(notes.parent),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for title in ("Alpha", "Beta", "Alpha", "Beta")
    ]
    for process in starting:
        process.communicate(timeout=60)
    assert {process.returncode for process in starting} <= {0, 1, 5}
    status = run(notes, "clock").stdout
    assert len(status.splitlines()) == 1
