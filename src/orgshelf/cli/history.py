"""Commands that tell what was changed and take it back."""

import click

from orgshelf.change import history
from orgshelf.cli.app import App, echo, say
from orgshelf.cli.selection import command_line, dry_run_option, show_diff, tell
from orgshelf.cli.types import COUNT
from orgshelf.render.text import columns, one_line


@click.command("log")
@click.option("-n", "--limit", type=COUNT, metavar="N", help="Only the newest N, like -n 5.")
@click.pass_obj
def log_command(app: App, limit: int | None) -> None:
    """List what orgshelf changed, the newest first.

    \b
    Examples:
      orgshelf log
      orgshelf log -n 5
    """
    rows = [
        (
            str(done.number),
            record.when.replace("T", " "),
            "taken back" if done.taken_back else "undo" if record.undoes else "",
            one_line(line),
        )
        for done in history.changes(app.library)[:limit]
        for record in done.records
        for line in record.summary
    ]
    echo(columns(rows))
    if not rows:
        say("Nothing has been changed yet.")


@click.command("undo")
@click.argument("number", type=COUNT, required=False, metavar="[N]")
@dry_run_option
@click.pass_obj
def undo_command(app: App, number: int | None, dry_run: bool) -> None:
    """Take a change back, to the exact bytes.

    N is a number that `orgshelf log` shows; without it the newest change is taken back. An
    undo is a change too, and can be taken back by its number. Where the lines have been
    changed since, nothing is done and the difference is shown.

    \b
    Examples:
      orgshelf undo
      orgshelf undo 12 --dry-run
    """
    done = history.find(app.library, number)
    if dry_run:
        show_diff(history.rehearse(app.library, done))
    else:
        tell(app, history.take_back(app.library, done, command_line()))
