"""What an edit costs in one file of many headings, beside Emacs and beside a warm list.

Every figure is the least of several rounds, in seconds of the processor.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.bench_read import start_seconds

SIZES = (1_000, 5_000, 20_000)
EDITS = ("done", "undo", "set", "note", "refile", "add")
ROUNDS = 3
_EMACS = """(progn (require 'org) (find-file %s) (goto-char (point-min))
  (re-search-forward %s) (org-todo 'done) (save-buffer))"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder with one file of so many headings, and how to run the program on it."""

    folder: Path
    size: int

    @property
    def file(self) -> Path:
        """The notes."""
        return self.folder / "notes" / "books.org"

    def title(self, number: int) -> str:
        """The title of one work."""
        return f"Book number {number} of them all"

    def write(self) -> None:
        """Make the file."""
        self.file.parent.mkdir(parents=True)
        works = "".join(
            f"** TODO {self.title(n)} :tag{n % 7}:\n:PROPERTIES:\n:AUTHOR: Somebody {n % 99}\n"
            f":END:\nSome text for it, and a [[https://example.org/{n}][link]].\n"
            for n in range(self.size)
        )
        self.file.write_text(f"* Books\n{works}")

    def seconds(self, *words: str) -> float:
        """What one command takes."""
        command = [sys.executable, "-m", "orgshelf", "--notes", str(self.file.parent), *words]
        return start_seconds(command, self._environment)

    def emacs_seconds(self, number: int) -> float:
        """What Emacs takes to open the file, mark one work done and save it."""
        what = _EMACS % (json.dumps(str(self.file)), json.dumps(f"TODO {self.title(number)}"))
        command = ["emacs", "-Q", "--batch", "--eval", what]
        return start_seconds(command, self._environment)

    @property
    def _environment(self) -> Mapping[str, str]:
        kept = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        return kept | {"HOME": str(self.folder), "PYTHONPYCACHEPREFIX": str(self.folder / "code")}


def costs(folder: Path, size: int) -> dict[str, float]:
    """Each edit, the list after one, a warm list, and Emacs."""
    shelf = Shelf(folder / str(size), size)
    shelf.write()
    for _ in range(2):
        shelf.seconds("list", "-n", "3")
    rounds = [_round(shelf, number) for number in range(size // 2, size // 2 + ROUNDS)]
    return {what: min(taken[what] for taken in rounds) for what in rounds[0]}


def _round(shelf: Shelf, number: int) -> dict[str, float]:
    title = shelf.title(number)
    words: Mapping[str, Sequence[str]] = {
        "done": ["done", title],
        "undo": ["undo"],
        "set": ["set", title, "YEAR", "2001"],
        "note": ["note", title, "worth a second reading"],
        "refile": ["refile", title, "--to", shelf.title(0)],
        "add": ["add", "book", f"Another one, the {number}th"],
    }
    taken: dict[str, float] = {}
    for what in EDITS:
        taken[what] = shelf.seconds(*words[what])
        taken[f"list after {what}"] = shelf.seconds("list", "-n", "3")
        taken["list"] = min(taken.get("list", 9e9), shelf.seconds("list", "-n", "3"))
    subprocess.run(["touch", str(shelf.file)], check=True)
    taken["Emacs done"] = shelf.emacs_seconds(number + ROUNDS)
    shelf.seconds("list", "-n", "3")
    return taken


def table(found: Mapping[int, Mapping[str, float]]) -> str:
    """The figures in columns, with how many times the smallest file the largest costs."""
    head = f"{'':20}" + "".join(f"{size:>10,}" for size in found) + f"{'growth':>10}{'lists':>8}"
    return "\n".join([head, *(_line(what, found) for what in found[SIZES[-1]])])


def _line(what: str, found: Mapping[int, Mapping[str, float]]) -> str:
    times = [found[size][what] for size in found]
    columns = "".join(f"{time:>9.2f}s" for time in times)
    lists = times[-1] / found[SIZES[-1]]["list"]
    return f"{what:20}{columns}{times[-1] / times[0]:>10.1f}{lists:>8.1f}"
