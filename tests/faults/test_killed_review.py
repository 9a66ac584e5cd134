"""An answer that dies halfway is in the card and in the history, or in neither."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.forks import Forks, forks
from faults.processes import spread
from faults.scenarios import Scenario, files, make_scenario
from review.cards import card

GRADE = ("review", "grade", "Ask", "good")
UNDO = ("undo",)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    with forks(tmp_path_factory.mktemp("killed") / "home" / "notes") as started:
        yield started


@pytest.mark.parametrize("undone", [False, True])
def test_killed_before_any_call_to_the_system(
    server: Forks, tmp_path: Path, undone: bool, kills: int
) -> None:
    first, words = ([GRADE], UNDO) if undone else ([], GRADE)
    notes = {"a.org": "* TODO Alpha\n" + card("Ask")}
    scenario = make_scenario(server, tmp_path / "stored", first, words, notes)
    scenario.restore()
    calls = server(*words, fault=("kill", -1)).calls
    after = lines(scenario)
    seen = set[bool]()
    for number in spread(calls, kills * 2):
        scenario.restore()
        assert server(*words, fault=("kill", number)).code == -signal.SIGKILL
        assert server("list").code == 0  # which finishes it
        found, wanted = files(server.notes)["a.org"], scenario.after.files["a.org"]
        made = found == wanted
        assert made or found == scenario.before.files["a.org"]
        assert lines(scenario) == (after if made else 1 - after), number
        seen.add(made)
    assert seen == {True, False}


def lines(scenario: Scenario) -> int:
    """How many lines the history has."""
    found = [*scenario.forks.notes.parent.rglob("org-fc-reviews.tsv")]
    return sum(len(path.read_text().splitlines()) for path in found)
