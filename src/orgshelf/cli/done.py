"""Commands that change the state of items."""

import click

from orgshelf.actions import states
from orgshelf.cli.app import App
from orgshelf.cli.selection import Selection, carry_out, note_option, selection_options

_force = click.option("--force", is_flag=True, help="Change it even if open parts block it.")


@click.command("done")
@selection_options
@note_option
@click.option("--final", is_flag=True, help="Finish a repeating item for good.")
@click.option("--at", metavar="DATE", help="When that was, like --at 2026-11-20 or yesterday.")
@_force
@click.pass_obj
def done_command(
    app: App, selection: Selection, note: str | None, final: bool, at: str | None, force: bool
) -> None:
    """Mark items done.

    REF is an id that `orgshelf list` shows, FILE:LINE, id:UUID, #custom-id, or words of the
    title. Keyword, CLOSED, log, repeater and cookies are set as the file's settings say.

    \b
    Examples:
      orgshelf done 2a07
      orgshelf done papers.org:18 --note "better than its title"
      orgshelf done "softmax regression" --dry-run
      orgshelf done 2a07 --at "20 nov 21:30"
    """
    moment = states.past_moment(at, app.now) if at else None
    targets = selection.confirmed(app)
    text = selection.note(
        note,
        targets,
        lambda entry: states.finish_asks_for_note(app.library, entry, final=final),
    )
    plan = states.finish(app.library, targets, note=text, at=moment, final=final, force=force)
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("state")
@selection_options
@click.argument("keyword", metavar="KEYWORD|none")
@note_option
@_force
@click.pass_obj
def state_command(
    app: App, selection: Selection, keyword: str, note: str | None, force: bool
) -> None:
    """Give items another TODO keyword, or none.

    KEYWORD is one that the file has; `none` removes the keyword.

    \b
    Examples:
      orgshelf state 2a07 READING
      orgshelf state 2a07 WAITING --note "for the second edition"
      orgshelf state 2a07 none
    """
    wanted = None if keyword == "none" else keyword
    targets = selection.confirmed(app)
    text = selection.note(
        note, targets, lambda entry: states.state_asks_for_note(app.library, entry, wanted)
    )
    plan = states.set_state(app.library, targets, wanted, note=text, force=force)
    carry_out(app, plan, dry_run=selection.dry_run)
