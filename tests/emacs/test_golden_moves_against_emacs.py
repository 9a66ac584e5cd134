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


def test_archives_are_what_emacs_writes(tmp_path: Path) -> None:
    """Each in a folder of its own, where the archive may be already."""
    jobs, files = list[Job](), list[Path]()
    for name, case in cases("archive").items():
        before = PAIRS / "archive" / f"{name}.archive"
        folder = tmp_path / name
        folder.mkdir()
        if before.exists():
            (folder / case["file"]).write_bytes(before.read_bytes())
        command = {"op": "archive", "line": case["line"]}
        data = before.with_suffix(".org").read_bytes()
        jobs.append(Job(data, [command], settings=case.get("settings", {}), newer=True))
        files.append(folder / "0.org")
    found = dict(zip(cases("archive"), run(jobs, tmp_path, files), strict=True))
    assert {name: outcome.error for name, outcome in found.items() if outcome.error} == {}
    for name, case in cases("archive").items():
        assert_written(tmp_path / name, name, found[name].data, case.get("file"))


def assert_written(folder: Path, name: str, data: bytes | None, archive: str | None) -> None:
    """The file and its archive are the golden ones, where the folder is ``/notes``."""
    golden, path = PAIRS / "archive", str(folder).encode()
    assert data is not None, name
    assert data.replace(path, b"/notes") == (golden / f"{name}.org.want").read_bytes(), name
    if archive:
        wanted = (golden / f"{name}.archive.want").read_bytes()
        assert (folder / archive).read_bytes().replace(path, b"/notes") == wanted, name
