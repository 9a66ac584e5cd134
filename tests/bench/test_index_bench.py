"""The index keeps answers quick: ratios of one run, never seconds."""

from pathlib import Path

import pytest

from bench.bench_index import FLOOR, Cost, prepare, table

SIZE = 100_000


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    folder: Path = tmp_path_factory.mktemp("bench")
    measured = prepare(folder, SIZE).costs()
    print(table({SIZE: measured}))
    return measured


@pytest.mark.bench
@pytest.mark.parametrize(
    ("side", "beside", "limit"),
    [
        ("cold", "bare orgparse", 1.5),
        ("warm list, 50 hits", FLOOR, 2.4),
        ("the same as a table", FLOOR, 4),
        ("warm progress", FLOOR, 4),
        ("one file changed", "warm list, 50 hits", 1.6),
        ("export json", "json.dumps of that", 12),
    ],
)
def test_within_so_many_times(costs: dict[str, Cost], side: str, beside: str, limit: float) -> None:
    assert costs[side].seconds <= limit * costs[beside].seconds


@pytest.mark.bench
def test_a_warm_answer_needs_little_memory(costs: dict[str, Cost]) -> None:
    assert costs["warm list, 50 hits"].mebibytes < 100
    assert costs["warm progress"].mebibytes < 100
