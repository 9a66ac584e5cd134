"""The command that shows progress."""

from dataclasses import replace
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from orgshelf.cli.app import App
from orgshelf.cli.completion_values import completed
from orgshelf.cli.listing import Form, form_options, print_document
from orgshelf.cli.options import everything_option, query_options, study_only, tell_left_out
from orgshelf.errors import UsageError
from orgshelf.model import Progress
from orgshelf.progress.counts import GROUPINGS, Group
from orgshelf.query import Query
from orgshelf.terminal import progress_table
from orgshelf.terminal.measures import MOST_WORKS

if TYPE_CHECKING:
    from orgshelf.export.progress_json import ProgressSource


@click.command("progress")
@query_options
@click.option(
    "--by",
    metavar="|".join((*GROUPINGS, "PROPERTY")),
    shell_complete=completed("groupings"),
    help="Group by this, like --by tag, --by author or --by rating.  [default: kind, then work]",
)
@click.option(
    "--year",
    type=click.IntRange(1, 9999),
    metavar="YEAR",
    help="Only what was finished in one year, like --year 2026.",
)
@everything_option
@form_options()
@click.option("--ascii", "ascii_", is_flag=True, help="Plain letters only, like --format plain.")
def progress_command(
    app: App,
    query: Query,
    by: str | None,
    year: int | None,
    everything: bool,
    form: Form,
    ascii_: bool,
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
    if year and (by or form.for_programs):
        raise UsageError("--year is for the charts: leave --by, --format and --fields out.")
    if ascii_ and not form.for_programs:
        form = form._replace(format="plain")
    query = study_only(app, query, everything=everything)
    groups = app.library.groups(query, by) if by else None
    print_document(
        app,
        form,
        "progress_json",
        lambda: _source(app, query, by, groups),
        plain=lambda: progress_table.plain(
            _dashboard(app, query, by, groups, year), get_terminal_size().columns
        ),
        table=lambda: [progress_table.RichDashboard(_dashboard(app, query, by, groups, year))],
    )
    tell_left_out(app, query, listing=False)


def _dashboard(
    app: App, query: Query, by: str | None, groups: list[Group] | None, year: int | None
) -> progress_table.Dashboard:
    if by is None or groups is None:
        measured = app.library.numbers(query, works=MOST_WORKS)
        if query._replace(everything=True) != Query():
            measured = replace(measured, goals=())  # which are of all the notes
        return progress_table.Overview(measured, app.library.short_ids, year)
    kinds = groups if by == "kind" else app.library.groups(query, "kind")
    total = sum((row.progress for row in kinds), Progress())
    return progress_table.Grouped(by, groups, total, sum(row.recent for row in kinds))


def _source(app: App, query: Query, by: str | None, groups: list[Group] | None) -> "ProgressSource":
    from orgshelf.export.progress_json import ProgressSource

    return ProgressSource(app.library.numbers(query), app.notes_name, by, groups)
