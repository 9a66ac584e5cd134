"""Whatever SQLite answers, and whenever: a command changes the notes once or not at all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.forks import Forks, forks
from faults.scenes import COMMANDS, Scene, make_scene, spread, state

ERRORS = ("malformed", "disk", "letters")
WARM = ("done and repeated", "refile", "archive", "add", "undo of a refile")
COLD = ("done and repeated", "refile")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    with forks(tmp_path_factory.mktemp("sqlite") / "home" / "notes") as started:
        yield started


@pytest.fixture
def sqlite_faults(request: pytest.FixtureRequest) -> int:
    """How many errors to raise in each command."""
    return int(request.config.getoption("--sqlite-faults"))


@pytest.mark.parametrize("name", WARM)
def test_an_error_of_an_index_that_knows_the_notes_makes_no_change_twice(
    server: Forks, tmp_path: Path, name: str, sqlite_faults: int
) -> None:
    scene = make_scene(server, tmp_path / "stored", *COMMANDS[name])
    fail(scene, sqlite_faults, warm=True)


@pytest.mark.parametrize("name", COLD)
def test_an_error_of_an_index_that_is_made_makes_no_change_twice(
    server: Forks, tmp_path: Path, name: str, sqlite_faults: int
) -> None:
    scene = make_scene(server, tmp_path / "stored", *COMMANDS[name])
    fail(scene, sqlite_faults, warm=False)


def fail(scene: Scene, faults: int, *, warm: bool) -> None:
    """Let the calls into SQLite fail, one at a time; the exit code says what came of it."""
    lay(scene, warm=warm)
    usual = scene.forks(*scene.words, fault=("sqlite", -1, "disk"))
    moments = [(number, error) for number in range(usual.calls) for error in ERRORS]
    for place in spread(len(moments), faults):
        lay(scene, warm=warm)
        ended = scene.forks(*scene.words, fault=("sqlite", *moments[place]))
        how = (moments[place], ended)
        assert state(scene.forks) == (scene.before if ended.code else scene.after), how
        if ended.code:
            assert (ended.out, len(ended.err.splitlines())) == ("", 1), how
        else:
            assert (ended.out, ended.err) == (usual.out, usual.err), how


def lay(scene: Scene, *, warm: bool) -> None:
    """The notes as before the command, with an index that knows them or with none."""
    scene.restore()
    if warm:
        scene.forks("list")
    else:
        shutil.rmtree(scene.forks.notes.parent / ".cache")
