"""The command that shows progress."""

import click

from orgshelf.cli.app import App
from orgshelf.cli.options import query_options
from orgshelf.model import Progress
from orgshelf.render import numbers
from orgshelf.shelf.progress.counts import GROUPINGS
from orgshelf.shelf.query import Query


@click.command("progress")
@query_options
@click.option(
    "--by",
    type=click.Choice(list(GROUPINGS)),
    help="Group by this, like --by tag.  [default: kind, then work]",
)
def progress_command(app: App, query: Query, by: str | None) -> None:
    """Show how far you are with each kind and each work.

    \b
    Examples:
      orgshelf progress
      orgshelf progress --by tag
      orgshelf progress --kind tutorial
    """
    kinds = app.library.groups(query, "kind")
    tables = {by: app.library.groups(query, by)} if by else {"kind": kinds}
    if by is None:
        tables["work"] = app.library.groups(query, "work")
    board = numbers.Board(
        total=sum((row.progress for row in kinds), Progress()),
        recent=sum(row.recent for row in kinds),
        tables=[(name.capitalize(), rows) for name, rows in tables.items()],
    )
    app.show(lambda: numbers.plain(board), lambda: numbers.fancy(board))
