"""Commands that list entries: what is pending, and what to take up next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from orgshelf.cli.app import App
from orgshelf.cli.listing import Form, form_options, print_listing, report, say_nothing
from orgshelf.cli.options import (
    all_option,
    everything_option,
    query_options,
    study_only,
    tell_left_out,
    tell_not_shown,
)
from orgshelf.cli.output import in_tables, is_rich, print_text
from orgshelf.cli.types import COUNT, completed
from orgshelf.query import Query
from orgshelf.shelf.entries import Entry
from orgshelf.terminal.columns import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

_NEXT = 10

limit_option = click.option(
    "-n", "--limit", type=COUNT, metavar="N", help="At most so many, like -n 20."
)


@click.command("list")
@query_options
@all_option
@everything_option
@click.option(
    "--sort",
    metavar="KEYS",
    shell_complete=completed("sort keys", ","),
    help="Sort by these, like --sort kind,deadline,reverse; `orgshelf help queries` has all.",
)
@limit_option
@form_options()
@click.option("--explain", is_flag=True, help="Only show how the query was understood.")
def list_command(
    app: App,
    query: Query,
    everything: bool,
    sort: str | None,
    limit: int | None,
    form: Form,
    explain: bool,
) -> None:
    """List what is still to do.

    Words are looked for in titles, notes and outline paths; all of them must be there.
    `orgshelf help queries` lists what else a query can say.

    \b
    Examples:
      orgshelf list theano gpu
      orgshelf list 'priority:A or deadline:+7'
      orgshelf list --kind paper --format json
      orgshelf list --state done --sort closed,reverse -n 10
    """
    if explain:
        from orgshelf.terminal import query_meaning

        print_text(query_meaning.explained(query))
        return
    query = study_only(app, query, everything=everything)
    entries = app.library.select(query)
    if sort:
        entries = app.library.sort(entries, sort)
    if not entries:
        say_nothing(app, query)
    _print(app, entries[:limit] if limit else entries, form, grouped=not sort)
    if limit and is_rich(app.color) and len(entries) > limit:
        tell_not_shown(len(entries) - limit)
    tell_left_out(app.library.number_left_out(query))


@click.command("next")
@query_options
@everything_option
@limit_option
@form_options()
def next_command(app: App, query: Query, everything: bool, limit: int | None, form: Form) -> None:
    """Show what to take up next.

    Overdue items come first, then those due today or scheduled up to today; then they are ordered
    by deadline, priority, whether they are begun, and place in the notes.

    \b
    Examples:
      orgshelf next
      orgshelf next --kind video -n 3
    """
    query = study_only(app, query, everything=everything)
    entries = app.library.next_up(query, limit or _NEXT)
    if not entries:
        say_nothing(app, query)
    _print(app, entries, form, grouped=False)
    tell_left_out(app.library.number_left_out(query))


def _print(app: App, entries: Sequence[Entry], form: Form, *, grouped: bool) -> None:
    """Print entries in the format of ``form``, else as a table or plain lines."""
    library = app.library

    def table(some: Sequence[Entry]) -> "RenderableType":
        from orgshelf.terminal import entry_table

        return entry_table.table(library, some, grouped=grouped)

    print_listing(
        app,
        form,
        lambda: report(app, entries, listing=True),
        plain=lambda: plain(library, entries),
        table=lambda: in_tables(entries, table),
    )
