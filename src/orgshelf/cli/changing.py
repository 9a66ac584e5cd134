"""Commands that change the notes."""

import shlex
import sys

import click

from orgshelf.changes import Edit, Intent, carry_out, rehearse
from orgshelf.cli.app import App, echo, say
from orgshelf.cli.types import REF
from orgshelf.model import Heading
from orgshelf.org.edit.state import change_state, done_keyword
from orgshelf.org.lines import Splice
from orgshelf.org.reader import Document
from orgshelf.render.text import one_line

_refs = click.argument("refs", nargs=-1, required=True, metavar="REF...", type=REF)
_note = click.option(
    "--note", metavar="TEXT", help="Log this text with the change, like --note 'worth it'."
)
_force = click.option("--force", is_flag=True, help="Change it even where open parts block it.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Only show the diff; write nothing.")
_yes = click.option("-y", "--yes", is_flag=True, help="Do not ask before many are changed.")


@click.command("done")
@_refs
@_note
@click.option("--final", is_flag=True, help="End a repeating item for good.")
@_force
@dry_run_option
@_yes
@click.pass_obj
def done_command(
    app: App,
    refs: tuple[str, ...],
    note: str | None,
    final: bool,
    force: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Mark items done, just as Emacs Org would.

    REF is an id that `orgshelf list` shows, FILE:LINE, id:UUID, #custom-id, or words of the
    title. Keyword, CLOSED, log, repeater and cookies follow the file's own settings.

    \b
    Examples:
      orgshelf done 2a07
      orgshelf done papers.org:18 --note "better than its title"
      orgshelf done "softmax regression" --dry-run
    """

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        keyword = done_keyword(document, heading)
        return change_state(
            document, heading, keyword, now=app.now, note=note, final=final, force=force
        )

    _change(app, refs, intent, dry_run=dry_run, yes=yes)


@click.command("state")
@_refs
@click.argument("keyword", metavar="KEYWORD|none")
@_note
@_force
@dry_run_option
@_yes
@click.pass_obj
def state_command(
    app: App,
    refs: tuple[str, ...],
    keyword: str,
    note: str | None,
    force: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Give items another TODO keyword, or none.

    KEYWORD is one of the file's own, written as there; `none` takes it away.

    \b
    Examples:
      orgshelf state 2a07 READING
      orgshelf state 2a07 WAITING --note "for the second edition"
      orgshelf state 2a07 none
    """
    wanted = None if keyword == "none" else keyword

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        return change_state(document, heading, wanted, now=app.now, note=note, force=force)

    _change(app, refs, intent, dry_run=dry_run, yes=yes)


def _change(app: App, refs: tuple[str, ...], intent: Intent, *, dry_run: bool, yes: bool) -> None:
    """Resolve, change, commit, and say in one line each what was done."""
    edit = Edit(app.find_all(refs), intent)
    if dry_run:
        for change in rehearse(app.library, edit):
            echo("".join(f"{line}\n" for line in change.diff()))
        return
    app.confirm(edit.targets, yes=yes)
    for change in carry_out(app.library, edit, command_line()):
        echo("".join(f"{one_line(line)}\n" for line in change.summary))
        for line in change.idle:
            say(one_line(line))


def command_line() -> str:
    """What was asked for, in words for the journal."""
    return shlex.join(sys.argv[1:])
