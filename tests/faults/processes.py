"""The program as a real process, in a home of its own, and a look at what it leaves behind."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import zygote
from program import PATIENCE

NOW = "2026-11-23T10:00"
ORGSHELF = (sys.executable, "-m", "orgshelf")
DYING = Path(__file__).with_name("dying.py")


def environment(home: Path) -> dict[str, str]:
    """Nothing of the user's own: no configuration, no notes, no state but below ``home``."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "PYTHONPATH")}
    return kept | {"HOME": str(home), "ORGSHELF_NOW": NOW, "LC_ALL": "C.UTF-8"}


def start(
    notes: Path, *words: str, program: Sequence[str] = ORGSHELF, home: Path | None = None
) -> subprocess.Popen[str]:
    """Start a command on these notes; its home is the folder they are in, or another."""
    return subprocess.Popen(
        [*program, "--notes", str(notes), *words],
        cwd=notes.parent,
        env=environment(home or notes.parent),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(notes: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on these notes to its end."""
    command = ["--notes", str(notes), *words]
    ended = zygote.run(command, notes.parent, environment(notes.parent), PATIENCE)
    return subprocess.CompletedProcess(command, *ended)


def deaths(notes: Path, source: str, most: int, *words: str) -> Iterator[int]:
    """Run a command again and again, killed before another of its lines of a source file.

    Yields how each run ended. The first one ends by itself; of the lines that it has run, all or
    ``most`` are those that the others die before, from the first to the last.
    """
    command = [sys.executable, str(DYING), f"orgshelf/{source}", "--notes", str(notes), *words]
    with subprocess.Popen(
        command,
        env=environment(notes.parent),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        code, lines = _died(process, -1)
        yield code
        for number in spread(lines, most):
            yield _died(process, number)[0]
        assert process.stdin is not None
        process.stdin.close()


def _died(process: subprocess.Popen[str], number: int) -> tuple[int, int]:
    """How the run ended that was to die before that line, and how many it has run."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{number}\n")
    process.stdin.flush()
    code, lines = process.stdout.readline().split()
    return int(code), int(lines)


def spread(count: int, most: int) -> list[int]:
    """The numbers below ``count``, or that many of them, from the first to the last."""
    if count <= most:
        return list(range(count))
    return sorted({round(number * (count - 1) / max(most - 1, 1)) for number in range(most)})


def names(folder: Path) -> list[str]:
    """All that is in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())
