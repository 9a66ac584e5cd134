"""Several programs at the same notes at the same time: nothing anybody wrote is lost."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from faults.forks import forks
from faults.processes import environment, names, run, start
from orgshelf.actions.edits import Edit, carry_out
from orgshelf.errors import ConflictError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.state import change_state
from orgshelf.org.lines import Splice
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory

NOW = datetime(2026, 11, 23, 10)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


def finish_all(home: Path, roots: list[Path], refs: list[str]) -> list[tuple[int, str]]:
    """Run `done` for each REF, all at the same time."""
    running = [start(root, "done", ref, home=home) for root, ref in zip(roots, refs, strict=True)]
    return [(process.communicate(timeout=120)[1], process.returncode)[::-1] for process in running]


@pytest.fixture
def many(rounds: int) -> int:
    """How many programs there are at the same time."""
    return 20 * rounds


def finish_many(notes: Path, many: int) -> None:
    """Run `done` for each of the headings, all at the same time."""
    with forks(notes) as server:
        ended = server.together([("done", f"no. {n}.") for n in range(many)])
    assert [(one.code, one.err) for one in ended] == [(0, "")] * many


def test_many_at_one_file(notes: Path, many: int) -> None:
    paper = notes / "papers.org"
    paper.write_text(f"* Papers [0/{many}]\n" + "".join(f"** TODO No. {n}.\n" for n in range(many)))
    finish_many(notes, many)
    text = paper.read_text()
    assert text.startswith(f"* Papers [{many}/{many}]\n")
    assert all(f"** DONE No. {n}.\nCLOSED: [2026-11-23 Mon 10:00]\n" in text for n in range(many))
    assert names(notes) == ["papers.org"]


def test_many_at_many_files(notes: Path, many: int) -> None:
    for n in range(many):
        (notes / f"p{n}.org").write_text(f"* TODO No. {n}.\n")
    finish_many(notes, many)
    assert all((notes / f"p{n}.org").read_text().startswith("* DONE") for n in range(many))
    assert names(notes) == sorted(f"p{n}.org" for n in range(many))


def test_goals_that_are_added_at_once_are_all_there(notes: Path, many: int) -> None:
    (notes / "papers.org").write_text("* Papers\n")
    with forks(notes) as server:
        ended = server.together([("goal", "add", f"g{n}", "3", "kind:paper") for n in range(many)])
        told = server("goal", "list")
    assert [(one.code, one.err) for one in ended if one.code] == []
    assert [n for n in range(many) if f"g{n} " not in told.out] == []


def test_two_roots_that_share_a_file(notes: Path) -> None:
    inner = notes / "inner"
    inner.mkdir()
    paper = inner / "papers.org"
    paper.write_text("".join(f"* TODO No. {n}.\n" for n in range(8)))
    results = finish_all(notes.parent, [notes, inner] * 4, [f"no. {n}." for n in range(8)])
    assert results == [(0, "")] * 8
    assert paper.read_text().count("* DONE") == 8


def library(notes: Path) -> Library:
    return library_in_memory(notes, Config(), NOW)


def finish(library: Library, title: str, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Finish the one item of this title; ``meanwhile`` happens once, while it is prepared."""
    (entry,) = library.find(title)
    events = [meanwhile]

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        if events:
            events.pop()()
        return change_state(document, heading, "DONE", now=NOW)

    carry_out(library, [Edit([entry], intent)], "done")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_what_another_program_writes_after_the_notes_were_read_is_kept(notes: Path) -> None:
    paper = notes / "papers.org"
    paper.write_text("* TODO A\n* TODO B\n")
    loaded = library(notes)
    paper.write_text("* TODO New\n* TODO A\nwith text\n* TODO B\n")
    finish(loaded, "A")
    assert paper.read_text() == (
        "* TODO New\n* DONE A\nCLOSED: [2026-11-23 Mon 10:00]\nwith text\n* TODO B\n"
    )


