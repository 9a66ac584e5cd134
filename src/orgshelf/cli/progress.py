"""The commands that show how far one is, and set goals."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from orgshelf.actions import goal_setting
from orgshelf.cli.app import App
from orgshelf.cli.listing import (
    EMPTY,
    Form,
    form_options,
    listing,
    print_document,
    print_listing,
    say_nothing,
)
from orgshelf.cli.options import everything_option, query_options, study_only, tell_left_out
from orgshelf.cli.output import info, print_text
from orgshelf.cli.types import COUNT, QUERY_WORD, YEAR, completed
from orgshelf.errors import UsageError
from orgshelf.model import Progress
from orgshelf.progress.counts import GROUPINGS, Group
from orgshelf.progress.numbers import GoalNumbers, Numbers, standing
from orgshelf.query import Query
from orgshelf.store.root import config_to_write
from orgshelf.terminal import measures, progress_table
from orgshelf.terminal.measures import MOST_WORKS
from orgshelf.terminal.progress_table import coloured_rows, plain_rows

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


@click.group("goal")
def goal_command() -> None:
    """Set goals: to finish a number of items by a day.

    They are saved in the nearest .orgshelf.yaml, whose comments stay.

    \b
    Examples:
      orgshelf goal add papers 24 kind:paper
      orgshelf goal list
      orgshelf goal rm papers
    """


@goal_command.command("add")
@click.argument("name", metavar="NAME")
@click.argument("count", type=COUNT)
@click.argument("words", nargs=-1, metavar="[QUERY]...", type=QUERY_WORD)
@click.option("--by", metavar="DATE", help="The last day, like --by eom.  [default: eoy]")
@click.option(
    "--since", metavar="DATE", help="The first day, like --since 2026-01-01.  [default: today]"
)
@click.option("--replace", "anew", is_flag=True, help="Replace a goal that is already there.")
@click.pass_obj
def add_command(
    app: App,
    name: str,
    count: int,
    words: tuple[str, ...],
    by: str | None,
    since: str | None,
    anew: bool,
) -> None:
    """Set a goal: to finish a number of the items that a query finds.

    Without a query every item counts. Days are written as for `orgshelf schedule`.

    \b
    Examples:
      orgshelf goal add papers 24 kind:paper
      orgshelf goal add chapters 40 work:sicp --by "end of next month"
      orgshelf goal add books 12 kind:book --since 2026-01-01 --replace
    """
    goal = goal_setting.make_goal(app.library, " ".join(words), count, since, by)
    path = config_to_write(app.notes_root, app.config, Path.cwd())
    goal_setting.add_goal(app.library, path, name, goal, replace=anew)
    later = app.refreshed()
    (found,) = (one for one in later.library.goals() if one.name == name)
    print_text(f"{name}  {_told(found)}\n")


def _told(goal: GoalNumbers) -> str:
    left = max(goal.count - goal.done, 0)
    weeks = max((goal.by - goal.since).days + 1, 7) / 7
    return f"{left} to go by {goal.by}, about {goal.count / weeks:.1f} a week; {standing(goal)}"


@goal_command.command("list")
@form_options()
@click.pass_obj
def list_command(app: App, form: Form) -> None:
    """Show how far you are with each goal.

    \b
    Examples:
      orgshelf goal list
      orgshelf goal list --format json
    """
    found = app.library.goals()
    if not found:
        info("There is no goal yet: set one like `orgshelf goal add papers 24 kind:paper`.")
    print_listing(
        app,
        form,
        lambda: listing(app, "goals", found),
        plain=lambda: plain_rows(measures.goals(found, measures.PLAIN)),
        table=lambda: [coloured_rows(measures.goals(found, measures.NARROW))] if found else [],
    )


@goal_command.command("rm")
@click.argument("name", metavar="NAME", shell_complete=completed("goals"))
@click.pass_obj
def rm_command(app: App, name: str) -> None:
    """Delete a goal; what was finished stays finished.

    \b
    Examples:
      orgshelf goal rm papers
    """
    path = config_to_write(app.notes_root, app.config, Path.cwd())
    goal_setting.remove_goal(app.library, path, name)
    info(f"The goal {name} is gone.")
