"""Whatever SQLite answers, and whenever: a command changes the notes once or not at all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.forks import Forks, forks
from faults.processes import spread
from faults.scenarios import COMMANDS, Scenario, make_scenario, state

ERRORS = ("malformed", "disk", "letters")
WARM = ("done and repeated", "refile", "archive", "add", "undo of a refile")
COLD = ("done and repeated", "refile")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    with forks(tmp_path_factory.mktemp("sqlite") / "home" / "notes") as started:
        yield started


@pytest.mark.parametrize("name", WARM)
def test_an_error_of_an_index_that_knows_the_notes_makes_no_change_twice(
    server: Forks, tmp_path: Path, name: str, sqlite_faults: int
) -> None:
    scenario = make_scenario(server, tmp_path / "stored", *COMMANDS[name])
    fail(scenario, sqlite_faults, warm=True)


@pytest.mark.parametrize("name", COLD)
def test_an_error_of_an_index_that_is_made_makes_no_change_twice(
    server: Forks, tmp_path: Path, name: str, sqlite_faults: int
) -> None:
    scenario = make_scenario(server, tmp_path / "stored", *COMMANDS[name])
    fail(scenario, sqlite_faults, warm=False)


def fail(scenario: Scenario, faults: int, *, warm: bool) -> None:
    """Let the calls into SQLite fail, one at a time; the exit code says what came of it."""
    prepare(scenario, warm=warm)
    usual = scenario.forks(*scenario.words, fault=("sqlite", -1, "disk"))
    moments = [(number, error) for number in range(usual.calls) for error in ERRORS]
    for place in spread(len(moments), faults):
        prepare(scenario, warm=warm)
        ended = scenario.forks(*scenario.words, fault=("sqlite", *moments[place]))
        how = (moments[place], ended)
        assert state(scenario.forks) == (scenario.before if ended.code else scenario.after), how
        if ended.code:
            assert (ended.out, len(ended.err.splitlines())) == ("", 1), how
        else:
            assert (ended.out, ended.err) == (usual.out, usual.err), how


def prepare(scenario: Scenario, *, warm: bool) -> None:
    """The notes as before the command, with an index that knows them or with none."""
    scenario.restore()
    if warm:
        scenario.forks("list")
    else:
        shutil.rmtree(scenario.forks.notes.parent / ".cache")
