"""`browse` of 100,000 headings: soon there, quick to answer, and small."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import trees
from bench.browse_probe import CHANGES, MOVES
from program import COMMAND, ROOT, Program

pytestmark = pytest.mark.bench

SIZE = 100_000
FIRST_SCREEN = 1.0  # seconds of the processor from the start of the process
ANSWER = 0.05
#: What writes notes, proves that nothing else is changed, and reads them again, may take longer.
LONGER = {"d": 0.1, "U": 0.1}
MEBIBYTES = 150
#: What the work of ``browse_probe.pace`` takes where nothing else runs: with many at work each
#: has less of the caches, and needs more of the processor's time for the same.
PACE = 0.03


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("browse")
    for name in ("folder", "home"):
        (folder / name).mkdir()
    run = Program(folder / "folder", folder / "home")
    notes = trees.write(run.folder / "notes", SIZE)
    environment = run.environment(PYTHONPATH=str(ROOT / "tests"))
    index = [*COMMAND, "--notes", str(notes), "list", "-n", "1"]
    subprocess.run(index, cwd=run.folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    probe = [sys.executable, str(ROOT / "tests" / "bench" / "browse_probe.py"), str(notes)]
    done = subprocess.run(
        probe,
        cwd=run.folder,
        env=environment,
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_is_quick_and_small(lived: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    slowed = max(lived["pace"] / PACE, 1.0)
    with capsys.disabled():
        print(f"\nfirst screen of {lived['headings']} headings: {lived['first'] * 1000:.0f} ms")
        for key, what in (MOVES | CHANGES).items():
            print(f"{key:>9}  {lived['keys'][key] * 1000:>4.0f} ms  {what}")
        print(f"at most {lived['peak_kib'] // 1024} MiB; all {slowed:.1f} times as slow as alone")
    assert lived["first"] < FIRST_SCREEN * slowed
    limits = {key: LONGER.get(key, ANSWER) * slowed for key in MOVES | CHANGES}
    assert {k: s for k, s in lived["keys"].items() if s > limits[k]} == {}
    assert lived["peak_kib"] < MEBIBYTES * 1024
