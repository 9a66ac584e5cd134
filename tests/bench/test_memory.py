"""However many headings there are and however many are found: an answer needs little memory."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from bench import trees

pytestmark = pytest.mark.bench

SMALL, LARGE = 15_000, 60_000
MOST = 1.3
#: KiB of the index that SQLite keeps at hand, more than a small one has.
PAGES = 16_000
#: Runs a command and prints how many KiB it had at its peak. A process begins with the peak of
#: the one that starts it, which has to be a small one.
_PEAK = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""

Peak = Callable[[int, list[str]], int]


@pytest.fixture(scope="module")
def peak(tmp_path_factory: pytest.TempPathFactory) -> Peak:
    """Measures a command on a tree of a size that is in the index."""
    folder = tmp_path_factory.mktemp("memory")
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}

    def measured(size: int, command: list[str]) -> int:
        notes = folder / str(size)
        ours = [sys.executable, "-m", "orgshelf", "--notes", str(notes), *command]
        probe = [sys.executable, "-c", _PEAK, *ours]
        return int(subprocess.check_output(probe, env=environment))

    for size in (SMALL, LARGE):
        trees.write(folder / str(size), size)
        measured(size, ["list", "zugzwang"])
    return measured


@pytest.mark.parametrize(
    "command",
    [
        ["list", "todo:"],
        ["list", "todo:", "--format", "json"],
        ["list", "todo:", "--format", "csv"],
        ["list", "todo:", "--format", "yaml"],
        ["list", "--sort", "deadline"],
        ["list", "--all", "--format", "jsonl"],
        ["list", "regexp:n.t"],
        ["list", "descendants:(regexp:n.t)"],
        ["works"],
        ["next"],
        ["progress", "--by", "author"],
        ["search", "network"],
        ["tree"],
    ],
    ids=" ".join,
)
def test_it_hardly_grows_with_the_tree(peak: Peak, command: list[str]) -> None:
    small, large = peak(SMALL, command), peak(LARGE, command)
    print(f"\n{' '.join(command)}: {small // 1024} MiB, {large // 1024} MiB")
    assert large <= MOST * small + PAGES
    assert large < 100 * 1024
