"""Random changes of state in random files come out as Emacs writes them, byte for byte.

Where Org 9.8 is known to differ from the Org that comes with Emacs 28, its rules are taught to
Emacs first (`apply-newer-rules`). What else differs on purpose is in the golden files, marked
with the reason, and no random file has it: a false drawer, a last stamp that repeats alone.
"""

import difflib
from datetime import datetime
from pathlib import Path

import pytest

from emacs.comparing import differences, differences_in_zones
from emacs.oracle import Job, Outcome
from emacs.random_edits import RandomChange, random_change
from orgshelf.errors import BlockedError, OrgshelfError, RepeaterError
from orgshelf.org.edit.state import change_state
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings

pytestmark = pytest.mark.emacs

SEED = 1
#: How Emacs's refusals begin, and what we raise instead.
REFUSALS: dict[str, type[OrgshelfError]] = {
    "Blocked": BlockedError,
    "Cannot repeat in": RepeaterError,
}


def test_random_changes_are_what_emacs_writes(emacs_cases: int, tmp_path: Path) -> None:
    changes = [random_change(SEED, index) for index in range(emacs_cases)]
    assert differences(changes, job, difference, tmp_path) == []


def test_changes_are_what_emacs_writes_in_each_zone(emacs_cases: int, tmp_path: Path) -> None:
    changes = [random_change(SEED + 1, index) for index in range(emacs_cases // 4)]
    assert differences_in_zones(changes, job, difference, tmp_path) == []


def test_same_seed_and_index_give_the_same_change() -> None:
    assert random_change(SEED, 7) == random_change(SEED, 7) != random_change(SEED, 8)


def job(change: RandomChange) -> Job:
    command = {
        "op": "todo",
        "line": change.line,
        "to": change.to or "",
        "note": change.note,
        "final": change.final,
    }
    return Job(change.data, [command], change.now, change.settings, newer=True)


def difference(change: RandomChange, theirs: Outcome) -> str | None:
    """How our result differs from Emacs's, or None."""
    try:
        ours = change_it(change)
    except tuple(REFUSALS.values()) as error:
        agreed = any(
            isinstance(error, ours) and (theirs.error or "").startswith(begin)
            for begin, ours in REFUSALS.items()
        )
        return None if agreed else f"we refuse: {error}; Emacs: {theirs.error}"
    if theirs.data is None:
        return f"Emacs refuses: {theirs.error}"
    return None if ours == theirs.data else diff(theirs.data, ours)


def change_it(change: RandomChange) -> bytes:
    settings = OrgSettings(**change.settings)
    document = read(Lines.from_bytes(change.data), org=settings)
    heading = next(heading for heading in document.headings if heading.line == change.line)
    now = datetime.fromisoformat(change.now)
    splices = change_state(
        document, heading, change.to, now=now, note=change.note, final=change.final
    )
    return document.lines.apply(splices).to_bytes()


def diff(theirs: bytes, ours: bytes) -> str:
    wanted, found = (data.decode().split("\n") for data in (theirs, ours))
    return "\n".join(difflib.unified_diff(wanted, found, "emacs", "ours", lineterm=""))
