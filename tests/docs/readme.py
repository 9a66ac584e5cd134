"""The README taken apart: what is typed into a terminal, and its tables.

A block fenced as ``console`` is a talk in a copy of the repository's top folder;
``console FOLDER`` is one in a copy of that folder. A line that begins with ``$ `` is typed;
the lines below it are what the program then shows, and a line ``…`` stands for any lines.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from program import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COLUMNS = 80

_BLOCK = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_CUT = "…"


class Step(NamedTuple):
    """A command that is typed, and the lines shown below it."""

    command: str
    shown: list[str]

    def agrees(self, said: str) -> bool:
        """Whether that is what the README shows; where it shows nothing, anything is."""
        if not self.shown:
            return True
        lines = (r"(?:.*\n)*?" if line == _CUT else f"{re.escape(line)}\n" for line in self.shown)
        return re.fullmatch("".join(lines), said.rstrip("\n") + "\n") is not None


class Talk(NamedTuple):
    """One block: the folder it happens in and its steps, in order."""

    line: int
    folder: str
    steps: list[Step]


def talks() -> list[Talk]:
    """All of the README's."""
    return [
        Talk(README[: block.start()].count("\n") + 1, _folder(block["info"]), _steps(block))
        for block in _BLOCK.finditer(README)
        if block["info"].split()[:1] == ["console"]
    ]


def other_code() -> Iterator[str]:
    """Each line of every other block."""
    for block in _BLOCK.finditer(README):
        if block["info"].split()[:1] != ["console"]:
            yield from block["text"].splitlines()


def table(title: str) -> list[list[str]]:
    """The rows of the table below a heading, without its head; code marks are taken off."""
    section = re.split(rf"^#+ {re.escape(title)}$", README, flags=re.MULTILINE)[1]
    section = re.split(r"^#+ ", section, maxsplit=1, flags=re.MULTILINE)[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [_cells(row) for row in rows[2:]]


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
