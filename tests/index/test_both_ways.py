"""Every command says the same with the index and without it."""

from pathlib import Path

import pytest

from program import ROOT, Program

COMMANDS = [
    ["list"],
    ["list", "--all", "--format", "json"],
    ["list", "--format", "csv", "--sort", "deadline,title"],
    ["list", "-n", "3", "--color"],
    ["list", "-n", "3", "--sort", "title,reverse"],
    ["list", "descendants:(status:finished) or not status:started", "--format", "yaml"],
    ["list", "--all", "--format", "tsv", "--sort", "random"],
    ["list", "--all", "--format", "jsonl"],
    ["list", "tags:gpu or kind:paper"],
    ["list", "--kind", "book", "--state", "done"],
    ["list", "--tag", "theory", "--work", "the"],
    ["list", "nothing-like-this"],
    ["list", "--kind", "nothing"],
    ["list", "--explain", "deadline:+7"],
    ["next"],
    ["next", "--kind", "paper", "-n", "2"],
    ["show", "structure and interpretation"],
    ["show", "courses/algorithms.org:5"],
    ["show", "nowhere"],
    ["show", "the"],
    ["tree"],
    ["tree", "-d", "2", "todo:"],
    ["works"],
    ["works", "status:finished"],
    ["tags"],
    ["tags", "--kind", "paper"],
    ["progress"],
    *(["progress", "--by", by] for by in ("tag", "author", "year", "file", "work", "effort")),
    ["progress", "kind:book"],
    ["search", "turing"],
    ["search", "the computer", "--kind", "paper"],
    ["search", "program*", "--format", "json"],
    ["quotes"],
    ["quotes", "--random"],
    ["quotes", "author:abelson", "--format", "json"],
    ["clock"],
    ["clock", "report"],
    ["export", "markdown", "--notes-text"],
    ["export", "org"],
    ["export", "json"],
    ["export", "json", "kind:video"],
    ["export", "jsonl"],
    ["export", "csv"],
    ["check", "nand2tetris"],
    ["log"],
    ["open", "nowhere"],
    *([command, "--dry-run", "hofstadter"] for command in ("done", "note")),
    ["done", "--dry-run", "--query", "kind:paper todo:"],
    ["add", "--dry-run", "book", "A new book"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("wide", [False, True], ids=["plain", "colour"])
def test_a_command_says_the_same(command: list[str], wide: bool, tmp_path: Path) -> None:
    program = Program(tmp_path, tmp_path / "home")
    notes = ["--notes", str(ROOT / "examples" / "notes")]
    before = ["--color", "always"] if wide else []
    command = [word for word in command if word != "--color"]
    cold = program(*before, *notes, *command)
    warm = program(*before, *notes, *command)
    without = program(*before, "--no-index", *notes, *command)
    assert cold == warm == without
    assert cold.code in (0, 2, 3, 4)
