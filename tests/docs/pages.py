"""The README and the handbook taken apart: what is typed into a terminal, and the tables.

A block fenced as ``console`` is a talk in a copy of the repository's top folder;
``console FOLDER`` is one in a copy of that folder. A line that begins with ``$ `` is typed;
the lines below it are what the program then shows, and a line ``…`` stands for any lines.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from program import ROOT

HELP = ROOT / "src" / "orgshelf" / "help"
README = ROOT / "README.md"
COLUMNS = 80

_BLOCK = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_CUT = "…"


class Step(NamedTuple):
    """A command that is typed, and the lines shown below it."""

    command: str
    shown: list[str]

    def agrees(self, said: str) -> bool:
        """Whether that is what the page shows; where it shows nothing, anything is."""
        if not self.shown:
            return True
        lines = (r"(?:.*\n)*?" if line == _CUT else f"{re.escape(line)}\n" for line in self.shown)
        return re.fullmatch("".join(lines), said.rstrip("\n") + "\n") is not None


class Talk(NamedTuple):
    """One block: where it stands, the folder it happens in and its steps, in order."""

    page: str
    line: int
    folder: str
    steps: list[Step]


def pages() -> list[Path]:
    """The README and all pages of the handbook."""
    return [README, *sorted(HELP.glob("*.md"))]


def talks() -> list[Talk]:
    """All of these pages'."""
    return [talk for page in pages() for talk in _talks(page)]


def _talks(page: Path) -> Iterator[Talk]:
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        if block["info"].split()[:1] == ["console"]:
            line = text[: block.start()].count("\n") + 1
            yield Talk(page.stem, line, _folder(block["info"]), _steps(block))


def other_code(page: Path) -> Iterator[str]:
    """Each line of every other block."""
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["info"].split()[:1] != ["console"]:
            yield from block["text"].splitlines()


def table(page: str, column: str) -> list[list[str]]:
    """The rows of a page's table by the name of its first column; code marks are taken off."""
    lines = (HELP / f"{page}.md").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {column} |"))
    rows = takewhile(lambda line: line.startswith("|"), lines[start + 2 :])
    return [_cells(row) for row in rows]


def _cells(row: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", row)[1:-1]
    return [cell.strip().strip("`").replace("\\|", "|") for cell in cells]


def _folder(info: str) -> str:
    words = info.split()
    return words[1] if len(words) > 1 else "."


def _steps(block: re.Match[str]) -> list[Step]:
    steps: list[Step] = []
    for line in block["text"].splitlines():
        if line.startswith("$ "):
            steps.append(Step(line[2:], []))
        else:
            steps[-1].shown.append(line)
    return steps
