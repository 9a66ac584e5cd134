"""What a wheel brings beside the package: man pages and completions, from the command tree."""

import re
import sys
import tempfile
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click
from click_man.man import ManPage
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Where each shell looks, below the prefix that a wheel is installed to.
COMPLETIONS = {
    "bash": "share/bash-completion/completions/orgshelf",
    "zsh": "share/zsh/site-functions/_orgshelf",
    "fish": "share/fish/vendor_completions.d/orgshelf.fish",
}


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds the files to a wheel; one for editing in place has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files and say where they go."""
        if version == "editable":
            return
        self.made = tempfile.TemporaryDirectory()
        folder = Path(self.made.name)
        sys.path.insert(0, str(Path(self.root) / "src"))
        for number, (place, text) in enumerate(files()):
            path = folder / str(number)
            path.write_text(text, encoding="utf-8")
            build_data["shared_data"][str(path)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the files away."""
        if version != "editable":
            self.made.cleanup()


def files() -> Iterator[tuple[str, str]]:
    """Each file's place below the prefix, with its text."""
    from orgshelf.cli.group import orgshelf
    from orgshelf.cli.shell_completion import SHELLS

    for context in commands(click.Context(orgshelf, info_name="orgshelf")):
        name = context.command_path.replace(" ", "-")
        yield f"share/man/man1/{name}.1", man_page(context)
    for shell, place in COMPLETIONS.items():
        yield place, SHELLS[shell].script


def commands(context: click.Context) -> Iterator[click.Context]:
    """A command and all below it."""
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command is not None
            yield from commands(click.Context(command, parent=context, info_name=name))


def man_page(context: click.Context) -> str:
    """The man page of a command, in roff."""
    from orgshelf import __version__

    command = context.command
    page = ManPage(context.command_path)
    page.version = __version__
    page.short_help = command.get_short_help_str(200)
    page.synopsis = " ".join(command.collect_usage_pieces(context))
    page.description = as_roff(command.help or "")
    options = (param for param in command.params if isinstance(param, click.Option))
    page.options = [record for option in options if (record := option.get_help_record(context))]
    if isinstance(command, click.Group):
        named = (
            (name, command.get_command(context, name)) for name in command.list_commands(context)
        )
        page.commands = [(name, found.get_short_help_str(200)) for name, found in named if found]
    return str(page)


def as_roff(text: str) -> str:
    """The help of a command; a paragraph that is not to be wrapped is set as it is."""
    text = cleandoc(text).replace("\\", "\\e")
    return re.sub(r"^\x08\n(.*?)(?=\n\n|\Z)", r".nf\n\1\n.fi", text, flags=re.MULTILINE | re.DOTALL)
