"""What the README says is what the program does."""

import re
import shutil
from pathlib import Path

import click
import pytest

from docs.readme import COLUMNS, README, Talk, other_code, table, talks
from orgshelf import errors
from orgshelf.cli.group import orgshelf
from orgshelf.importers import IMPORTERS
from orgshelf.store import config_keys
from program import ROOT, Program

TALKS = talks()


@pytest.fixture
def copy(run: Program) -> Program:
    """The program in a copy of what a user has after cloning."""
    for name in ("notes", "examples"):
        shutil.copytree(ROOT / name, run.folder / name)
    return run


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: f"line{talk.line}")
def test_every_talk_goes_as_shown(copy: Program, talk: Talk) -> None:
    folder = Program(copy.folder / talk.folder, copy.home)
    for command, said, step in ((step.command, folder, step) for step in talk.steps):
        ran = said.on_terminal_shell(command, columns=COLUMNS, NO_COLOR="1")
        assert ran.code == 0, f"{command}\n{ran.out}"
        assert step.agrees(ran.out), f"{command}\n{ran.out}"


def test_there_are_talks_and_all_that_is_typed_is_in_them() -> None:
    assert len(TALKS) > 5
    assert not [line for line in other_code() if line.startswith(("$", "orgshelf "))]


def test_both_command_lines_of_the_gate_are_there() -> None:
    lines = README.splitlines()
    assert "python -m pip install . && orgshelf list" in lines
    assert "python -m pip install -e '.[test]' && pytest" in lines


def root() -> tuple[click.Context, click.Group]:
    group: click.Group = orgshelf
    return click.Context(group, info_name="orgshelf"), group


def test_the_command_table_is_that_of_the_help() -> None:
    context, group = root()
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    wanted = [
        [name, command.get_short_help_str(200)] for name, command in commands.items() if command
    ]
    assert [[row[0], row[-1]] for row in table("Commands")] == wanted


def test_the_table_of_what_is_imported_is_that_of_the_program() -> None:
    wanted = [[each.name, each.extra or ""] for each in IMPORTERS.values()]
    assert [row[:2] for row in table("From other programs")] == wanted


def test_the_table_of_exit_codes_is_that_of_the_errors() -> None:
    codes = {error.exit_code for error in _all(errors.OrgshelfError)} | {0}
    assert [int(code) for code, _ in table("Exit codes")] == sorted(codes)


def _all(error: type[errors.OrgshelfError]) -> list[type[errors.OrgshelfError]]:
    return [error, *(deeper for sub in error.__subclasses__() for deeper in _all(sub))]


def test_the_table_of_keys_is_that_of_the_program() -> None:
    wanted = [[key.name, key.help, key.example] for key in config_keys.all_keys()]
    assert table("Configuration") == wanted


def test_the_map_names_every_source_folder() -> None:
    package = ROOT / "src" / "orgshelf"
    there = {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").is_file()}
    rows = re.findall(r"^\| `(\w+/)` \|", (package / "README.md").read_text(), re.MULTILINE)
    assert set(rows) == there


def test_the_map_leads_to_modules_that_are_there() -> None:
    package = ROOT / "src" / "orgshelf"
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+)(?:\.\w+)*`", (package / "README.md").read_text())
    assert [name for name in named if not (package / f"{name}.py").is_file()] == []


@pytest.mark.parametrize("link", [part.split(")")[0] for part in README.split("](")[1:]])
def test_every_link_inside_leads_somewhere(link: str) -> None:
    if link.startswith("#"):
        heads = [line.lstrip("# ").casefold() for line in README.splitlines() if line[:1] == "#"]
        assert link[1:] in {head.replace(" ", "-") for head in heads}
    elif "://" not in link:
        assert Path(ROOT / link).exists()
