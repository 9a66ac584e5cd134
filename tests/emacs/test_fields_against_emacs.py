"""Random dates, priorities, tags and properties come out as Emacs writes them, byte for byte."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from emacs.comparing import differences, golden_differences
from emacs.field_edits import field_edited
from emacs.oracle import Job, Outcome
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
#: How Emacs's refusals begin, and what we raise instead; None where we do nothing.
REFUSALS: Mapping[str, type[OrgshelfError] | None] = {
    "Priority must be": PriorityError,
    "Invalid action": PriorityError,
    "No priority cookie found": None,
}


@pytest.mark.parametrize("family", ["dates", "priority", "tags", "properties"])
def test_random_fields_are_what_emacs_writes(family: str, emacs_cases: int, tmp_path: Path) -> None:
    fields = [random_field(SEED, index, family) for index in range(emacs_cases)]
    assert differences(fields, job, difference, tmp_path) == []


def test_golden_files_are_what_emacs_writes(tmp_path: Path) -> None:
    assert golden_differences(PAIRS, CASES, tmp_path) == []


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
    settings = OrgSettings(**change.settings)
    document = read(Lines.from_bytes(change.data), "a.org", org=settings)
    return field_edited(document, field.command, datetime.fromisoformat(change.now))
