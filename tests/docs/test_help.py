"""Every command and every option says what it is for; the handbook says the rest."""

import click
import pytest
from click.testing import CliRunner

from command_tree import commands
from docs.pages import HELP
from orgshelf.cli.command_names import FAMILIES
from orgshelf.cli.group import orgshelf
from orgshelf.terminal import handbook
from program import Program

ALL = dict(commands())


def text(name: str) -> str:
    return CliRunner().invoke(orgshelf, [*name.split()[1:], "--help"], prog_name="orgshelf").output


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_with_an_example(name: str) -> None:
    assert ALL[name].get_short_help_str(100)
    said = text(name)
    assert "Example" in said
    assert f"  {name} " in said or f"  {name}\n" in said


@pytest.mark.parametrize("name", ALL)
def test_every_option_has_help(name: str) -> None:
    options = [param for param in ALL[name].params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", ALL)
def test_every_option_that_takes_a_value_shows_one(name: str) -> None:
    options = [param for param in ALL[name].params if isinstance(param, click.Option)]
    without = [
        option.name
        for option in options
        if not (option.is_flag or option.count)
        and not any(f"like {switch} " in (option.help or "") for switch in option.opts)
    ]
    assert without == []


@pytest.mark.parametrize("name", [name for name in ALL if name != "orgshelf"])
def test_short_help_is_one_short_sentence(name: str) -> None:
    short = ALL[name].get_short_help_str(200)
    assert len(short) <= 75
    assert short.endswith(".")
    assert "..." not in text(name).replace("]...", "]").replace("REF...", "REF")


@pytest.mark.parametrize("name", ALL)
def test_help_fits_the_screen(name: str) -> None:
    assert max(map(len, text(name).splitlines())) <= 100


def test_the_help_page_says_of_each_command_what_its_own_help_says() -> None:
    listed = {name: words for family in FAMILIES.values() for name, (_, words) in family.items()}
    assert listed == {name: ALL[f"orgshelf {name}"].get_short_help_str(200) for name in listed}


def test_every_page_of_the_handbook_is_shown() -> None:
    there = {page.stem for page in HELP.glob("*.md")}
    assert set(handbook.topics()) == there
    assert list(handbook.topics()) == [name for name in handbook.ORDER if name in there]


@pytest.mark.parametrize("name", handbook.topics())
def test_a_page_in_a_pipe_is_its_text(run: Program, name: str) -> None:
    ran = run("help", name)
    assert ran.code == 0
    assert ran.out.startswith(f"# {ran.lines[0][2:]}\n\n{handbook.topics()[name].summary}\n")
    assert "<!--" not in ran.out


@pytest.mark.parametrize("name", handbook.topics())
def test_a_page_on_a_terminal_fits_it_and_shows_no_markup(run: Program, name: str) -> None:
    said = run.screen("help", name, columns=60)
    assert max(map(len, said.splitlines())) <= 60
    assert "](" not in said
    assert "\n## " not in said


def test_words_are_looked_for_in_all_pages(run: Program) -> None:
    said = run("help", "--search", "GOODREADS").out
    assert "import: " in said
    assert "goodreads" in said.casefold()
    assert run("help", "--search", "no such words").out == ""


def test_a_long_page_goes_through_the_pager(run: Program) -> None:
    ran = run.terminal("help", "safety", PAGER="sed s/Emacs/E-macs/")
    assert "E-macs" in ran.out
