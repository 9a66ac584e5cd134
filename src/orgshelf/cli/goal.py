"""Commands about goals."""

from pathlib import Path

import click

from orgshelf.actions import goal_setting
from orgshelf.cli.app import App
from orgshelf.cli.listing import Form, form_options, listing, print_listing
from orgshelf.cli.output import info, print_text
from orgshelf.cli.types import COUNT, QUERY_WORD, completed
from orgshelf.progress.numbers import GoalNumbers, standing
from orgshelf.store.root import config_to_write
from orgshelf.terminal import measures
from orgshelf.terminal.progress_table import coloured_rows, plain_rows


@click.group("goal", invoke_without_command=True)
@click.pass_context
def goal_command(ctx: click.Context) -> None:
    """Set goals: to finish a number of items by a day.

    Alone it lists them. They are saved in the nearest .orgshelf.yaml, whose comments stay.

    \b
    Examples:
      orgshelf goal add papers 24 kind:paper
      orgshelf goal list
      orgshelf goal rm papers
    """
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, Form())


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
    _list(app, form)


def _list(app: App, form: Form) -> None:
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
