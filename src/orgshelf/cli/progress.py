"""The command that shows progress."""

from dataclasses import replace
from functools import cache
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from orgshelf.cli.app import App
from orgshelf.cli.listing import EMPTY, Form, form_options, print_document, say_nothing
from orgshelf.cli.options import everything_option, query_options, study_only, tell_left_out
from orgshelf.cli.types import YEAR, completed
from orgshelf.errors import UsageError
from orgshelf.model import Progress
from orgshelf.progress.counts import GROUPINGS, Group
from orgshelf.progress.numbers import Numbers
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
    type=YEAR,
    metavar="YEAR",
    help="Only what was finished in one year, like --year 2026.",
)
@click.option("--graph", is_flag=True, help="With the burn-up and a map of the days.")
@everything_option
@form_options()
@click.option("--ascii", "ascii_", is_flag=True, help="Plain letters only, like --format plain.")
def progress_command(
    app: App,
    query: Query,
    by: str | None,
    everything: bool,
    form: Form,
    ascii_: bool,
    **charts: Any,  # noqa: ANN401 - those of ``_Charts``
) -> None:
    """Show how far you are with each kind and each work.

    Where the notes say when items were finished, it shows the pace, the streaks, a forecast, the
    goals, and what has waited long. A year has its months and their works.

    \b
    Examples:
      orgshelf progress
      orgshelf progress --kind tutorial --year 2026 --graph
      orgshelf progress --format json
    """
    wanted = _Charts(**charts)
    if wanted.year and (by or form.for_programs):
        raise UsageError("--year is for the charts: leave --by, --format and --fields out.")
    if ascii_ and not form.for_programs:
        form = form._replace(format="plain")
    query = study_only(app, query, everything=everything)
    groups = app.library.groups(query, by) if by else None
    board = cache(lambda: _dashboard(app, query, by, groups, wanted))
    if not form.for_programs and not board().total.total:
        say_nothing(app, query, EMPTY)
        return
    print_document(
        app,
        form,
        "progress_json",
        lambda: _source(app, query, by, groups),
        plain=lambda: progress_table.plain(board(), get_terminal_size().columns),
        table=lambda: [progress_table.RichDashboard(board())],
    )
    tell_left_out(app.library.number_left_out(query, listing=False))


class _Charts(NamedTuple):
    """The options for charts: the year, and whether to draw them."""

    year: int | None
    graph: bool


def _dashboard(
    app: App, query: Query, by: str | None, groups: list[Group] | None, charts: _Charts
) -> progress_table.Dashboard:
    if by is None or groups is None:
        measured = app.library.numbers(query, works=MOST_WORKS)
        if query._replace(everything=True) != Query():
            measured = replace(measured, goals=())  # which are of all the notes
        titles = _titles(app, query, measured, charts.year) if charts.year else {}
        return progress_table.Overview(measured, app.library.short_ids, *charts, titles)
    kinds = groups if by == "kind" else app.library.groups(query, "kind")
    total = sum((row.progress for row in kinds), Progress())
    return progress_table.Grouped(by, groups, total, sum(row.recent for row in kinds))


def _titles(app: App, query: Query, numbers: Numbers, year: int) -> dict[int, list[str]]:
    """The works that were finished in each month of the year."""
    from orgshelf.progress.year_review import review_year  # which few ask for

    found = app.library.matching(query)
    config = app.config
    review = review_year(found, numbers, year, config.kinds, config.dropped, private=True)
    titles: dict[int, list[str]] = {}
    for work in review.works:
        titles.setdefault(work.day.month, []).append(work.title)
    return titles


def _source(app: App, query: Query, by: str | None, groups: list[Group] | None) -> "ProgressSource":
    from orgshelf.export.progress_json import ProgressSource

    return ProgressSource(app.library.numbers(query), app.notes_name, by, groups)
