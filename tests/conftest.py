"""Options of the test run, and which tests run where."""

import os
import shutil
from pathlib import Path

import pytest

from program import ROOT, Program


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--emacs-cases", type=int, default=60, help="random cases to compare with Emacs"
    )
    parser.addoption("--fuzz-cases", type=int, default=300, help="random files for every command")
    parser.addoption("--kills", type=int, default=20, help="processes killed at random moments")
    parser.addoption("--bench", action="store_true", help="measure; without it nothing is timed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here: on CI nothing is left out for want of Emacs."""
    has_emacs = shutil.which("emacs") is not None or os.environ.get("CI") == "true"
    left_out = [item for item in items if not _runs(item, config.getoption("--bench"), has_emacs)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]


def _runs(item: pytest.Item, bench: bool, has_emacs: bool) -> bool:
    if item.get_closest_marker("bench") and not bench:
        return False
    return has_emacs or not item.get_closest_marker("emacs")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How many processes to kill at a random moment."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def emacs_cases(request: pytest.FixtureRequest) -> int:
    """How many random cases to compare with Emacs."""
    return int(request.config.getoption("--emacs-cases"))


@pytest.fixture
def run(tmp_path: Path) -> Program:
    """Give the program, to be run in an empty folder."""
    folder, home = tmp_path / "work", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    return Program(folder, home)


@pytest.fixture
def shipped(run: Program) -> Program:
    """Give the program in a folder whose ``notes`` are the shipped reading list."""
    shutil.copytree(ROOT / "notes", run.folder / "notes")
    return run


@pytest.fixture
def year(run: Program) -> Program:
    """Give the program in a folder whose ``notes`` are the example year of study."""
    shutil.copytree(ROOT / "examples" / "notes", run.folder / "notes")
    return run
