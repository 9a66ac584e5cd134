"""What the README and the handbook say is what the program does."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from docs import generated
from docs.pages import COLUMNS, README, Talk, other_code, pages, table, talks
from orgshelf import errors
from orgshelf.importers import IMPORTERS
from program import ROOT, Program

TALKS = talks()
#: A line that comes out of a shell as it went in.
PLAIN = re.compile(r"""orgshelf(?: [\w#.,:/=+@%-]+| '[^']*'| "[^"$`\\!]*")*""")


@pytest.fixture
def copy(run: Program) -> Program:
    """The program in a copy of what a user has after cloning."""
    for name in ("notes", "examples"):
        shutil.copytree(ROOT / name, run.folder / name)
    return run


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: f"{talk.page}:{talk.line}")
def test_every_talk_goes_as_shown(copy: Program, talk: Talk) -> None:
    said = Program(copy.folder / talk.folder, copy.home)
    for step in talk.steps:
        if step.command.startswith("cd "):
            said = Program(said.folder / step.command[3:], copy.home)
            continue
        if PLAIN.fullmatch(step.command):
            words = shlex.split(step.command)[1:]
            ran = said.terminal(*words, columns=COLUMNS, NO_COLOR="1")
        else:
            ran = said.on_terminal_shell(step.command, columns=COLUMNS, NO_COLOR="1")
        assert ran.code == 0, f"{step.command}\n{ran.out}"
        assert step.agrees(ran.out), f"{step.command}\n{ran.out}"


def test_there_are_talks() -> None:
    assert len(TALKS) > 20


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_all_that_is_typed_is_in_a_talk(page: Path) -> None:
    assert not [line for line in other_code(page) if line.startswith(("$", "orgshelf "))]


def test_both_command_lines_of_the_gate_are_there() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert "python -m pip install . && orgshelf list" in lines
    assert "python -m pip install -e '.[test]' && pytest" in lines


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_what_is_generated_is_as_the_program_has_it(page: Path) -> None:
    for name, text in generated.parts(page.read_text(encoding="utf-8")):
        assert text == generated.PARTS[name](), "cd tests && python -m docs.generated"


def test_every_generated_part_is_on_a_page() -> None:
    texts = (page.read_text(encoding="utf-8") for page in pages())
    assert {name for text in texts for name, _ in generated.parts(text)} == set(generated.PARTS)


def test_the_table_of_what_is_imported_is_that_of_the_program() -> None:
    wanted = [[each.name, each.extra or ""] for each in IMPORTERS.values()]
    assert [row[:2] for row in table("import", "Format")] == wanted


def test_the_table_of_exit_codes_is_that_of_the_errors() -> None:
    codes = {error.exit_code for error in _all(errors.OrgshelfError)} | {0}
    assert [int(code) for code, _ in table("commands", "code")] == sorted(codes)


def _all(error: type[errors.OrgshelfError]) -> list[type[errors.OrgshelfError]]:
    return [error, *(deeper for sub in error.__subclasses__() for deeper in _all(sub))]


def test_the_map_names_every_source_folder() -> None:
    package = ROOT / "src" / "orgshelf"
    there = {f"{path.name}/" for path in package.iterdir() if path.is_dir()} - {"__pycache__/"}
    rows = re.findall(r"^\| `(\w+/)` \|", (package / "README.md").read_text(), re.MULTILINE)
    assert set(rows) == there


def test_the_map_leads_to_modules_that_are_there() -> None:
    package = ROOT / "src" / "orgshelf"
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+)(?:\.\w+)*`", (package / "README.md").read_text())
    assert [name for name in named if not (package / f"{name}.py").is_file()] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_every_link_inside_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_the_readme_is_short() -> None:
    assert README.stat().st_size <= 6_000
