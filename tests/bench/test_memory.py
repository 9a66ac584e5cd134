"""However many headings there are and however many are found: an answer needs little memory."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import trees

pytestmark = pytest.mark.bench

SMALL, LARGE = 15_000, 60_000
LARGEST, IN_FILE = 150_000, 15
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


class Trees:
    """Trees of notes of some sizes, and what commands need for them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.cache = folder / "cache"

    def notes(self, size: int, per_file: int = trees.PER_FILE) -> Path:
        """A tree, which is written when it is first asked for."""
        root = self._folder / f"{size}-{per_file}"
        return root if root.exists() else trees.write(root, size, per_file=per_file)

    def peak(self, notes: Path, command: list[str]) -> int:
        """How many KiB a command takes."""
        ours = [sys.executable, "-m", "orgshelf", "--notes", str(notes), *command]
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}
        return int(subprocess.check_output([sys.executable, "-c", _PEAK, *ours], env=environment))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Trees:
    """Trees that nothing has read yet."""
    return Trees(tmp_path_factory.mktemp("memory"))


@pytest.fixture(scope="module")
def peak(measured: Trees) -> Peak:
    """Measures a command on a tree of a size that is in the index."""
    for size in (SMALL, LARGE):
        measured.peak(measured.notes(size), ["list", "zugzwang"])
    return lambda size, command: measured.peak(measured.notes(size), command)


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


@pytest.mark.parametrize(
    "command", [["--no-index", "search", "kernel"], ["export", "page"]], ids=" ".join
)
def test_it_is_below_400_mb_for_many_files(measured: Trees, command: list[str]) -> None:
    taken = measured.peak(measured.notes(LARGEST, IN_FILE), command)
    print(f"\n{' '.join(command)}: {taken // 1024} MiB")
    assert taken < 400 * 1024


def test_an_index_takes_four_times_the_bytes_of_the_notes_at_most(measured: Trees) -> None:
    notes = measured.notes(LARGEST, IN_FILE)
    measured.peak(notes, ["list"])
    size = sum(file.stat().st_size for file in notes.rglob("*.org"))
    (index,) = (measured.cache / "orgshelf").glob(f"{notes.name}-*.sqlite")
    print(f"\n{index.stat().st_size / size:.1f} times")
    assert index.stat().st_size <= 4 * size


#: Files whose headings all at once would not fit into the memory that there is.
FILES, BYTES_OF_EACH, LIMIT = 12, 5 << 20, 320 << 20
#: Runs a command that may take so much memory, as may each process that it starts.
_LIMITED = """
import resource, os, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
os.execv(sys.argv[2], sys.argv[2:])
"""


def test_large_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    entry = "* TODO Read on\n" + 40 * "Of networks and of lattices.\n"
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(FILES):
        (notes / f"{number}.org").write_text(entry * (BYTES_OF_EACH // len(entry)))
    ours = [sys.executable, "-m", "orgshelf", "--notes", str(notes), "list", "read"]
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(LIMIT), *ours, "-n", "1"],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Read on" in done.stdout
    assert done.stderr == ""
