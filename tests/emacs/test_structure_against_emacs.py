"""Random changes of order, level and title come out as Emacs makes them, byte for byte."""

from pathlib import Path

import pytest

from actions.moved import data_of, place_of, working
from emacs.oracle import Job, Outcome, run
from emacs.random_structure import RandomReshape, random_reshape
from emacs.test_state_against_emacs import diff
from orgshelf.actions.working import FileEdit
from orgshelf.errors import MoveError
from orgshelf.org.edit.subtree import siblings

pytestmark = pytest.mark.emacs

SEED = 1
BATCH = 500


def test_random_changes_of_the_outline_are_what_emacs_writes(
    emacs_cases: int, tmp_path: Path
) -> None:
    assert differences(SEED, emacs_cases, tmp_path) == []


def differences(seed: int, count: int, folder: Path) -> list[str]:
    """Each change that comes out otherwise, with the difference."""
    found = []
    for start in range(0, count, BATCH):
        batch = [random_reshape(seed, n) for n in range(start, min(count, start + BATCH))]
        jobs = [Job(case.data, [case.command], settings=case.settings) for case in batch]
        for number, (case, theirs) in enumerate(zip(batch, run(jobs, folder), strict=True), start):
            if problem := _difference(case, theirs):
                found.append(f"{number}: {case}\n{problem}")
    return found


def _difference(case: RandomReshape, theirs: Outcome) -> str | None:
    try:
        ours = data_of(_reshaped(case))
    except (MoveError, IndexError):
        return None if theirs.data is None else "refused"
    if theirs.data is None:
        return f"Emacs refuses: {theirs.error}"
    return None if theirs.data == ours else diff(theirs.data, ours)


def _reshaped(case: RandomReshape) -> FileEdit:
    """What we make of it.

    Raises:
        MoveError: it is at the top level.
        IndexError: there are not as many siblings.
    """
    edit = working(case.data, case.settings)
    place = place_of(edit, case.line)
    match case.command["op"]:
        case "move":
            steps = case.command["steps"]
            if siblings(edit.document, place).index(place) + steps < 0:
                raise IndexError(steps)
            return edit.moved(place, steps)
        case "promote":
            return edit.shifted(place, -1)
        case "demote":
            return edit.shifted(place, 1)
        case "cut":
            return edit.without(place, len(edit.subtree(place)))
        case _:
            return edit.renamed(place, case.command["text"])
