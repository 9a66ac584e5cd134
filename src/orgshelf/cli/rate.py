"""Commands about a work that you read: its page, its rating."""

import click

from orgshelf.actions import readings
from orgshelf.cli.app import App
from orgshelf.cli.selection import Selection, carry_out, selection_with


@click.command("page")
@selection_with("[REF]... PAGE")
@click.pass_obj
def page_command(app: App, selection: Selection) -> None:
    """Say to which page you have read.

    PAGE is a number, or how many you have read since (+15), or a part of all (40%). It becomes
    the PAGE property, and a note in the log, so that `orgshelf progress` can count pages per day.

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

    `orgshelf set REF RATING --delete` takes the rating away.

    \b
    Examples:
      orgshelf rate 2a07 5
      orgshelf rate --query "done: chaos" 4
    """
    selection, (stars,) = selection.split(1, "a heading and its rating, like `2a07 5`")
    rating = readings.read_stars(stars)
    plan = readings.rate(app.library, selection.confirmed(app), rating)
    carry_out(app, plan, dry_run=selection.dry_run)
