"""The command that shows progress."""

from collections.abc import Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from orgshelf.cli.app import App, echo, emit
from orgshelf.cli.options import query_options
from orgshelf.errors import UsageError
from orgshelf.render import numbers
from orgshelf.shelf.progress.counts import GROUPINGS
from orgshelf.shelf.query import Query

if TYPE_CHECKING:
    from orgshelf.shelf.progress.counts import Group


@click.command("progress")
@query_options
@click.option(
    "--by",
    metavar="|".join((*GROUPINGS, "PROPERTY")),
    help="Group by this, like --by tag or --by language.  [default: kind, then work]",
)
@click.option(
    "--year",
    type=click.IntRange(1, 9999),
    metavar="YEAR",
    help="Only what was finished in one year, like --year 2026.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["table", "plain", "json"]),
    help="How to print it, like --format json.  [default: table; plain when piped]",
)
@click.option("--ascii", "ascii_", is_flag=True, help="Plain letters only, like --format plain.")
def progress_command(
    app: App, query: Query, by: str | None, year: int | None, format_: str | None, ascii_: bool
) -> None:
    """Show how far you are with each kind and each work.

    Where the notes say when items were finished, it shows the pace, the streaks, when all
    will be finished at this pace, the goals, what has waited long, and the last year.

    \b
    Examples:
      orgshelf progress
      orgshelf progress --by tag
      orgshelf progress --kind tutorial --year 2026
      orgshelf progress --format json
    """
    groups = _groups(app, query, by) if by else None
    if format_ == "json":
        _print_json(app, query, groups)
        return
    board = _board(app, query, groups, year)
    if ascii_ or format_ == "plain" or (format_ is None and not app.fancy):
        echo(numbers.plain(board, get_terminal_size().columns))
    else:
        app.console.print(numbers.Fancy(board))
