"""Commands that change when an item is to be begun or done."""

from dataclasses import replace
from typing import Literal

import click

from orgshelf.actions import scheduling
from orgshelf.cli.app import App
from orgshelf.cli.selection import Selection, carry_out, note_option, selection_with
from orgshelf.cli.types import SignedCommand
from orgshelf.errors import UsageError

_clear = click.option("--clear", is_flag=True, help="Remove the date, like schedule REF --clear.")


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
            refs, when = scheduling.split_date(selection.refs, least, app.now.date())
        selection = replace(selection, refs=refs)
    targets = selection.confirmed(app)
    text = selection.note(
        note,
        targets,
        lambda entry: scheduling.date_asks_for_note(app.library, entry, keyword, when),
    )
    plan = scheduling.set_date(app.library, targets, keyword, when, note=text)
    carry_out(app, plan, dry_run=selection.dry_run)
