"""The root command: global options, and commands that are imported when they are called."""

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import Any

import click

from orgshelf import __version__
from orgshelf.cli.app import App
from orgshelf.cli.types import MOMENT

#: The commands by family: the help's heading, and for each command the module it is in.
FAMILIES: Mapping[str, Mapping[str, str]] = {
    "Reading": {
        "list": "listing",
        "next": "listing",
        "show": "looking",
        "tree": "looking",
        "works": "looking",
        "tags": "looking",
        "progress": "reporting",
        "export": "reporting",
        "log": "history",
    },
    "Changing": {
        "done": "changing",
        "state": "changing",
        "schedule": "planning",
        "deadline": "planning",
        "priority": "fields",
        "tag": "fields",
        "set": "fields",
        "note": "notes",
        "check": "notes",
        "clock": "clock",
        "add": "adding",
        "refile": "moving",
        "archive": "moving",
        "undo": "history",
    },
    "Around": {
        "init": "around",
        "open": "opening",
        "edit": "opening",
        "config": "around",
        "completion": "around",
        "help": "help",
    },
}

_EXAMPLES = """\
\b
Examples:
  orgshelf list                      what is still to do
  orgshelf list --kind paper chaos   papers about chaos
  orgshelf next                      what to take up now
  orgshelf done 2a07                 mark the item with that id
  orgshelf progress                  how far you are
"""


class OutputClosedError(Exception):
    """Whoever read our output has seen enough; said so that click does not make it a failure."""


class Families(click.Group):
    """A group that lists its commands by family and imports one only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, family after family."""
        return [name for family in FAMILIES.values() for name in family]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module; the command is called as the module's own name for it."""
        for family in FAMILIES.values():
            if cmd_name in family:
                module = import_module(f"orgshelf.cli.{family[cmd_name]}")
                command: click.Command = getattr(module, f"{cmd_name}_command")
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a slip of the pen is answered with the nearest name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever a command returns
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise OutputClosedError from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One section of the help for each family."""
        for title, names in FAMILIES.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name, command.get_short_help_str(72)) for name, command in commands if command]
            with formatter.section(title):
                formatter.write_dl(rows, col_max=14)


@click.group(
    cls=Families,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.option(
    "--notes",
    metavar="DIR",
    envvar="ORGSHELF_NOTES",
    help="The folder of the notes, like --notes ~/org/study.  [default: ./notes]",
)
@click.option(
    "--config",
    "config_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Use this configuration, like --config home.yaml.  [default: the nearest .orgshelf.yaml]",
)
@click.option(
    "--now",
    type=MOMENT,
    envvar="ORGSHELF_NOW",
    help="Take this for the present, like --now 2026-12-01T10:00.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours and tables, like --color always | less -R.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say more, like what Org ignores in a file.")
@click.version_option(__version__, "--version", message="%(prog)s %(version)s")
@click.pass_context
def orgshelf(ctx: click.Context, /, now: datetime | None, **options: Any) -> None:  # noqa: ANN401
    """Track what you study: books, papers, tutorials and videos, kept in plain Org files."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    ctx.obj = App(now=now or datetime.now().replace(microsecond=0), **options)


@orgshelf.result_callback()
@click.pass_obj
def finish(app: App, /, *_: object, **__: object) -> int:
    """The exit code of a run that went well: 6 where some notes could not be read."""
    return app.exit_code
