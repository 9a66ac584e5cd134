"""Random edits that Org 9.8.9 makes otherwise than older ones do: recorded, and made by us."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from emacs.field_edits import field_edited
from emacs.logging_edits import logged
from emacs.random_edits import RandomChange
from emacs.random_logging import RANDOM
from emacs.recording import FAMILIES, ODD, ODDITIES, recorded
from emacs.test_state_against_emacs import change_it
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings


def edited(family: str, edit: Mapping[str, Any]) -> str:
    family = family.removeprefix(ODD)
    data, command = edit["before"].encode(), edit["command"]
    now, settings = edit["now"], edit["settings"]
    if family == "state":
        given = {name: command[name] for name in ("line", "note", "final")}
        change = RandomChange(
            data=data, to=command["to"] or None, now=now, settings=settings, **given
        )
        return change_it(change).decode()
    document = read(Lines.from_bytes(data), "a.org", org=OrgSettings(**settings))
    made = logged if family in RANDOM else field_edited
    return made(document, command, datetime.fromisoformat(now)).decode()


@pytest.mark.parametrize("family", [*FAMILIES, *ODDITIES])
def test_recorded_edits_are_made_as_the_newer_org_made_them(family: str) -> None:
    edits = recorded(family)
    assert [e["command"] for e in edits if edited(family, e) != e["after"]] == []


def test_there_are_hundreds_of_them() -> None:
    assert sum(len(recorded(family)) for family in FAMILIES) > 300
