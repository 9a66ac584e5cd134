"""A command that dies between two files is noticed by the next one, and was made or was not."""

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.forks import Forks, forks
from faults.processes import spread
from faults.scenarios import (
    COMMANDS,
    NOTES,
    Contents,
    Scenario,
    files,
    make_scenario,
    state,
)

SMALL = 50_000  # bytes that a file may have on a small disk
FILLER = "   filler\n" * 10_000
#: Commands that write a small file first, and the large one that comes after it.
LARGE_SECOND = {"refile": "books.org", "archive": "books.org", "done in three files": "papers.org"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    with forks(tmp_path_factory.mktemp("killed") / "home" / "notes") as started:
        yield started


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_before_any_call_to_the_system(
    server: Forks, tmp_path: Path, name: str, kills: int
) -> None:
    scenario = make_scenario(server, tmp_path / "stored", *COMMANDS[name])
    made = []
    for number in spread(count_calls(scenario), kills // 3):
        scenario.restore()
        assert server(*scenario.words, fault=("kill", number)).code == -signal.SIGKILL
        made.append(recovered(scenario, f"killed before call {number}"))
    # It died before anything was written and, at the end, after all was.
    assert made[0] is False
    assert made[-1] is True


def count_calls(scenario: Scenario) -> int:
    """How many calls there are that the command can be killed before."""
    scenario.restore()
    ended = scenario.forks(*scenario.words, fault=("kill", -1))
    assert ended.code == 0
    return ended.calls


def test_killed_at_random_moments(
    server: Forks, tmp_path_factory: pytest.TempPathFactory, kills: int
) -> None:
    chance = random.Random(2026)
    stored = tmp_path_factory.mktemp("stored")
    scenarios = [make_scenario(server, stored / name, *how) for name, how in COMMANDS.items()]
    usual = [usual_time(scenario) for scenario in scenarios]
    for _ in range(kills // 2):
        scenario, seconds = chance.choice([*zip(scenarios, usual, strict=True)])
        scenario.restore()
        moment = chance.uniform(0, 1.2) * seconds
        assert server(*scenario.words, fault=("kill after", moment)).code in (0, -signal.SIGKILL)
        recovered(scenario, f"{scenario.words} killed after {moment:.3f} of {seconds:.3f} seconds")


def usual_time(scenario: Scenario) -> float:
    """How long the command takes."""
    scenario.restore()
    started = time.monotonic()
    scenario.forks(*scenario.words)
    return time.monotonic() - started


def recovered(scenario: Scenario, how: str) -> bool:
    """Whether the command was made, in the eyes of all that come after it.

    The next command completes or takes back what is half-made and says so; from then on the
    notes and `log` agree. What was made can be undone, what was not can be made.
    """
    forks, whole = scenario.forks, (scenario.before.files, scenario.after.files)
    half_made = notes_in(files(forks.notes)) not in whole
    listed = forks("list")
    assert listed.code == 0, how
    assert len(listed.err.splitlines()) in ((1,) if half_made else (0, 1)), (how, listed.err)
    found = state(forks)
    made = notes_in(found.files) == scenario.after.files
    wanted = scenario.after if made else scenario.before
    assert (notes_in(found.files), found.log) == (wanted.files, wanted.log), how
    assert not half_made or found.files == wanted.files, how
    then = ("undo", str(forks.log()[0].number)) if made else scenario.words
    ended = forks(*then)
    assert ended.code == 0, (how, ended.err)
    assert state(forks) == (scenario.undone if made else scenario.after), how
    return made


def notes_in(found: Contents) -> Contents:
    """The files that are notes or archives; not what was to be put in their place."""
    return {name: data for name, data in found.items() if not name.startswith(".")}


@pytest.mark.parametrize("fatal", [False, True])
@pytest.mark.parametrize("name", LARGE_SECOND)
def test_a_disk_that_is_full_between_two_files(
    server: Forks, tmp_path: Path, name: str, fatal: bool
) -> None:
    large = LARGE_SECOND[name]
    notes = NOTES | {large: NOTES[large] + FILLER}
    scenario = make_scenario(server, tmp_path / "stored", *COMMANDS[name], notes)
    scenario.restore()
    ended = server("--no-index", *scenario.words, fault=("small disk", SMALL, fatal))
    if fatal:
        assert ended.code == -signal.SIGXFSZ
    else:
        assert (ended.code, len(ended.err.splitlines())) == (1, 1)
        assert "File too large" in ended.err
        assert state(server) == scenario.before
    recovered(scenario, "small disk")
