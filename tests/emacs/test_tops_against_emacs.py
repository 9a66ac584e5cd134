"""The drawer at the top of a file comes out as org-entry-put writes it, byte for byte."""

from pathlib import Path

import pytest

from emacs.comparing import differences
from emacs.oracle import Job, Outcome
from emacs.random_tops import RandomTop, random_top
from emacs.test_state_against_emacs import diff
from orgshelf.org.edit.properties import delete_property, set_property
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings

pytestmark = pytest.mark.emacs

SEED = 1


def test_random_properties_of_files_are_what_emacs_writes(emacs_cases: int, tmp_path: Path) -> None:
    tops = [random_top(SEED, index) for index in range(emacs_cases)]
    found = differences(tops, _job, _difference, tmp_path)
    assert found == []


def _job(top: RandomTop) -> Job:
    return Job(top.data, [top.command], settings=top.settings, newer=True)


def _difference(top: RandomTop, theirs: Outcome) -> str | None:
    ours = _changed(top)
    if theirs.data is None:
        return f"Emacs refuses: {theirs.error}"
    return None if ours == theirs.data else diff(theirs.data, ours)


def _changed(top: RandomTop) -> bytes:
    document = read(Lines.from_bytes(top.data), "a.org", org=OrgSettings(**top.settings))
    name = top.command["name"]
    splices = (
        delete_property(document, document.top, name)
        if top.command["op"] == "delete"
        else set_property(document, document.top, name, top.command["value"])
    )
    return document.lines.apply(splices).to_bytes()
