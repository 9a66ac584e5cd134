"""A writer that dies at any moment leaves the old file or the new one, and nothing in the way."""

import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from faults.processes import ORGSHELF, deaths, environment, names, run, start
from orgshelf.shelf.kinds import BUILT_IN

OLD = b"* Papers [0/2]\n** TODO First\n   text\n** TODO Second\n"
NEW = b"* Papers [1/2]\n** DONE First\nCLOSED: [2026-11-23 Mon 10:00]\n   text\n** TODO Second\n"
BOTH = (
    b"* Papers [2/2]\n** DONE First\nCLOSED: [2026-11-23 Mon 10:00]\n   text\n"
    b"** DONE Second\nCLOSED: [2026-11-23 Mon 10:00]\n"
)
FILLER = b"filler\n" * 20_000


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "papers.org").write_bytes(OLD)
    return folder


def finish(notes: Path) -> None:
    """The next commands find everything in order and tidy up after the dead one."""
    paper = notes / "papers.org"
    assert paper.read_bytes() in (OLD, NEW)
    if paper.read_bytes() == OLD:
        assert run(notes, "done", "First").returncode == 0
    assert paper.read_bytes() == NEW
    done = run(notes, "done", "Second")
    assert (done.returncode, done.stderr) == (0, "")
    assert paper.read_bytes() == BOTH
    assert names(notes) == ["papers.org"]


@pytest.mark.parametrize(
    "source",
    [
        "store/files.py",
        "store/replacement.py",
        "store/permissions.py",
        "store/journal.py",
        "store/lock.py",
        "actions/transaction.py",
    ],
)
def test_killed_before_any_line(notes: Path, source: str, deadly_lines: int) -> None:
    paper = notes / "papers.org"
    seen, codes = list[bytes](), list[int]()
    for code in deaths(notes, source, deadly_lines, "done", "First"):
        codes.append(code)
        data = paper.read_bytes()
        assert data in (OLD, NEW)
        seen.append(data)
        paper.write_bytes(OLD)
    assert (codes[0], seen[0]) == (0, NEW)
    assert len(codes) > 5
    # What a dead run has left to the next one may change how many lines that runs.
    assert codes.count(-signal.SIGKILL) > len(codes) // 2
    assert (codes[1], seen[1]) == (-signal.SIGKILL, OLD)
    finish(notes)


def test_what_a_dead_writer_left_is_gone_after_whatever_comes_next(
    notes: Path, deadly_lines: int
) -> None:
    left = 0
    for _ in deaths(notes, "store/replacement.py", deadly_lines, "done", "First"):
        if len(names(notes)) > 1:
            left += 1
            assert run(notes, "list").returncode == 0
            assert names(notes) == ["papers.org"]
        (notes / "papers.org").write_bytes(OLD)
    assert left > 2


def test_a_configuration_is_the_old_or_the_new_one(notes: Path, deadly_lines: int) -> None:
    config = notes / ".orgshelf.yaml"
    texts = set[bytes]()
    setting = ("config", "context", "todo:")
    for _ in deaths(notes, "store/replacement.py", deadly_lines, *setting):
        texts.add(config.read_bytes() if config.exists() else b"")
        if not set(names(notes)) <= {"papers.org", ".orgshelf.yaml"}:
            assert run(notes, "list").returncode == 0
            assert set(names(notes)) <= {"papers.org", ".orgshelf.yaml"}
        config.unlink(missing_ok=True)
    assert texts == {b"", b'context: "todo:"\n'}


def test_new_notes_are_whole_or_not_there(tmp_path: Path, deadly_lines: int) -> None:
    folder, there = tmp_path / "new", set[str]()
    most = min(deadly_lines, 80)
    for _ in deaths(tmp_path, "store/replacement.py", most, "init", str(folder)):
        made = [path for path in folder.glob("*") if path.suffix in (".org", ".yaml")]
        assert all(path.read_bytes() for path in made)
        there |= {path.name for path in made}
        if made and {path.suffix for path in made} == {".yaml"}:  # the notes are made then
            assert run(tmp_path, "init", str(folder)).returncode == 0
            assert len([*folder.glob("*.org")]) == len(BUILT_IN)
        shutil.rmtree(folder, ignore_errors=True)
    assert {".orgshelf.yaml", "books.org"} <= there


def test_killed_at_random_moments(notes: Path, kills: int) -> None:
    chance = random.Random(2026)
    paper = notes / "papers.org"
    started = time.monotonic()
    assert run(notes, "done", "First").returncode == 0
    usual = time.monotonic() - started
    for _ in range(kills):
        paper.write_bytes(OLD)
        process = start(notes, "done", "First")
        time.sleep(chance.uniform(0.2, 1.1) * usual)
        process.kill()
        process.communicate()
        assert paper.read_bytes() in (OLD, NEW)
    finish(notes)


@pytest.mark.parametrize("fatal", [True, False])
def test_a_disk_that_is_full_in_the_middle_of_the_file(notes: Path, fatal: bool) -> None:
    """The system stops the write half-way, with a signal that kills or with an error."""
    paper = notes / "papers.org"
    old = OLD + FILLER
    paper.write_bytes(old)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    killing = (
        "import signal, sys; from orgshelf.cli import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL); main()"
    )
    program = (sys.executable, "-c", killing) if fatal else ORGSHELF
    done = subprocess.run(
        [*program, "--no-index", "--notes", str(notes), "done", "First"],
        env=environment(notes.parent),
        preexec_fn=small_disk,
        capture_output=True,
        text=True,
        check=False,
    )
    assert paper.read_bytes() == old
    if fatal:
        assert done.returncode == -signal.SIGXFSZ
        assert len(names(notes)) == 2
    else:
        assert done.returncode == 1
        assert "File too large" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert names(notes) == ["papers.org"]
    assert run(notes, "done", "First").returncode == 0
    assert paper.read_bytes() == NEW + FILLER
    assert names(notes) == ["papers.org"]
