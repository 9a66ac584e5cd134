"""The golden files of refile and archive are what Emacs writes."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from emacs.oracle import Job, run

pytestmark = pytest.mark.emacs

PAIRS = Path(__file__).parents[1] / "org" / "edit"


def cases(kind: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((PAIRS / kind / "cases.yaml").read_text())
    return found


def test_refiles_are_what_emacs_writes(tmp_path: Path) -> None:
    jobs = [
        Job(
            (PAIRS / "refile" / f"{name}.org").read_bytes(),
            [{"op": "refile", **{key: case.get(key) for key in ("line", "to", "note")}}],
            settings=case.get("settings", {}),
            newer=True,
        )
        for name, case in cases("refile").items()
    ]
    found = dict(zip(cases("refile"), run(jobs, tmp_path), strict=True))
    wanted = {name: (PAIRS / "refile" / f"{name}.org.want").read_bytes() for name in found}
    assert {name: outcome.data for name, outcome in found.items()} == wanted


@pytest.mark.parametrize("name", cases("archive"))
def test_archive_is_what_emacs_writes(name: str, tmp_path: Path) -> None:
    case, before = cases("archive")[name], PAIRS / "archive" / f"{name}.archive"
    archive = tmp_path / case.get("file", "none")
    if before.exists():
        archive.write_bytes(before.read_bytes())
    command = {"op": "archive", "line": case["line"]}
    settings = case.get("settings", {})
    data = before.with_suffix(".org").read_bytes()
    (outcome,) = run([Job(data, [command], settings=settings, newer=True)], tmp_path)
    assert outcome.data is not None, outcome.error
    path = str(tmp_path).encode()
    assert outcome.data.replace(path, b"/notes") == before.with_suffix(".org.want").read_bytes()
    if "file" in case:
        wanted = before.with_suffix(".archive.want").read_bytes()
        assert archive.read_bytes().replace(path, b"/notes") == wanted
