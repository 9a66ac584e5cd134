"""Commands that change priority, tags, properties and dates."""

from dataclasses import replace
from typing import Literal

import click

from orgshelf.actions import fields
from orgshelf.cli.app import App
from orgshelf.cli.pick import can_choose
from orgshelf.cli.selection import Selection, carry_out, note_option, selection_with
from orgshelf.cli.types import SignedCommand, completed
from orgshelf.errors import UsageError

_clear = click.option("--clear", is_flag=True, help="Remove the date, like schedule REF --clear.")


@click.command("priority")
@selection_with("[REF]... PRIORITY")
@click.option("--clear", is_flag=True, help="Remove the priority, like priority REF --clear.")
@click.pass_obj
def priority_command(app: App, selection: Selection, clear: bool) -> None:
    """Give items a priority.

    PRIORITY is A, B or C, or one of the range that the file's `#+PRIORITIES:` line gives.

    \b
    Examples:
      orgshelf priority 2a07 A
      orgshelf priority 2a07 --clear
    """
    priority = None
    if not clear:
        selection, (priority,) = selection.split(1, "the headings and a priority, like `2a07 A`")
    plan = fields.set_priority(app.library, selection.confirmed(app), priority)
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("tag", cls=SignedCommand)
@selection_with("[REF]... [+TAG|-TAG]...")
@click.option(
    "--set",
    "tags",
    metavar="TAGS",
    shell_complete=completed("tags", ","),
    help="Exactly these tags, like --set gpu,maths.",
)
@click.option("--clear", is_flag=True, help="Remove all tags, like tag REF --clear.")
@click.pass_obj
def tag_command(app: App, selection: Selection, tags: str | None, clear: bool) -> None:
    """Add tags to items and remove them.

    +TAG is added behind the tags that are there; -TAG is removed. Inherited tags stay.

    \b
    Examples:
      orgshelf tag 2a07 +gpu -maths
      orgshelf tag 2a07 --set gpu,theano
      orgshelf tag 2a07 --clear
    """
    changes = [word for word in selection.refs if word.startswith(("+", "-"))]
    if bool(changes) + (tags is not None) + clear != 1:
        raise UsageError("Name tags like +gpu or -maths, or use --set or --clear.")

    named = tuple(word for word in selection.refs if word not in changes)
    targets = replace(selection, refs=named).confirmed(app)
    if changes:
        plan = fields.toggle_tags(app.library, targets, changes)
    else:
        plan = fields.set_tags(app.library, targets, tags or "")
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("set", cls=SignedCommand)
@selection_with("[REF]... KEY [VALUE]")
@click.option("--delete", is_flag=True, help="Delete the property, like set REF RATING --delete.")
@click.pass_obj
def set_command(app: App, selection: Selection, delete: bool) -> None:
    """Set a property of items, or delete it.

    With `log_page: true` in the configuration a new PAGE is noted in the log too, from which
    `orgshelf progress` counts pages per day.

    \b
    Examples:
      orgshelf set 2a07 RATING 5
      orgshelf set 2a07 AUTHOR "Stuart Kauffman"
      orgshelf set 2a07 RATING --delete
    """
    wanted = "headings and property, like `2a07 RATING" + ("`" if delete else " 5`")
    count = 1 if delete else 2
    if len(selection.refs) == count and selection.query is None and not can_choose():
        raise UsageError(f"Name {wanted}.")
    selection, (name, *values) = selection.split(count, wanted)

    targets = selection.confirmed(app)
    if delete:
        plan = fields.delete_property(app.library, targets, name)
    else:
        plan = fields.set_property(app.library, targets, name, values[0])
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("schedule", cls=SignedCommand)
@selection_with("[REF]... DATE")
@_clear
@note_option
@click.pass_obj
def schedule_command(app: App, selection: Selection, clear: bool, note: str | None) -> None:
    """Say when to begin an item.

    DATE is like 2026-12-01, tomorrow, fri, +2w, 15 dec or 2026-W50; a time (10:00, 10:00-11:30),
    a repeater (+1w, ++1m, .+2d) and a warning (-3d) may follow. A repeater that is there stays
    unless another is given; `none` takes the date away.

    \b
    Examples:
      orgshelf schedule 2a07 fri
      orgshelf schedule 2a07 tomorrow 19:00 +1w
      orgshelf schedule papers.org:18 --clear
    """
    _set_date(app, selection, "SCHEDULED", clear=clear, note=note)


@click.command("deadline", cls=SignedCommand)
@selection_with("[REF]... DATE")
@_clear
@note_option
@click.pass_obj
def deadline_command(app: App, selection: Selection, clear: bool, note: str | None) -> None:
    """Say when an item must be done.

    DATE is as for `orgshelf schedule`; a warning (-3d) says how long before it shows.

    \b
    Examples:
      orgshelf deadline 2a07 2026-12-01 -3d
      orgshelf deadline --query "theano gpu" +2w
      orgshelf deadline 2a07 --clear --note "no longer asked for"
    """
    _set_date(app, selection, "DEADLINE", clear=clear, note=note)


def _set_date(
    app: App,
    selection: Selection,
    keyword: Literal["SCHEDULED", "DEADLINE"],
    *,
    clear: bool,
    note: str | None,
) -> None:
    when = None
    if not clear:
        least = int(selection.query is None)
        if len(selection.refs) <= least:
            raise UsageError("Name the headings and the date, like `2a07 fri` or `2a07 none`.")
        if selection.refs[-1] == "none":
            refs = selection.refs[:-1]
        else:
            refs, when = fields.split_date(selection.refs, least, app.now.date())
        selection = replace(selection, refs=refs)
    targets = selection.confirmed(app)
    text = selection.note(
        note,
        targets,
        lambda entry: fields.date_asks_for_note(app.library, entry, keyword, when),
    )
    plan = fields.set_date(app.library, targets, keyword, when, note=text)
    carry_out(app, plan, dry_run=selection.dry_run)
