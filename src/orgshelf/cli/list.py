"""Commands that list entries: what is pending, and what to take up next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from orgshelf.cli.app import App
from orgshelf.cli.options import (
    all_option,
    everything_option,
    query_options,
    study_only,
    tell_left_out,
)
from orgshelf.cli.output import in_tables, info, is_rich, output, print_text
from orgshelf.cli.types import COUNT
from orgshelf.export import EXPORTERS
from orgshelf.query import Query
from orgshelf.shelf.entries import Entry
from orgshelf.terminal.plain_lines import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from orgshelf.export.report import Options, Report

_ANYTHING = Query()
_NEXT = 10
_FORMATS = ["table", "plain", *(name for name, e in EXPORTERS.items() if e.listing)]

limit_option = click.option(
    "-n", "--limit", type=COUNT, metavar="N", help="At most so many, like -n 20."
)
format_option = click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="How to print them, like --format json.  [default: table; plain when piped]",
)


@click.command("list")
@query_options
@all_option
@everything_option
@click.option(
    "--sort",
    metavar="KEYS",
    help="Order by these, like --sort kind,deadline,reverse; `orgshelf help queries` has all.",
)
@limit_option
@format_option
@click.option("--explain", is_flag=True, help="Only say how the query was understood.")
def list_command(
    app: App,
    query: Query,
    everything: bool,
    sort: str | None,
    limit: int | None,
    format_: str | None,
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
    _print(app, entries[:limit], format_, grouped=not sort)
    if limit and is_rich(app.color) and len(entries) > limit:
        info(f"{len(entries) - limit} more are not shown.")
    tell_left_out(app, query)


@click.command("next")
@query_options
@everything_option
@limit_option
@format_option
def next_command(
    app: App, query: Query, everything: bool, limit: int | None, format_: str | None
) -> None:
    """Show what to take up next.

    What is overdue comes first, then what is due today or scheduled up to today, then by deadline,
    by priority, what is begun, and by its place in the notes.

    \b
    Examples:
      orgshelf next
      orgshelf next --kind video -n 3
    """
    query = study_only(app, query, everything=everything)
    entries = app.library.next_up(query, limit or _NEXT)
    _print(app, entries, format_, grouped=False)
    tell_left_out(app, query)


def _print(app: App, entries: Sequence[Entry], format_: str | None, *, grouped: bool) -> None:
    """Print entries as asked for, else as fits the screen."""
    library = app.library
    if not entries:
        app.say_nothing()

    def table(some: Sequence[Entry]) -> "RenderableType":
        from orgshelf.terminal import entry_table

        return entry_table.table(library, some, grouped=grouped)

    output(
        app.color,
        format_,
        plain=lambda: plain(library, entries),
        table=lambda: in_tables(entries, table),
        data=lambda name: EXPORTERS[name].pieces(report(app, entries, listing=True)),
    )


def report(
    app: App,
    entries: Sequence[Entry],
    query: Query = _ANYTHING,
    *,
    notes_text: bool = False,
    listing: bool = False,
    streamed: bool = False,
    options: "Options | None" = None,
) -> "Report":
    """What the formats of ``export`` and ``list`` are made from, for a query's entries.

    ``streamed``: the format looks at one entry after the other, so that they need not be kept.
    """
    from orgshelf.export.report import Options, Report
    from orgshelf.store.entry_list import LazySequence

    library = app.library
    return Report(
        generated=library.now,
        notes=app.notes_name,
        entries=entries if listing or streamed else LazySequence(lambda: list(entries)),
        library=library.entries,
        short_ids=library.short_ids,
        dropped=library.config.dropped,
        notes_text=notes_text,
        listing=listing,
        numbers=lambda: library.numbers(query),
        options=options or Options(),
    )
