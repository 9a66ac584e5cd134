"""The report page: what it takes to make, how large it gets and how soon it is there."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bench.trees import write
from browser.driven import Browser, browser
from program import COMMAND, ROOT, Program

pytestmark = [pytest.mark.bench, pytest.mark.browser]

SIZE = 100_000
ROUNDS = 9
FLOOR = [sys.executable, "-c", "import click"]
TIMES = 6
LARGEST = 15_000_000  # bytes
LONGEST = 3.0  # seconds


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Browser]:
    with browser(tmp_path / "profile") as started:
        yield started


def test_the_page_of_the_shipped_notes_takes_few_times_the_least(run: Program) -> None:
    page = [*COMMAND, "--notes", str(ROOT / "notes"), "export", "html"]
    times: dict[str, list[float]] = {"floor": [], "page": []}
    for _ in range(ROUNDS):
        times["floor"].append(taken(FLOOR, run))
        times["page"].append(taken(page, run))
    floor, mine = (min(seconds) for seconds in times.values())
    print(f"\n{FLOOR[-1]} {floor:.3f} s, export html {mine:.3f} s, {mine / floor:.1f} times")
    assert mine <= TIMES * floor


def taken(command: Sequence[str], run: Program) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, cwd=run.folder, env=run.environment(), stdout=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - start


def test_the_page_of_a_hundred_thousand_headings_opens_soon(
    run: Program, chromium: Browser
) -> None:
    write(run.folder / "notes", SIZE)
    environment = {**os.environ, **run.environment()}
    command = [*COMMAND, "export", "html", "-o", "report.html"]
    subprocess.run(command, cwd=run.folder, env=environment, check=True)
    page = run.folder / "report.html"
    start = time.perf_counter()
    chromium.open(page)
    opened = time.perf_counter() - start
    print(f"\n{page.stat().st_size / 1e6:.1f} MB, there after {opened:.2f} s")
    assert page.stat().st_size < LARGEST
    assert opened < LONGEST
    assert chromium.complaints() == []
