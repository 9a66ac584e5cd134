"""What the journal says after something went wrong is what happened to the notes."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from faults.processes import environment, names, run, start
from orgshelf.actions import history
from orgshelf.actions.edits import Edit, carry_out
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.state import change_state
from orgshelf.org.lines import Splice
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory

OLD = b"* TODO A\n* TODO B\n"
NOW = datetime(2026, 11, 23, 10)
#: Kills itself when it is about to put the new file in the old one's place, or just after.
KILLED = """\
import os, signal, sys
from orgshelf.cli import main
replace = os.replace
def last_act(*paths):
    if MOMENT == "after":
        replace(*paths)
    os.kill(os.getpid(), signal.SIGKILL)
os.replace = last_act
main()
"""


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "papers.org").write_bytes(OLD)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    return folder


def library(notes: Path) -> Library:
    return library_in_memory(notes, Config(), NOW)


def changes(notes: Path) -> list[tuple[int, int, bool]]:
    """The number of each change, of its files, and whether it was taken back."""
    found = history.changes(library(notes))
    return [(done.number, len(done.records), done.taken_back) for done in found]


def undo(notes: Path) -> None:
    loaded = library(notes)
    history.take_back(loaded, history.find(loaded, None), "undo")


def killed(notes: Path, moment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED.replace("MOMENT", repr(moment)), "done", "A"],
        cwd=notes.parent,
        env=environment(notes.parent),
        check=False,
    )
    assert done.returncode == -signal.SIGKILL


def test_a_change_that_a_crash_prevented_never_happened(notes: Path) -> None:
    killed(notes, "before")
    assert (notes / "papers.org").read_bytes() == OLD
    assert changes(notes) == []


def test_the_same_change_made_after_the_crash_happened_once(notes: Path) -> None:
    killed(notes, "before")
    assert run(notes, "done", "A").returncode == 0
    assert len(changes(notes)) == 1
    undo(notes)
    assert (notes / "papers.org").read_bytes() == OLD
    assert [taken_back for _, _, taken_back in changes(notes)] == [False, True]


def test_another_change_made_after_the_crash_is_the_only_one(notes: Path) -> None:
    killed(notes, "before")
    assert run(notes, "done", "B").returncode == 0
    assert run(notes, "done", "A").returncode == 0
    assert len(changes(notes)) == 2


def test_a_change_that_was_made_just_before_the_crash_can_be_taken_back(notes: Path) -> None:
    killed(notes, "after")
    assert (notes / "papers.org").read_bytes().startswith(b"* DONE A")
    assert len(changes(notes)) == 1
    assert run(notes, "done", "B").returncode == 0
    assert len(changes(notes)) == 2
    undo(notes)
    assert (notes / "papers.org").read_bytes().endswith(b"* TODO B\n")
    loaded = library(notes)
    history.take_back(loaded, history.find(loaded, 1), "undo")
    assert (notes / "papers.org").read_bytes() == OLD


def finish(notes: Path, title: str, meanwhile: Callable[[], None]) -> None:
    """Finish an item; ``meanwhile`` happens once, while it is prepared."""
    loaded = library(notes)
    (entry,) = loaded.find(title)
    events = [meanwhile]

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        if events:
            events.pop()()
        return change_state(document, heading, "DONE", now=NOW)

    carry_out(loaded, [Edit([entry], intent)], "done")


def test_an_edit_that_had_to_be_made_twice_is_one_change(notes: Path) -> None:
    paper = notes / "papers.org"
    theirs = b"* TODO New\n" + OLD
    finish(notes, "A", lambda: _write(paper, theirs))
    assert changes(notes) == [(1, 1, False)]
    undo(notes)
    assert paper.read_bytes() == theirs
    assert names(notes) == ["papers.org"]


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@pytest.mark.parametrize(
    "damage", [b"\xff\xfe\x00", b"{", b'[]\n12\n"text"\nnull\n', b'{"record": {}}\n', b"\n" * 99]
)
def test_a_damaged_journal_stops_nothing(notes: Path, damage: bytes) -> None:
    assert run(notes, "done", "A").returncode == 0
    (journal,) = (notes.parent / ".local" / "state" / "orgshelf" / "journal").iterdir()
    journal.write_bytes(damage + journal.read_bytes() + damage)
    assert run(notes, "done", "B").returncode == 0
    assert [number for number, _, _ in changes(notes)] == [2, 1]


def test_a_full_disk_for_the_journal_leaves_the_notes_alone(notes: Path) -> None:
    limited = (
        "import resource; from orgshelf.cli import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); main()"
    )
    with start(notes, "done", "A", program=(sys.executable, "-c", limited)) as done:
        _, said = done.communicate(timeout=60)
    assert (done.returncode, len(said.splitlines())) == (1, 1)
    assert "File too large" in said
    assert (notes / "papers.org").read_bytes() == OLD
    assert names(notes) == ["papers.org"]
    assert run(notes, "done", "A").returncode == 0
    assert len(changes(notes)) == 1


def test_no_place_for_the_journal_is_one_sentence(notes: Path) -> None:
    (notes.parent / ".local").write_text("a file where a folder should be")
    done = run(notes, "done", "A")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (notes / "papers.org").read_bytes() == OLD
