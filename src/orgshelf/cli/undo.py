"""Commands that tell what was changed and take it back."""

import re

import click

from orgshelf.actions import history
from orgshelf.cli.app import App
from orgshelf.cli.listing import Form, form_options, listing, print_listing
from orgshelf.cli.output import can_ask, info
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.cli.types import COUNT, completed
from orgshelf.errors import NothingToUndoError, UsageError
from orgshelf.terminal import change_list
from orgshelf.text import plural

_NEWEST = 100


class _Changes(click.ParamType[str]):
    """The number of a change, or ``all``."""

    name = "changes"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The same text if it is one of them."""
        if not re.fullmatch(r"[1-9][0-9]{0,9}|all", value):
            self.fail(f"{value!r} is neither the number of a change nor `all`.", param, ctx)
        return value


_CHANGES = _Changes()


@click.command("log")
@click.option(
    "-n",
    "--limit",
    type=COUNT,
    metavar="N",
    default=_NEWEST,
    show_default=True,
    help="Only the newest N, like -n 5.",
)
@click.option(
    "--forget",
    metavar="N|all",
    type=_CHANGES,
    shell_complete=completed("changes"),
    help="Remove a change from the record for good, like --forget 12.",
)
@click.option("-y", "--yes", is_flag=True, help="Do not ask before all is forgotten.")
@form_options()
@click.pass_obj
def log_command(app: App, limit: int, forget: str | None, yes: bool, form: Form) -> None:
    """List what orgshelf changed, the newest first.

    The record holds the lines that were changed, also those of a note that you deleted. What is
    forgotten can no longer be undone.

    \b
    Examples:
      orgshelf log
      orgshelf log -n 5
      orgshelf log --forget 12
      orgshelf log --forget all --yes
    """
    if forget is not None:
        _forget(app, forget, yes=yes)
        return
    found = history.changes(app.library, limit + 1)
    shown = found[:limit]
    print_listing(
        app,
        form,
        lambda: listing(app, "changes", shown),
        plain=lambda: change_list.plain(shown),
        table=lambda: [change_list.table(shown, app.now.date())] if shown else [],
    )
    if not found:
        info("Nothing has been changed yet.")
    elif len(found) > limit:
        info(f"There are older ones: `orgshelf log -n {10 * limit}` shows more.")


def _forget(app: App, which: str, *, yes: bool) -> None:
    if which == "all" and not yes:
        if not can_ask():
            raise UsageError("This would forget all changes: add --yes to do it.")
        click.confirm("Forget all changes? None can be undone then.", abort=True, err=True)
    number = None if which == "all" else int(which)
    count = history.forget(app.library, number)
    if not count:
        raise NothingToUndoError(number)
    info(f"{plural(count, 'change')} forgotten.")


@click.command("undo")
@click.argument(
    "number", type=COUNT, required=False, metavar="[N]", shell_complete=completed("changes")
)
@dry_run_option
@click.pass_obj
def undo_command(app: App, number: int | None, dry_run: bool) -> None:
    """Undo a change.

    N is a number that `orgshelf log` shows; without it the newest change is undone. An undo is a
    change too, and can be undone by its number. If the lines have been changed since, nothing
    is done and the difference is shown.

    \b
    Examples:
      orgshelf undo
      orgshelf undo 12 --dry-run
    """
    carry_out(app, history.undo(app.library, number), dry_run=dry_run)
