"""Two devices edit the same notes, one with Emacs and one with us, and are merged each round."""

import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from emacs.oracle import Job, run
from merge.devices import START, Command, edited, random_commands, random_notes, typed
from merge.facts import document, losses
from orgshelf.merge.three_way import Merged, merge_documents

#: So many histories go on beside each other, so that one Emacs does a round of all.
BESIDE = 10
#: So many works are in a file, and so many edits are made of it on one device in a round.
WORKS, MOST_EDITS = 6, 12


@dataclass(frozen=True, slots=True)
class Round:
    """What both devices made of the same notes."""

    base: bytes
    ours: bytes
    theirs: bytes


def merged(one: Round) -> Merged:
    base, ours, theirs = map(document, (one.base, one.ours, one.theirs))
    return merge_documents(base, ours, theirs, lambda lines: document(lines.to_bytes()))


def rounds(seed: int, count: int, folder: Path, *, emacs: bool) -> Iterator[Round]:
    """So many rounds; each begins with what the one before was merged to."""
    rng = Random(seed)
    notes = [random_notes(rng, WORKS) for _ in range(min(BESIDE, count))]
    for step in range(-(-count // BESIDE)):
        now = START + timedelta(hours=step)
        plans = [random_commands(rng, data, rng.randint(1, MOST_EDITS)) for data in notes]
        others = (_by_emacs if emacs else _by_us)(notes, plans, now + timedelta(minutes=5), folder)
        for index, (data, other) in enumerate(zip(notes, others, strict=True)):
            ours = data
            for command in random_commands(rng, data, rng.randint(1, MOST_EDITS)):
                ours = edited(ours, command, now)
            fresh = 10 * (BESIDE * step + index)
            ours, theirs = typed(rng, ours, 100_000 + fresh), typed(rng, other, 200_000 + fresh)
            yield (one := Round(data, ours, theirs))
            made = merged(one)
            notes[index] = ours if made.conflicts else made.data


def _by_us(
    notes: Sequence[bytes], plans: Sequence[Sequence[Command]], now: datetime, _folder: Path
) -> list[bytes]:
    found = []
    for data, commands in zip(notes, plans, strict=True):
        for command in commands:
            data = edited(data, command, now)
        found.append(data)
    return found


def _by_emacs(
    notes: Sequence[bytes], plans: Sequence[Sequence[Command]], now: datetime, folder: Path
) -> list[bytes]:
    when = now.isoformat(timespec="minutes")
    jobs = [Job(data, plan, when, newer=True) for data, plan in zip(notes, plans, strict=True)]
    return [one.data or data for one, data in zip(run(jobs, folder), notes, strict=True)]


def by_git(one: Round, folder: Path) -> bytes | None:
    """What ``git merge-file`` makes of it, None where it leaves conflicts."""
    names = ("ours", "base", "theirs")
    for name, data in zip(names, (one.ours, one.base, one.theirs), strict=True):
        (folder / name).write_bytes(data)
    done = subprocess.run(
        ["git", "merge-file", "-p", *names], cwd=folder, capture_output=True, check=False
    )
    return None if done.returncode else done.stdout


def tally(found: Iterator[Round], folder: Path) -> tuple[Counter[str], list[str]]:
    """How many merges had no conflict, with us and with git, and what was lost."""
    counts = Counter[str]()
    problems: list[str] = []
    for number, one in enumerate(found):
        made, git = merged(one), by_git(one, folder)
        counts["rounds"] += 1
        counts["ours clean" if not made.conflicts else "ours conflicts"] += 1
        lost = losses(one.base, one.ours, one.theirs, made)
        problems += [f"round {number}: {text}" for text in lost]
        counts["git clean" if git is not None else "git conflicts"] += 1
        if git is not None:
            counts["git wrong"] += bool(losses(one.base, one.ours, one.theirs, Merged(git)))
    return counts, problems


@pytest.mark.emacs
def test_every_edit_of_both_devices_is_there(merge_rounds: int, tmp_path: Path) -> None:
    counts, lost = tally(rounds(1, merge_rounds, tmp_path, emacs=True), tmp_path)
    assert lost == []
    assert counts["ours clean"] >= 0.9 * counts["rounds"]


def test_lines_alone_leave_many_times_more_conflicts(merge_rounds: int, tmp_path: Path) -> None:
    counts, lost = tally(rounds(2, 3 * merge_rounds, tmp_path, emacs=False), tmp_path)
    assert lost == []
    assert counts["git conflicts"] >= 5 * counts["ours conflicts"]