def test_what_another_program_writes_while_we_edit_is_kept(notes: Path) -> None:
    paper = notes / "papers.org"
    paper.write_text("* TODO A\n* TODO B\n")

    def elsewhere() -> None:
        paper.write_text("* TODO New\n* TODO A\n* DONE B\n")

    finish(library(notes), "A", elsewhere)
    assert paper.read_text() == ("* TODO New\n* DONE A\nCLOSED: [2026-11-23 Mon 10:00]\n* DONE B\n")
    assert names(notes) == ["papers.org"]


@pytest.mark.parametrize("left", ["* TODO B\n", "* TODO A changed\n* TODO B\n", ""])
def test_a_heading_that_is_gone_meanwhile_is_not_changed(notes: Path, left: str) -> None:
    paper = notes / "papers.org"
    paper.write_text("* TODO A\n* TODO B\n")

    def elsewhere() -> None:
        paper.write_text(left)

    with pytest.raises(ConflictError, match="A"):
        finish(library(notes), "A", elsewhere)
    assert paper.read_text() == left
    assert names(notes) == ["papers.org"]


def test_of_headings_of_one_name_the_other_one_is_never_changed(notes: Path) -> None:
    paper = notes / "papers.org"
    paper.write_text("* Book\n** TODO Chapter\nfirst\n** TODO Chapter\nsecond\n")
    loaded = library(notes)
    second = loaded.find("papers.org:4")[0]
    left = "* Book\n** TODO Chapter\nnew\n** TODO Chapter\nfirst\n** TODO Chapter\nsecond\n"
    paper.write_text(left)
    with pytest.raises(ConflictError):
        finish(loaded, second.id)
    assert paper.read_text() == left


def test_a_file_that_never_stands_still_is_left_alone(notes: Path) -> None:
    paper = notes / "papers.org"
    paper.write_text("* TODO A\n")
    loaded = library(notes)
    (entry,) = loaded.find("A")
    count = iter(range(100))

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        paper.write_text(f"* TODO A\n{next(count)}\n")
        return change_state(document, heading, "DONE", now=NOW)

    with pytest.raises(ConflictError, match=r"papers\.org is being changed"):
        carry_out(loaded, [Edit([entry], intent)], "done")
    assert paper.read_text() == f"* TODO A\n{next(count) - 1}\n"
    assert names(notes) == ["papers.org"]


def test_unsaved_changes_in_emacs_are_respected(notes: Path) -> None:
    paper = notes / "papers.org"
    paper.write_text("* TODO A\n")
    (notes / ".#papers.org").symlink_to("somebody@host.123:456")
    refused = run(notes, "done", "A")
    assert refused.returncode == 5
    assert "unsaved changes in Emacs" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert paper.read_text() == "* TODO A\n"
    assert run(notes, "list").stdout.count("TODO") == 1
    (notes / ".#papers.org").unlink()
    assert run(notes, "done", "A").returncode == 0


def test_all_files_are_prepared_before_the_first_is_written(notes: Path) -> None:
    for name in "abc":
        (notes / f"{name}.org").write_text(f"* TODO {name.upper()}\n")
    (notes / ".#c.org").symlink_to("somebody@host.123:456")
    refused = run(notes, "done", "A", "B", "C")
    assert refused.returncode == 5
    assert [(notes / f"{name}.org").read_text()[:6] for name in "abc"] == ["* TODO"] * 3


def test_an_interrupt_between_two_files_does_not_claim_that_nothing_happened(
    notes: Path, tmp_path: Path
) -> None:
    for name in "ab":
        (notes / f"{name}.org").write_text(f"* TODO {name.upper()}\n")
    interrupted = """\
import os, sys
from orgshelf.cli import main
replace = os.replace
def second(*paths):
    if "b.org" in str(paths[1]):
        raise KeyboardInterrupt
    replace(*paths)
os.replace = second
main()
"""
    stopped = subprocess.run(
        [sys.executable, "-c", interrupted, "--notes", str(notes), "done", "A", "B"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert stopped.returncode == 1
    assert "Traceback" not in stopped.stderr
    assert "nothing" not in stopped.stderr
    assert [(notes / f"{name}.org").read_text()[:6] for name in "ab"] == ["* DONE", "* TODO"]
    assert names(notes) == ["a.org", "b.org"]
