"""An edit costs what its entry costs, not what its file costs."""

from pathlib import Path

import pytest

from bench.bench_edits import EDITS, SIZES, costs, table

pytestmark = [pytest.mark.bench, pytest.mark.emacs]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, float]]:
    folder: Path = tmp_path_factory.mktemp("edits")
    measured = {size: costs(folder, size) for size in SIZES}
    print(table(measured))
    return measured


@pytest.mark.parametrize("edit", ["done", "undo", "set", "note"])
def test_an_edit_in_20_000_headings_costs_four_lists_at_most(
    found: dict[int, dict[str, float]], edit: str
) -> None:
    assert found[SIZES[-1]][edit] <= 4 * found[SIZES[-1]]["list"]


@pytest.mark.parametrize("edit", EDITS)
def test_twenty_times_the_headings_cost_three_times_as_much_at_most(
    found: dict[int, dict[str, float]], edit: str
) -> None:
    assert found[SIZES[-1]][edit] <= 3 * found[SIZES[0]][edit]


@pytest.mark.parametrize("edit", EDITS)
def test_the_list_after_an_edit_costs_four_others_at_most(
    found: dict[int, dict[str, float]], edit: str
) -> None:
    assert found[SIZES[-1]][f"list after {edit}"] <= 4 * found[SIZES[-1]]["list"]


def test_marking_done_costs_less_than_in_emacs(found: dict[int, dict[str, float]]) -> None:
    assert all(found[size]["done"] < found[size]["Emacs done"] for size in SIZES)
