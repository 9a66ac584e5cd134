"""The program in forks that begin at once, many at the same time or with a fault in them."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from faults.processes import environment

SERVER = Path(__file__).with_name("fork_server.py")

_LOGGED = re.compile(r"(?P<number>\d+) +\S+ \S+ +(?:(?P<kind>undone|undo) {2,})?(?P<line>.*)")

Fault = Sequence[str | int | float]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, what it said, and how many calls of its fault's kind it made."""

    code: int
    out: str
    err: str
    calls: int


@dataclass(frozen=True, slots=True)
class Logged:
    """A change as `log` shows it: what became of it, and a line for each heading."""

    number: int
    kind: str  # "undone", "undo" or nothing
    lines: tuple[str, ...]


class Forks:
    """Runs commands on one folder of notes."""

    def __init__(self, notes: Path, server: "subprocess.Popen[str]") -> None:
        """Let the server run them; ``forks`` starts one."""
        self.notes = notes
        self._server = server

    def __call__(self, *words: str, fault: Fault = ()) -> Ended:
        """Run one command to its end."""
        (ended,) = self.together([words], fault=fault)
        return ended

    def together(self, commands: Sequence[Sequence[str]], fault: Fault = ()) -> list[Ended]:
        """Run commands at the same time, each to its end."""
        batch = [
            {"words": ["--notes", str(self.notes), *words], "fault": fault} for words in commands
        ]
        return [Ended(**found) for found in self._ask(batch)]

    def log(self) -> list[Logged]:
        """All changes, the newest first."""
        ended = self("log")
        assert ended.code == 0, ended.err
        rows = [_LOGGED.fullmatch(line) for line in ended.out.splitlines()]
        heads = [(int(row["number"]), row["kind"] or "", row["line"]) for row in rows if row]
        assert len(heads) == len(rows)
        return [
            Logged(number, kind, tuple(line for _, _, line in of_one))
            for (number, kind), of_one in groupby(heads, lambda head: head[:2])
        ]

    def _ask(self, batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(f"{json.dumps(batch)}\n")
        self._server.stdin.flush()
        answer: list[dict[str, Any]] = json.loads(self._server.stdout.readline())
        return answer


@contextmanager
def forks(notes: Path) -> Iterator[Forks]:
    """Start the process that forks; its home is the folder that the notes are in."""
    with subprocess.Popen(
        [sys.executable, str(SERVER)],
        cwd=notes.parent.parent,
        env=environment(notes.parent),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        yield Forks(notes, server)
        assert server.stdin is not None
        server.stdin.close()
