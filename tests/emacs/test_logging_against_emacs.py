"""Random notes, clocks and checkboxes come out as Emacs writes them, byte for byte.

What differs on purpose is in the golden files, marked with the reason, and no random file has
it.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from emacs.comparing import differences, differences_in_zones, golden_differences
from emacs.logging_edits import logged
from emacs.oracle import Job, Outcome
from emacs.random_logging import RANDOM, RandomCommand
from emacs.test_state_against_emacs import diff
from orgshelf.errors import BlockedError
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings

pytestmark = pytest.mark.emacs

PAIRS = Path(__file__).parents[1] / "org" / "edit" / "logging"
CASES: Mapping[str, dict[str, Any]] = yaml.safe_load((PAIRS / "cases.yaml").read_text("utf-8"))
SEED = 1
#: How Emacs refuses to check a box.
BLOCKED = "Checkbox blocked because of"


@pytest.mark.parametrize("family", RANDOM)
def test_random_commands_are_what_emacs_writes(
    family: str, emacs_cases: int, tmp_path: Path
) -> None:
    commands = [RANDOM[family](SEED, index) for index in range(emacs_cases)]
    assert differences(commands, job, difference, tmp_path) == []


def test_clocks_are_what_emacs_writes_in_each_zone(emacs_cases: int, tmp_path: Path) -> None:
    commands = [RANDOM["clock"](SEED + 1, index) for index in range(emacs_cases // 4)]
    assert differences_in_zones(commands, job, difference, tmp_path) == []


def test_golden_files_are_what_emacs_writes(tmp_path: Path) -> None:
    assert golden_differences(PAIRS, CASES, tmp_path) == []


def job(random: RandomCommand) -> Job:
    return Job(random.data, [random.command], random.now, random.settings, newer=True)


def difference(random: RandomCommand, theirs: Outcome) -> str | None:
    """How our result differs from Emacs's, or None."""
    settings = OrgSettings(**random.settings)
    document = read(Lines.from_bytes(random.data), "a.org", org=settings)
    try:
        ours = logged(document, random.command, datetime.fromisoformat(random.now))
    except BlockedError as error:
        agreed = (theirs.error or "").startswith(BLOCKED)
        return None if agreed else f"we refuse: {error}; Emacs: {theirs.error}"
    if theirs.data is None:
        return f"Emacs refuses: {theirs.error}"
    return None if ours == theirs.data else diff(theirs.data, ours)
