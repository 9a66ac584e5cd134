"""Options of the test run, and which tests run where."""

import gc
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

from program import ROOT, Program

#: Tests that cannot even be read without what they need; on CI that is an error.
collect_ignore = ["browser"] if find_spec("selenium") is None and "CI" not in os.environ else []

# `--hypothesis-profile thorough` looks at more random examples.
settings.register_profile("quick", max_examples=10, deadline=None)
settings.register_profile("thorough", max_examples=40, deadline=None)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--emacs-cases", type=int, default=8, help="random cases to compare with Emacs"
    )
    parser.addoption("--fuzz-cases", type=int, default=10, help="random files for every command")
    parser.addoption("--kills", type=int, default=6, help="processes killed at random moments")
    parser.addoption(
        "--deadly-lines",
        type=int,
        default=12,
        help="lines before which a writer dies",
    )
    parser.addoption(
        "--rounds", type=int, default=1, help="trees that many processes change at once"
    )
    parser.addoption(
        "--merge-rounds", type=int, default=4, help="rounds of edits by two devices, merged"
    )
    parser.addoption("--sqlite-faults", type=int, default=2, help="errors of SQLite per command")
    parser.addoption("--index-cases", type=int, default=1, help="random lives of notes to index")
    parser.addoption(
        "--surroundings", type=int, default=64, help="every command in each so many-th odd place"
    )
    parser.addoption("--bench", action="store_true", help="measure; without it nothing is timed")


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are processors: some tests wait for programs and for time."""
    return ((os.cpu_count() or 1) * 3 + 1) // 2


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Keep the collector from ten thousand tests, which stay to the end of the run anyway."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here: on CI nothing is left out for want of a program."""
    lacking = {"bench"} if not config.getoption("--bench") else set()
    if os.environ.get("CI") != "true":
        lacking |= {marker for marker, there in _programs().items() if not there}
    left_out = [item for item in items if any(map(item.get_closest_marker, lacking))]
    odd = [item for item in items if item.get_closest_marker("surroundings")]
    left_out += [item for n, item in enumerate(odd) if n % config.getoption("--surroundings")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]


def _programs() -> dict[str, bool]:
    """Whether what the tests of a marker need is installed."""
    browser = bool(shutil.which("chromium") and shutil.which("chromedriver"))
    return {
        "acl": shutil.which("setfacl") is not None and shutil.which("getfacl") is not None,
        "emacs": shutil.which("emacs") is not None,
        "browser": browser,
        "shells": all(map(shutil.which, ("bash", "zsh", "fish", "tmux"))),
        "axe": browser and "ORGSHELF_AXE" in os.environ,
    }


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How many processes to kill at a random moment."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def deadly_lines(request: pytest.FixtureRequest) -> int:
    """Before how many of its lines a writer is to die."""
    return int(request.config.getoption("--deadly-lines"))


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How many trees to change by many processes at the same time."""
    return int(request.config.getoption("--rounds"))


@pytest.fixture
def merge_rounds(request: pytest.FixtureRequest) -> int:
    """How often two devices edit notes that are then merged."""
    return int(request.config.getoption("--merge-rounds"))


@pytest.fixture
def sqlite_faults(request: pytest.FixtureRequest) -> int:
    """How many errors of SQLite to raise in each command."""
    return int(request.config.getoption("--sqlite-faults"))


@pytest.fixture
def index_cases(request: pytest.FixtureRequest) -> int:
    """How many folders of notes to change at random."""
    return int(request.config.getoption("--index-cases"))


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
