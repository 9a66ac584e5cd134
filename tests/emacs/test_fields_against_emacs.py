"""Random dates, priorities, tags and properties come out as Emacs writes them, byte for byte."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from emacs.oracle import Job, Outcome, run
from emacs.random_fields import RandomField, random_field
from emacs.test_state_against_emacs import diff
from orgshelf.errors import OrgshelfError, PriorityError
from orgshelf.model import Heading
from orgshelf.org.dates import When, read_when
from orgshelf.org.edit.priority import change_priority
from orgshelf.org.edit.properties import delete_property, set_property
from orgshelf.org.edit.schedule import Planned, change_date
from orgshelf.org.edit.tags import change_tags, toggled
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.reader import Document, read
from orgshelf.org.settings import OrgSettings

pytestmark = pytest.mark.emacs

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
    heading = next(heading for heading in document.headings if heading.line == change.line)
    edit = EDITS[field.command["op"]]
    splices = edit(document, heading, field.command, datetime.fromisoformat(change.now))
    return document.lines.apply(splices).to_bytes()


Command = Mapping[str, Any]


def _date(
    document: Document, heading: Heading, command: Command, now: datetime
) -> tuple[Splice, ...]:
    when = _when(command, now)
    keyword: Planned = "SCHEDULED" if command["op"] == "schedule" else "DEADLINE"
    return change_date(document, heading, keyword, when, now=now, note=command["note"])


def _when(command: Command, now: datetime) -> When | None:
    words = command["time"]
    if not words:
        return None
    if command["repeater"]:
        day, _, *time, _ = words.strip("<>").split()
        words = " ".join((day, *time, command["repeater"]))
    if command["days"] is not None:
        words += f" -{command['days']}d"
    return read_when(words, now.date())


def _priority(
    document: Document, heading: Heading, command: Command, _: datetime
) -> tuple[Splice, ...]:
    return change_priority(document, heading, command["to"] or None)


def _tags(
    document: Document, heading: Heading, command: Command, _: datetime
) -> tuple[Splice, ...]:
    if command["op"] == "tags":
        return change_tags(document, heading, command["tags"])
    changes = [(tag, True) for tag in command["add"]] + [(tag, False) for tag in command["drop"]]
    return change_tags(document, heading, toggled(heading.local_tags, changes))


def _put(document: Document, heading: Heading, command: Command, _: datetime) -> tuple[Splice, ...]:
    return set_property(document, heading, command["name"], command["value"])


def _delete(
    document: Document, heading: Heading, command: Command, _: datetime
) -> tuple[Splice, ...]:
    return delete_property(document, heading, command["name"])


EDITS: Mapping[str, Callable[[Document, Heading, Command, datetime], tuple[Splice, ...]]] = {
    "schedule": _date,
    "deadline": _date,
    "priority": _priority,
    "tag": _tags,
    "tags": _tags,
    "put": _put,
    "delete": _delete,
}
