"""Random edits that Org 9.8.9 makes otherwise than older ones do: recorded, and made by us."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from emacs.field_edits import field_edited
from emacs.logging_edits import logged
from emacs.recording import FAMILIES, recorded
from orgshelf.org.document import Document
from orgshelf.org.edit.state import change_state
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings


def edited(family: str, edit: Mapping[str, Any]) -> str:
    settings = OrgSettings(**edit["settings"])
    document = read(Lines.from_bytes(edit["before"].encode()), "a.org", org=settings)
    command, now = edit["command"], datetime.fromisoformat(edit["now"])
    if family == "state":
        return _changed(document, command, now)
    made = logged if family in ("note", "clock") else field_edited
    return made(document, command, now).decode()


def _changed(document: Document, command: Mapping[str, Any], now: datetime) -> str:
    heading = next(h for h in document.headings if h.line == command["line"])
    splices = change_state(
        document,
        heading,
        command["to"] or None,
        now=now,
        note=command["note"],
        final=command["final"],
    )
    return document.lines.apply(splices).to_bytes().decode()


@pytest.mark.parametrize("family", FAMILIES)
def test_recorded_edits_are_made_as_the_newer_org_made_them(family: str) -> None:
    edits = recorded(family)
    assert [e["command"] for e in edits if edited(family, e) != e["after"]] == []


def test_there_are_hundreds_of_them() -> None:
    assert sum(len(recorded(family)) for family in FAMILIES) > 300
