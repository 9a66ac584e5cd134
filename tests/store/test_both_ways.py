"""Every command says the same with the index and without it."""

import click
import pytest

from orgshelf.cli.group import orgshelf
from program import ROOT, Program

CONTEXT = click.Context(orgshelf)
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
    ["works", "nothing-like-this"],
    ["tree", "nothing-like-this"],
    ["next", "author:knuth or tags:rust"],
    ["list", "--all", "parent:(todo:) or regexp:^the"],
    ["list", "priorty:A"],
    ["config"],
    ["config", "queries"],
    ["help", "queries"],
    ["tags"],
    ["tags", "--kind", "paper"],
    ["progress"],
    *(["progress", "--by", by] for by in ("tag", "author", "year", "file", "work", "effort")),
    ["progress", "kind:book"],
    ["search", "turing"],
    ["search", "the computer", "--kind", "paper"],
    ["search", "program*", "--format", "json"],
    ["search", "NEAR(the program, 4) OR gödel", "-n", "2"],
    ["search", "習 -a", "--query", "todo: or done:"],
    ["search", '"'],
    ["quotes"],
    ["goal", "list"],
    *(["wrapped", *words] for words in ([], ["2025", "--format", "json"])),
    ["complete"],
    ["inbox"],
    ["capture", "--dry-run", "words"],
    ["merge", "--conflicts", "--dry-run"],
    ["lint"],
    ["lint", "kind:book", "--format", "json"],
    ["quotes", "--random"],
    ["quotes", "author:abelson", "--format", "json"],
    ["quotes", "--format", "bibtex-note"],
    ["quotes", "hofstadter", "--format", "anki"],
    ["quotes", "books.org:175", "--format", "markdown"],
    *(["review", *words] for words in ([], ["--stats"], ["daily", "--format", "json"])),
    ["pick"],
    ["browse"],
    ["clock"],
    ["clock", "report"],
    ["export", "markdown", "--notes-text"],
    ["export", "org"],
    ["export", "json"],
    ["export", "json", "kind:video"],
    ["export", "jsonl"],
    *(["export", name] for name in ("csv", "tsv", "yaml", "html", "page", "ics", "opml")),
    *(["export", name, "kind:paper"] for name in ("bibtex", "ris", "csl-json")),
    ["check", "nand2tetris"],
    ["log"],
    ["open", "nowhere"],
    ["open", "understandable consensus", "--print"],
    ["edit", "nowhere"],
    ["undo", "--dry-run"],
    ["completion", "bash"],
    *([command, "--dry-run", "hofstadter"] for command in ("done", "note")),
    ["state", "--dry-run", "hofstadter", "TODO"],
    ["schedule", "--dry-run", "hofstadter", "+2"],
    ["deadline", "--dry-run", "--query", "kind:paper rating:>=4", "--yes", "+2w"],
    ["priority", "--dry-run", "hofstadter", "A"],
    ["tag", "--dry-run", "hofstadter", "+x"],
    ["set", "--dry-run", "hofstadter", "RATING", "5"],
    ["check", "--dry-run", "compact org", "progress logging"],
    ["clock", "in", "--dry-run", "hofstadter"],
    ["refile", "--dry-run", "hofstadter", "--to", "papers.org:1"],
    ["archive", "--dry-run", "hofstadter"],
    ["done", "--dry-run", "--query", "kind:paper todo:"],
    ["add", "--dry-run", "book", "A new book"],
    ["agenda", "month"],
    *([name, "--dry-run", "hofstadter"] for name in ("start", "drop", "again")),
    *([name, "--dry-run", "hofstadter"] for name in ("promote", "demote", "rm")),
    ["move", "--dry-run", "hofstadter", "--top"],
    ["rename", "--dry-run", "hofstadter", "Another title"],
    ["page", "--dry-run", "hofstadter", "+1"],
    ["rate", "--dry-run", "hofstadter", "5"],
    ["quote", "--dry-run", "hofstadter", "Words.", "--page", "3"],
]


#: What reads no notes, or does not end.
OTHERS = {"init", "serve", "import"}


def test_every_command_is_here() -> None:
    assert {command[0] for command in COMMANDS} | OTHERS >= set(orgshelf.list_commands(CONTEXT))


NOTES = ("--notes", str(ROOT / "examples" / "notes"))


#: The first of each name.
FIRST = [*{command[0]: command for command in reversed(COMMANDS)}.values()]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with an index of the notes."""
    program = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    assert program(*NOTES, "list").code == 0
    return program


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_says_the_same(command: list[str], indexed: Program) -> None:
    """Where it finds an index, and without; in colours too, where there are any."""
    command = [word for word in command if word != "--color"]
    ran = indexed(*NOTES, *command)
    assert ran == indexed("--no-index", *NOTES, *command)
    assert ran.code in (0, 1, 2, 3, 4)
    if command[0] != "export" and not {"--format", "--dry-run"} & set(command):
        coloured = ("--color", "always", *NOTES, *command)
        assert indexed(*coloured) == indexed("--no-index", *coloured)


@pytest.mark.parametrize("command", FIRST, ids=" ".join)
def test_a_command_that_makes_the_index_says_the_same(
    command: list[str], run: Program, indexed: Program
) -> None:
    assert run(*NOTES, *command) == indexed(*NOTES, *command)
