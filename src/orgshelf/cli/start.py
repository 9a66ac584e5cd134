"""Commands of somebody who reads: start, give up, begin again."""

import click

from orgshelf.actions import readings
from orgshelf.cli.app import App
from orgshelf.cli.selection import (
    Selection,
    carry_out,
    note_option,
    selection_options,
    selection_with,
)

_add_keyword = click.option(
    "--add-keyword",
    is_flag=True,
    help="Add a #+TODO line with it to a file that has no such keyword.",
)


@click.command("start")
@selection_options
@_add_keyword
@click.pass_obj
def start_command(app: App, selection: Selection, add_keyword: bool) -> None:
    """Say that you are reading something now.

    It gets the keyword that its file has for this, such as READING.

    \b
    Examples:
      orgshelf start 2a07
      orgshelf start "deep work" --add-keyword
    """
    targets = selection.confirmed(app)
    plan = readings.start(app.library, targets, add_keyword=add_keyword)
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("drop")
@selection_options
@note_option
@_add_keyword
@click.pass_obj
def drop_command(app: App, selection: Selection, note: str | None, add_keyword: bool) -> None:
    """Give something up.

    It gets the keyword that its file has for this: one of `dropped:` in the configuration.

    \b
    Examples:
      orgshelf drop 2a07
      orgshelf drop 2a07 --note "too long by half"
    """
    targets = selection.confirmed(app)
    plan = readings.drop(app.library, targets, note=note, add_keyword=add_keyword)
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("again")
@selection_options
@click.pass_obj
def again_command(app: App, selection: Selection) -> None:
    """Start something again that you have finished.

    The day on which you finished it stays in its log and still counts.

    \b
    Examples:
      orgshelf again 2a07
      orgshelf again "structure and interpretation" --dry-run
    """
    plan = readings.begin_again(app.library, selection.confirmed(app))
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("page")
@selection_with("[REF]... PAGE")
@click.pass_obj
def page_command(app: App, selection: Selection) -> None:
    """Say up to which page you have read.

    PAGE is a number, or how many more you have read (+15), or a percentage (40%). It becomes the
    PAGE property and a note in the log, from which `orgshelf progress` counts pages per day.

    \b
    Examples:
      orgshelf page 2a07 120
      orgshelf page "deep work" +15
      orgshelf page 2a07 40%
    """
    selection, (page,) = selection.split(1, "a heading and its page, like `2a07 120`")
    plan = readings.turn_to_page(app.library, selection.confirmed(app), page)
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("rate")
@selection_with("[REF]... 1..5")
@click.pass_obj
def rate_command(app: App, selection: Selection) -> None:
    """Rate something you have read, from 1 to 5.

    `orgshelf set REF RATING --delete` deletes the rating.

    \b
    Examples:
      orgshelf rate 2a07 5
      orgshelf rate --query "done: chaos" 4
    """
    selection, (stars,) = selection.split(1, "a heading and its rating, like `2a07 5`")
    rating = readings.read_stars(stars)
    plan = readings.rate(app.library, selection.confirmed(app), rating)
    carry_out(app, plan, dry_run=selection.dry_run)
