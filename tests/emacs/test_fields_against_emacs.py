"""Random dates, priorities, tags and properties come out as Emacs writes them, byte for byte."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from emacs.field_edits import field_edited
from emacs.oracle import DEFAULT_NOW, Job, Outcome, run
from emacs.random_fields import RandomField, random_field
from emacs.test_state_against_emacs import diff
from orgshelf.errors import OrgshelfError, PriorityError
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings

pytestmark = pytest.mark.emacs

PAIRS = Path(__file__).parents[1] / "org" / "edit" / "fields"
CASES: Mapping[str, dict[str, Any]] = yaml.safe_load((PAIRS / "cases.yaml").read_text("utf-8"))
SEED = 1
BATCH = 500
#: How Emacs's refusals begin, and what we raise instead; None where we do nothing.
REFUSALS: Mapping[str, type[OrgshelfError] | None] = {
    "Priority must be between": PriorityError,
    "No priority cookie found": None,
}


@pytest.mark.parametrize("family", ["dates", "priority", "tags", "properties"])
def test_random_fields_are_what_emacs_writes(family: str, emacs_cases: int, tmp_path: Path) -> None:
    fields = [random_field(SEED, index, family) for index in range(emacs_cases)]
    found = []
    for start in range(0, emacs_cases, BATCH):
        batch = fields[start : start + BATCH]
        outcomes = run([job(field) for field in batch], tmp_path)
        for index, (field, theirs) in enumerate(zip(batch, outcomes, strict=True), start):
            if problem := difference(field, theirs):
                found.append(f"{index}: {field}\n{problem}")
    assert found == []


def test_golden_files_are_what_emacs_writes(tmp_path: Path) -> None:
    names = [name for name, case in CASES.items() if "differs_from_emacs" not in case]
    found = dict(zip(names, run([golden_job(name) for name in names], tmp_path), strict=True))
    differing = [
        name
        for name, outcome in found.items()
        if outcome.data != (PAIRS / f"{name}.org.want").read_bytes()
    ]
    assert differing == []


def golden_job(name: str) -> Job:
    case = CASES[name]
    return Job(
        data=(PAIRS / f"{name}.org").read_bytes(),
        commands=[case],
        now=case.get("now", DEFAULT_NOW),
        settings=case.get("settings", {}),
        newer=True,
    )


def job(field: RandomField) -> Job:
    change = field.change
    return Job(change.data, [field.command], change.now, change.settings, newer=True)


def difference(field: RandomField, theirs: Outcome) -> str | None:
    """How our result differs from Emacs's, or None."""
    try:
        ours = change_it(field)
    except OrgshelfError as error:
        return None if _refused(theirs, type(error)) else f"we refuse: {error}; {theirs.error}"
    if theirs.data is None:
        same = ours == field.change.data and _refused(theirs, None)
        return None if same else f"Emacs refuses: {theirs.error}"
    return None if ours == theirs.data else diff(theirs.data, ours)


def _refused(theirs: Outcome, error: type[OrgshelfError] | None) -> bool:
    return any(
        (theirs.error or "").startswith(begin) for begin in REFUSALS if REFUSALS[begin] is error
    )


def change_it(field: RandomField) -> bytes:
    change = field.change
    settings = replace(OrgSettings(), **change.settings)
    document = read(Lines.from_bytes(change.data), "a.org", org=settings)
    return field_edited(document, field.command, datetime.fromisoformat(change.now))
