"""The help as a command: of each command, the pages of the handbook, facts about the program."""

import platform
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orgshelf import __version__, distribution
from orgshelf.cli.app import App
from orgshelf.cli.completion_values import completions
from orgshelf.cli.listing import say_no_match
from orgshelf.cli.output import info, print_page, print_text
from orgshelf.errors import OrgshelfError
from orgshelf.store import paths
from orgshelf.terminal import handbook
from orgshelf.terminal.columns import columns

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


_LIBRARIES = ("click", "orgparse", "PyYAML", "rich")


def _complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """The pages, and the commands."""
    from click.shell_completion import CompletionItem

    root = ctx.find_root()
    names = root.command.list_commands(root) if isinstance(root.command, click.Group) else []
    commands = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return [*completions(ctx, "pages", incomplete), *commands]


@click.command("help")
@click.argument("topic", nargs=-1, metavar="[PAGE|COMMAND]...", shell_complete=_complete)
@click.option("--search", metavar="WORDS", help="Look in all pages, like --search timestamp.")
@click.pass_context
def help_command(ctx: click.Context, topic: tuple[str, ...], search: str | None) -> None:
    """Show a page of the handbook, or explain a command.

    \b
    Examples:
      orgshelf help                      the commands and the pages
      orgshelf help queries              all that a query can say
      orgshelf help --search deadline    where the pages speak of it
      orgshelf help config context       a command of a command
    """
    pages = handbook.topics()
    if search is not None:
        _print_found(search)
    elif len(topic) == 1 and topic[0] in pages:
        _print_page(ctx, pages[topic[0]])
    else:
        print_text(f"{_command_help(ctx, list(topic))}\n")
        if not topic:
            print_text(f"\nPages (orgshelf help PAGE):\n{_contents(pages.values())}")


def _print_found(words: str) -> None:
    lines = [f"{name}: {line}\n" for name, line in handbook.found(words)]
    print_text(lines)
    if not lines:
        say_no_match(words)


def _print_page(ctx: click.Context, page: handbook.Topic) -> None:
    print_page(ctx.obj.color, page.text)
    root = ctx.find_root().command
    if isinstance(root, click.Group) and page.name in root.list_commands(ctx):
        info(f"`orgshelf {page.name} --help` has all options of the command.")


def _contents(pages: Iterable[handbook.Topic]) -> str:
    return columns([(f"  {page.name}", page.summary) for page in pages])


def _command_help(ctx: click.Context, words: list[str]) -> str:
    root = ctx.find_root()
    context, command = root, root.command
    while words:
        if not isinstance(command, click.Group):
            raise click.UsageError(f"`{context.command_path}` has no command {words[0]!r}.", ctx)
        name, found, words = command.resolve_command(context, words)
        if found is None:
            raise click.UsageError(f"There is no command {name!r}.", ctx)
        command = found
        context = click.Context(command, info_name=name, parent=context)
    return command.get_help(context)


def about(app: App) -> str:
    """A line each; what a report of a fault should have."""
    return f"orgshelf {__version__}\n{columns(list(_facts(app)))}"


def _facts(app: App) -> Iterator[tuple[str, str]]:
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield "System", platform.platform()
    yield "SQLite", sqlite3.sqlite_version
    yield from ((name, _version(name)) for name in _LIBRARIES)
    names = distribution.extras()
    there = [name for name in names if distribution.installed(name)]
    yield "Extras", ", ".join(there) or "none"
    yield "Missing", ", ".join(name for name in names if name not in there) or "none"
    yield "Package", str(Path(__file__).parents[1])
    yield "Notes", _notes(app)
    yield "Own configuration", str(paths.user_config_file())
    yield "Index", str(paths.cache_dir())
    yield "Journal", str(paths.state_dir())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed as a package"


def _notes(app: App) -> str:
    try:
        return str(app.notes_root)
    except OrgshelfError as error:
        return f"none: {error}"
