"""The pictures and reports under examples/ are what the program makes now."""

import subprocess
import sys
from pathlib import Path

import pytest

from program import ROOT

EXAMPLES = ROOT / "examples"
NAMES = ["list.svg", "progress.svg", "progress.md", "progress.csv", "progress.json", "page.md"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("captures")
    subprocess.run([sys.executable, EXAMPLES / "capture.py", folder], check=True)
    return folder


def test_all_are_made(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_capture_is_current(made: Path, name: str) -> None:
    assert (EXAMPLES / name).read_bytes() == (made / name).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_capture_names_no_machine(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert "/home/" not in text


@pytest.mark.parametrize("name", ["list.svg", "progress.svg"])
def test_a_picture_loads_nothing(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert "url(http" not in text
    assert "<script" not in text
