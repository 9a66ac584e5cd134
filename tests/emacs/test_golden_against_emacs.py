"""Every golden file of a change of state that is not marked otherwise is what Emacs writes."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from emacs.oracle import DEFAULT_NOW, Job, run

pytestmark = pytest.mark.emacs

PAIRS = Path(__file__).parents[1] / "org" / "edit" / "state"
CASES: dict[str, dict[str, Any]] = yaml.safe_load((PAIRS / "cases.yaml").read_text("utf-8"))


def job(name: str) -> Job:
    case = CASES[name]
    wanted = {key: case.get(key) for key in ("line", "to", "note", "final")}
    return Job(
        data=(PAIRS / f"{name}.org").read_bytes(),
        commands=[{"op": "todo", **wanted}],
        now=case.get("now", DEFAULT_NOW),
        settings=case.get("settings", {}),
        newer=True,
    )


def test_golden_files_are_what_emacs_writes(tmp_path: Path) -> None:
    names = [name for name, case in CASES.items() if "differs_from_emacs" not in case]
    found = dict(zip(names, run([job(name) for name in names], tmp_path), strict=True))
    refused = {name: outcome.error for name, outcome in found.items() if outcome.error}
    assert refused == {name: "Blocked" for name in names if CASES[name].get("blocked")}
    differing = [
        name
        for name, outcome in found.items()
        if name not in refused and outcome.data != (PAIRS / f"{name}.org.want").read_bytes()
    ]
    assert differing == []
