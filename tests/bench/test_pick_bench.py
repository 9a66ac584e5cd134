"""The list of `pick` is on the screen about as soon as any command has its answer."""

from pathlib import Path

import pytest

from bench.bench_read import START_ROUNDS, children_seconds, start_seconds
from program import COMMAND, PATIENCE, ROOT, Program
from shells import typed_into

pytestmark = pytest.mark.bench

#: How many times as long as importing click alone it may take.
LIMIT = 4


def drawn_seconds(run: Program) -> float:
    """The processor's seconds to draw the list, and to leave it."""
    before = children_seconds()
    environment = run.environment()
    with typed_into([*COMMAND, "pick"], run.folder, environment, run.folder) as shell:
        shell.wait(lambda: b"Enter take" in shell.said)
        shell.press("\x1b")
        shell.process.wait(PATIENCE)
    return children_seconds() - before


def test_the_list_is_drawn_as_soon_as_commands_answer(
    run: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(run.folder / "notes").symlink_to(ROOT / "notes")
    run("list")
    click = [COMMAND[0], "-c", "import click"]
    rounds = [
        (drawn_seconds(run), start_seconds(click, run.environment())) for _ in range(START_ROUNDS)
    ]
    drawn, alone = (min(taken) for taken in zip(*rounds, strict=True))
    with capsys.disabled():
        print(f"\npick draws after {drawn * 1000:.0f} ms, click alone takes {alone * 1000:.0f} ms")
    assert drawn / alone < LIMIT
