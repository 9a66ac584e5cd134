"""What reading and starting cost, side by side from one run, as one table.

Every figure is the best of several rounds, each in a process of its own; a round measures
every side in turn, so that what else the machine does meets all alike. Times are the
processor's, not the clock's, for the same reason.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from bench import trees

#: How often a tree of each size is read in one round: a short reading is easily disturbed.
TIMES = {1_000: 5, 10_000: 3, 100_000: 1}
SIZES = tuple(TIMES)
LARGEST = SIZES[-1]
SIDES = ("orgshelf", "orgparse")
ROUNDS = 3
NOTES = Path(__file__).parents[2] / "notes"
COMMANDS = {"--version": [], "--help": [], "list": ["--notes", str(NOTES)]}
START_ROUNDS = 10
EDIT_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what ours and the other side take, and how many times as much.

    ``limit`` is the ratio that must hold.
    """

    what: str
    ours: float
    other: float
    unit: str
    beside: str
    limit: float

    @property
    def ratio(self) -> float:
        """Ours by the other's."""
        return self.ours / self.other


@dataclass(frozen=True, slots=True)
class Reading:
    """The least one side took for a tree: processor seconds and peak memory in MiB."""

    seconds: float
    mebibytes: float


def reading_rows(folder: Path) -> list[Row]:
    """Measure the reading of trees of each size, written below ``folder``."""
    roots = {size: trees.write(folder / str(size), size) for size in SIZES}
    best = _best_readings(roots)
    ours, other = best["orgshelf", LARGEST], best["orgparse", LARGEST]
    each = [best["orgshelf", size].seconds / size * 1e6 for size in SIZES]
    return [
        *(_seconds_row(size, best["orgshelf", size], best["orgparse", size]) for size in SIZES),
        Row("one heading, dearest size", max(each), min(each), "µs", "cheapest size", 1.6),
        Row("peak memory", ours.mebibytes, other.mebibytes, "MiB", "bare orgparse", 1.2),
    ]


def start_rows(folder: Path) -> list[Row]:
    """Measure how long commands take on the shipped notes beside importing click alone."""
    python = [sys.executable, "-c", "import click"]
    commands = {"click": python} | {
        name: [sys.executable, "-m", "orgshelf", *options, name]
        for name, options in COMMANDS.items()
    }
    environment = _with_bytecode(folder)
    rounds = [
        {name: start_seconds(command, environment) for name, command in commands.items()}
        for _ in range(START_ROUNDS)
    ]
    best = {name: min(taken[name] for taken in rounds) * 1000 for name in commands}
    return [
        Row(f"orgshelf {name}", best[name], best["click"], "ms", "import click", 4)
        for name in COMMANDS
    ]


def edit_rows(folder: Path) -> list[Row]:
    """Measure marking one item done in a large tree beside listing what is pending in it."""
    root = trees.write(folder / "edited", LARGEST)
    environment = _with_bytecode(folder) | {"XDG_STATE_HOME": str(folder / "state")}
    orgshelf = [sys.executable, "-m", "orgshelf", "--notes", str(root)]
    listing, done = [*orgshelf, "list", "-n", "50"], [*orgshelf, "done", "-y"]
    pending = [item["file"] + f":{item['line']}" for item in _pending(listing, environment)]
    rounds = [
        (start_seconds([*done, ref], environment), start_seconds(listing, environment))
        for ref in pending[:EDIT_ROUNDS]
    ]
    marking, showing = (min(taken) for taken in zip(*rounds, strict=True))
    return [Row(f"done in {LARGEST:,} headings", marking, showing, "s", "list", 3)]


def _pending(listing: Sequence[str], environment: Mapping[str, str]) -> list[dict[str, Any]]:
    printed = subprocess.run(
        [*listing, "-f", "json"], check=True, capture_output=True, env=environment
    ).stdout
    items: list[dict[str, Any]] = json.loads(printed)["items"]
    return items


def table(rows: Sequence[Row]) -> str:
    """The rows as text in columns."""
    head = f"{'':28}{'orgshelf':>13}{'beside':>13}{'':17}{'ratio':>6}{'limit':>7}"
    return "\n".join([head, *map(_line, rows)])


def _line(row: Row) -> str:
    ours, other = (f"{value:8.2f} {row.unit:4}" for value in (row.ours, row.other))
    return f"{row.what:28}{ours}{other}  {row.beside:15}{row.ratio:6.2f}{row.limit:7.2f}"


def _seconds_row(size: int, ours: Reading, other: Reading) -> Row:
    return Row(f"read {size:,} headings", ours.seconds, other.seconds, "s", "bare orgparse", 1.3)


def _best_readings(roots: Mapping[int, Path]) -> dict[tuple[str, int], Reading]:
    taken: dict[tuple[str, int], list[Reading]] = {}
    for _, size in product(range(ROUNDS), SIZES):
        for _, side in product(range(TIMES[size]), SIDES):
            taken.setdefault((side, size), []).append(_probe(side, roots[size]))
    return {case: _best(readings) for case, readings in taken.items()}


def _best(readings: Sequence[Reading]) -> Reading:
    return Reading(
        min(reading.seconds for reading in readings), min(reading.mebibytes for reading in readings)
    )


def _probe(side: str, root: Path) -> Reading:
    """Read a tree once, in a new process."""
    command = [sys.executable, str(Path(__file__).with_name("probe.py")), side, str(root)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert found["headings"] == int(root.name)
    return Reading(found["seconds"], found["peak_kib"] / 1024)


def _with_bytecode(folder: Path) -> dict[str, str]:
    """An environment in which every side has its modules compiled, as an installed one has."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def start_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """What a command takes of the processor."""
    before = children_seconds()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return children_seconds() - before


def children_seconds() -> float:
    """What processes that have ended took of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
