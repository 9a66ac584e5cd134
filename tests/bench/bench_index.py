"""What answers cost with the index, side by side from one run: ``python -m bench.bench_index``.

Run it in ``tests/`` with the sizes wanted, like ``1000 100000``. Each figure is the least of
several runs of a whole process by the clock; the sides take turns. The trees are files of 100
headings; fifty of the headings have the word that is looked for.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import trees

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 7
HITS = 50
WORD = "zugzwang"
#: Seconds after which a file cannot have been written again with the same time on it.
IN_DOUBT = 2.1
#: Of a larger tree nobody waits for Emacs, nor for a report of all of it.
MOST_FOR_ALL = 100_000
FLOOR = "python -c 'import click'"

_ORGPARSE = """
import sys, pathlib, orgparse
roots = [orgparse.load(path) for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.org"))]
print(sum(len(root.env.nodes) - 1 for root in roots))
"""
_DUMPS = """
import json, sys, time
with open(sys.argv[1], encoding="utf-8") as stream:
    document = json.load(stream)
started = time.perf_counter()
json.dumps(document)
print(time.perf_counter() - started)
"""
_EMACS = """(let ((n 0)) (dolist (f (directory-files-recursively "{root}" "\\\\.org$"))
  (with-temp-buffer (insert-file-contents f) (delay-mode-hooks (org-mode))
    (org-map-entries (lambda () (setq n (1+ n)))))) (message "%d" n))"""


@dataclass(frozen=True, slots=True)
class Cost:
    """The least that a command took: seconds by the clock and MiB at its peak."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True)
class Bench:
    """A tree of one size, and a cache of its own."""

    root: Path
    cache: Path
    size: int

    def costs(self, rounds: int = ROUNDS) -> dict[str, Cost]:
        """What each side takes; those that are slow are run once."""
        index = ["--notes", str(self.root)]
        found: dict[str, Cost] = {
            "bare orgparse": self._cost([sys.executable, "-c", _ORGPARSE, str(self.root)]),
            "cold": self._ours([*index, "list", WORD], before=self._forget),
        }
        if shutil.which("emacs") and self.size <= MOST_FOR_ALL:
            program = _EMACS.format(root=self.root)
            found["Emacs"] = self._cost(["emacs", "-Q", "--batch", "-l", "org", "--eval", program])
        if self.size <= MOST_FOR_ALL:
            found |= self._export(index)
        sides: dict[str, Callable[[], Cost]] = {
            FLOOR: lambda: self._cost([sys.executable, "-c", "import click"]),
            "warm list, 50 hits": lambda: self._ours([*index, "list", WORD]),
            "the same as a table": lambda: self._ours([*index, "--color", "always", "list", WORD]),
            "warm progress": lambda: self._ours([*index, "progress"]),
            "one file changed": lambda: self._ours([*index, "list", WORD], before=self._touch),
        }
        if shutil.which("rg"):
            sides["ripgrep"] = lambda: self._cost(["rg", "-c", WORD, str(self.root)])
        taken = [self._round(index, sides) for _ in range(rounds)]
        return found | {name: _least([costs[name] for costs in taken]) for name in sides}

    def _round(
        self, index: Sequence[str], sides: Mapping[str, Callable[[], Cost]]
    ) -> dict[str, Cost]:
        """Each side once; the file that was changed last is old enough to be beyond doubt."""
        time.sleep(IN_DOUBT)
        self._ours([*index, "list", WORD])
        return {name: run() for name, run in sides.items()}

    def _export(self, index: Sequence[str]) -> dict[str, Cost]:
        """The whole report as JSON, and what it takes to write the same objects alone."""
        file = self.cache / "report.json"
        command = [*index, "export", "json", "-o", str(file)]
        dumps = [sys.executable, "-c", _DUMPS, str(file)]
        told = [
            (self._ours(command), Cost(float(subprocess.check_output(dumps)), 0)) for _ in range(3)
        ]
        whole, alone = zip(*told, strict=True)
        return {"export json": _least(whole), "json.dumps of that": _least(alone)}

    def _ours(self, arguments: Sequence[str], before: Callable[[], None] = lambda: None) -> Cost:
        before()
        return self._cost([sys.executable, "-m", "orgshelf", *arguments])

    def _forget(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    def _touch(self) -> None:
        """Write one file again, with one heading changed."""
        note = min(self.root.rglob("*.org"))
        text = note.read_text(encoding="utf-8")
        words = (" SWARM", " swarm") if " SWARM" in text else (" swarm", " SWARM")
        note.write_text(text.replace(*words, 1), encoding="utf-8")

    def _cost(self, command: Sequence[str]) -> Cost:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(self.cache),
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{command[:4]} ended with {process.returncode}")
        return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def _environment(cache: Path) -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "XDG_CACHE_HOME": str(cache), "ORGSHELF_NOW": "2026-11-23T09:00"}


def _least(costs: Sequence[Cost]) -> Cost:
    return Cost(min(c.seconds for c in costs), max(c.mebibytes for c in costs))


def prepare(folder: Path, size: int) -> Bench:
    """A tree in which so many pending headings as HITS have the word."""
    root = trees.write(folder / str(size), size)
    notes = sorted(root.rglob("*.org"))
    for note in [notes[number * len(notes) // HITS] for number in range(HITS)]:
        with note.open("a", encoding="utf-8") as stream:
            stream.write(f"* TODO {WORD}\n")
    return Bench(root, folder / f"cache-{size}", size)


def table(costs: Mapping[int, Mapping[str, Cost]]) -> str:
    """The costs in Markdown, a row for each side."""
    sizes = list(costs)
    names = list(dict.fromkeys(name for of_size in costs.values() for name in of_size))
    head = "| ms | " + " | ".join(f"{size:,} headings" for size in sizes) + " |"
    rows = [
        f"| {name} | " + " | ".join(_cell(costs[size].get(name)) for size in sizes) + " |"
        for name in names
    ]
    return "\n".join([head, "|:--|" + "--:|" * len(sizes), *rows])


def _cell(cost: Cost | None) -> str:
    if cost is None:
        return "–"
    memory = f" ({cost.mebibytes:.0f} MiB)" if cost.mebibytes else ""
    return f"{cost.seconds * 1000:,.0f}{memory}"


def main(sizes: Sequence[int]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        print(table({size: prepare(Path(folder), size).costs() for size in sizes}))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
