"""Random subtrees are refiled and archived as Emacs does it, byte for byte.

Only where Org counts the cookies of a heading that is not above the archived one, the oracle
is told to count those of the parent (`apply-archive`).
"""

from pathlib import Path

import pytest

from actions.moved import archive, archive_file, refile
from emacs.oracle import Job, Outcome, run
from emacs.random_moves import (
    RandomArchiving,
    RandomRefile,
    random_archiving,
    random_refile,
)
from emacs.test_state_against_emacs import diff
from orgshelf.errors import ArchiveError

pytestmark = pytest.mark.emacs

SEED = 1
BATCH = 500


def test_random_refiles_are_what_emacs_writes(emacs_cases: int, tmp_path: Path) -> None:
    assert refile_differences(SEED, emacs_cases, tmp_path) == []


def test_random_archivings_are_what_emacs_writes(emacs_cases: int, tmp_path: Path) -> None:
    assert archive_differences(SEED, emacs_cases, tmp_path) == []


def refile_differences(seed: int, count: int, folder: Path) -> list[str]:
    """Each refile that comes out otherwise, with the difference."""
    moves = [random_refile(seed, index) for index in range(count)]
    found = []
    for start in range(0, count, BATCH):
        batch = moves[start : start + BATCH]
        outcomes = run(
            [_refile_job(move, folder / f"to{n}") for n, move in enumerate(batch)], folder
        )
        for number, (move, theirs) in enumerate(zip(batch, outcomes, strict=True)):
            output = folder / f"to{number}.out"
            written = output.read_bytes() if move.other is not None else None
            if problem := _refile_difference(move, theirs, written):
                found.append(f"{start + number}: {move}\n{problem}")
    return found


def _refile_job(move: RandomRefile, other: Path) -> Job:
    command = {"op": "refile", "line": move.line, "to": move.to, "note": move.note}
    if move.other is not None:
        other.with_suffix(".org").write_bytes(move.other)
        names = {"file": other.with_suffix(".org"), "output": other.with_suffix(".out")}
        command |= {key: str(path) for key, path in names.items()}
    return Job(move.data, [command], move.now, move.settings, newer=True)


def _refile_difference(move: RandomRefile, theirs: Outcome, other: bytes | None) -> str | None:
    ours = refile(
        move.data,
        move.line,
        move.to,
        move.other,
        now=move.now,
        note=move.note,
        settings=move.settings,
    )
    if theirs.data is None:
        return f"Emacs refuses: {theirs.error}"
    if other is not None and other != ours.target:
        return diff(other, ours.target)
    if other is None and _headlines(theirs.data) < _headlines(move.data):
        # Org deletes what it moved: in a file of odd levels it came to stand below its old self.
        return None if _headlines(ours.source) == _headlines(move.data) else "lost"
    return None if theirs.data == ours.source else diff(theirs.data, ours.source)


def _headlines(data: bytes) -> int:
    return data.count(b"\n*")


def archive_differences(seed: int, count: int, folder: Path) -> list[str]:
    """Each archiving that comes out otherwise, with the difference."""
    moves = [random_archiving(seed, index) for index in range(count)]
    return [
        f"{index}: {move}\n{problem}"
        for start in range(0, count, BATCH)
        for index, move, problem in _archive_batch(moves[start : start + BATCH], start, folder)
    ]


def _archive_batch(
    batch: list[RandomArchiving], start: int, folder: Path
) -> list[tuple[int, RandomArchiving, str]]:
    """All files of a job have names of their own, so that one Emacs can do them all."""
    jobs = []
    for number, move in enumerate(batch):
        data = move.data.replace(b"old.org", b"old%d.org" % number)
        jobs.append(
            Job(data, [{"op": "archive", "line": move.line}], move.now, move.settings, newer=True)
        )
        for name in _archives(folder, number):
            name.unlink(missing_ok=True)
            if move.archive is not None:
                name.write_bytes(move.archive)
    found = []
    for number, (job, move, theirs) in enumerate(zip(jobs, batch, run(jobs, folder), strict=True)):
        problem = _archive_difference(job, move, theirs, folder / f"{number}.org")
        if problem:
            found.append((start + number, move, problem))
    return found


def _archives(folder: Path, number: int) -> list[Path]:
    return [
        folder / f"{number}.org_archive",
        folder / f"old{number}.org",
        folder / f"old{number}.org_archive",
    ]


def _archive_difference(job: Job, move: RandomArchiving, theirs: Outcome, path: Path) -> str | None:
    shown = str(path).replace(f"{Path.home()}/", "~/", 1)
    try:
        ours = archive(
            job.data,
            move.line,
            str(path),
            move.archive,
            shown=shown,
            now=move.now,
            settings=move.settings,
        )
    except ArchiveError:
        # Org deletes what it archives below itself.
        return None if theirs.data and _headlines(theirs.data) < _headlines(job.data) else "refused"
    if theirs.data is None:
        return f"Emacs refuses: {theirs.error}"
    file = path.parent / archive_file(job.data, move.line, path.name)
    # Emacs ends every file it saves in a newline; here a last line that was there is left alone.
    if file != path and (written := file.read_bytes()) not in (ours.target, ours.target + b"\n"):
        return diff(written, ours.target)
    return None if theirs.data == ours.source else diff(theirs.data, ours.source)
