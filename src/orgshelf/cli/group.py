"""The root command: global options, and commands that are imported when they are called."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from orgshelf import __version__
from orgshelf.cli.app import App
from orgshelf.cli.command_names import FAMILIES, OTHER_WORDS
from orgshelf.cli.help_lines import HelpContext
from orgshelf.cli.options import with_options_of
from orgshelf.cli.output import is_rich
from orgshelf.cli.types import MOMENT, FileName
from orgshelf.errors import IndexFailedError, NoNotesError, OrgshelfError

T = TypeVar("T")

#: How similar a mistyped name is to the one that was meant.
_ALIKE = 0.7

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
    """The reader closed stdout (EPIPE); not an error for click."""


def is_index_error(error: Exception) -> bool:
    """Whether the index could not be used; found out without importing SQLite."""
    # Python cannot always say in words what SQLite complains of.
    return type(error).__module__ == "sqlite3" or isinstance(error, UnicodeDecodeError)


def retry_without_index(job: Callable[[App], T], app: App) -> T:
    """Do the job; if the index cannot be used, once more without it."""
    try:
        return job(app)
    except Exception as error:
        if app.no_index or not is_index_error(error):
            raise
        app.forget_damaged_index(error)
        return job(replace(app, no_index=True))


@contextmanager
def never_repeated(app: App) -> Iterator[None]:
    """Raise index errors so that the run is not repeated: it may have changed something.

    Raises:
        IndexFailedError: instead of an error of the index.
    """
    try:
        yield
    except Exception as error:
        if not is_index_error(error):
            raise
        app.forget_damaged_index(error)
        raise IndexFailedError from error


#: Help is never narrower by click's own rule.
_NARROWEST = 52


class Families(click.Group):
    """A group that lists its commands by family and imports one only when it is needed."""

    context_class = HelpContext

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own
    ) -> click.Context:
        """The context; on a screen narrower than click has in mind its help is as wide."""
        if sys.stdout.isatty() or "COLUMNS" in os.environ:
            from shutil import get_terminal_size  # no pipe needs it

            columns = get_terminal_size().columns
            if 0 < columns < _NARROWEST:
                extra.setdefault("terminal_width", columns)
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, family after family."""
        return [name for family in FAMILIES.values() for name in family]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module; the command is called as the module's own name for it."""
        for family in FAMILIES.values():
            if cmd_name in family:
                module = import_module(f"orgshelf.cli.{family[cmd_name][0]}")
                return with_options_of(orgshelf, getattr(module, f"{cmd_name}_command"))
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command by its name, an alias, or the beginning of one name alone.

        The error for a mistyped name suggests the nearest one.
        """
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            args = _aliased(ctx, args)
            begun = [name for name in known if name.startswith(args[0])]
            if args[0] not in known and len(begun) == 1:
                args = [begun[0], *args[1:]]
            elif args[0] not in known and begun:
                raise click.UsageError(f"{args[0]!r} could be {_either(begun)}: type more.", ctx)
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], known, n=1, cutoff=_ALIKE)
            meant = OTHER_WORDS.get(args[0]) or (near[0] if near else "")
            hint = f" Did you mean `{meant}`?" if meant else ""
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever a command returns
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise OutputClosedError from error
        except click.UsageError as error:
            if error.ctx is None and (name := ctx.invoked_subcommand):
                command = self.get_command(ctx, name) or self
                error.ctx = click.Context(command, ctx, info_name=name)  # for where help is
            raise
        except Exception as error:
            if is_index_error(error):
                ctx.obj.forget_damaged_index(error)
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One section of the help for each family."""
        for title, commands in FAMILIES.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(name, short_help) for name, (_, short_help) in commands.items()], col_max=14
                )


def _aliased(ctx: click.Context, args: list[str]) -> list[str]:
    """The words with those of the configuration in the place of an alias."""
    from orgshelf.store.root import find_root

    with suppress(OrgshelfError):
        config = find_root(ctx.params.get("notes"), ctx.params.get("config_file"), Path.cwd())[1]
        if words := config.aliases.get(args[0]):
            return [*words, *args[1:]]
    return args


def _either(names: Sequence[str]) -> str:
    """``done`` or ``drop``."""
    quoted = [f"`{name}`" for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


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
    type=FileName(exists=True, dir_okay=False),
    help="Use this configuration, like --config home.yaml.  [default: the nearest .orgshelf.yaml]",
)
@click.option(
    "--now",
    type=MOMENT,
    envvar="ORGSHELF_NOW",
    help="Pretend that it is this time, like --now 2026-12-01T10:00.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours and tables, like --color always | less -R.",
)
@click.option("--no-index", is_flag=True, help="Do not use the index.")
@click.option("--no-context", is_flag=True, help="Ignore the context of the configuration.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Show more, such as what Org ignores in a file."
)
@click.option(
    "--version", is_flag=True, help="Show the version; with -v also those of libraries, and paths."
)
@click.pass_context
def orgshelf(ctx: click.Context, /, now: datetime | None, **options: Any) -> None:  # noqa: ANN401
    """Track what you study: books, papers, tutorials and videos, kept in plain Org files."""
    version = options.pop("version")
    ctx.obj = App(now=now or _clock(), clock=None if now else _clock, **options)
    if version:
        _show_version(ctx.obj)
        ctx.exit()
    if ctx.invoked_subcommand is None:
        _show_day_or_help(ctx)


def _show_version(app: App) -> None:
    """In a line, or all that a report of a fault should say."""
    if app.verbose:
        from orgshelf.cli.help import about

        click.echo(about(app), nl=False)
    else:
        click.echo(f"orgshelf {__version__}")


def _show_day_or_help(ctx: click.Context) -> None:
    """On a terminal the day, where there are notes; else the help."""
    app: App = ctx.obj
    if is_rich(app.color):
        from orgshelf.cli.agenda import show_day

        with suppress(NoNotesError):
            show_day(app)
            return
    click.echo(ctx.get_help())


def _clock() -> datetime:
    return datetime.now().replace(microsecond=0)


@orgshelf.result_callback()
@click.pass_obj
def finish(app: App, /, *_: object, **__: object) -> int:
    """The exit code of a run that went well: 6 where some notes could not be read."""
    return app.exit_code
