"""Random tables are laid out as Emacs lays them out."""

import random
import subprocess
from pathlib import Path

import pytest

from orgshelf.org.syntax.aligned_tables import aligned, cells

pytestmark = pytest.mark.emacs

LISP = Path(__file__).with_name("tables.el")
CELLS = (
    *("nil", "", "0", "front", "back", "2.50", "-1", "3.260200", "+5", "1e3", "0x1f", "12:30"),
    *("2026-11-22T08:00:00Z", "a b", "日本", "é", "inf", "nan", ">3.5", "16#ff", "1.", "-", "x2"),
)


def table(chance: random.Random) -> list[list[str]]:
    """Some rows of some cells; a row that begins with a dash would be a rule."""
    columns = chance.randint(1, 6)
    rows = [[chance.choice(CELLS) for _ in range(columns)] for _ in range(chance.randint(1, 5))]
    return [[f"c{chance.randrange(100)}", *row] for row in rows]


def test_random_tables_are_laid_out_as_emacs_does(tmp_path: Path, emacs_cases: int) -> None:
    chance = random.Random(3)
    tables = [table(chance) for _ in range(emacs_cases * 4)]
    file = tmp_path / "tables.org"
    file.write_text("\n".join(map(squeezed, tables)), encoding="utf-8")
    command = ["emacs", "-Q", "--batch", "-l", str(LISP), "--eval", f'(align-tables "{file}")']
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    theirs = file.read_text(encoding="utf-8").split("\n\n")
    assert [text.strip("\n") for text in theirs] == ["\n".join(aligned(rows)) for rows in tables]
    assert [[cells(line) for line in aligned(rows) if "-+" not in line] for rows in tables[:9]] == [
        [row for row in rows if "-+" not in row] for rows in tables[:9]
    ]


def squeezed(rows: list[list[str]]) -> str:
    """A table as somebody types it: its head, a rule, and the others."""
    lines = [f"|{'|'.join(row)}|" for row in rows]
    return "\n".join((lines[0], "|-", *lines[1:], ""))
