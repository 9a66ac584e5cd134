"""Commands that change the notes."""

from collections.abc import Iterator

import click

from orgshelf.changes import Intent, Outcome, carry_out, rehearse
from orgshelf.cli.app import App, echo
from orgshelf.cli.types import REF
from orgshelf.model import Heading, Planning
from orgshelf.org.edit.state import change_state, done_keyword
from orgshelf.org.lines import Splice
from orgshelf.org.reader import Document
from orgshelf.render.text import one_line

_refs = click.argument("refs", nargs=-1, required=True, metavar="REF...", type=REF)
_note = click.option(
    "--note", metavar="TEXT", help="Log this text with the change, like --note 'worth it'."
)
_force = click.option("--force", is_flag=True, help="Change it even where open parts block it.")
_dry_run = click.option("--dry-run", is_flag=True, help="Only show the diff; write nothing.")
_yes = click.option("-y", "--yes", is_flag=True, help="Do not ask before many are changed.")


@click.command("done")
@_refs
@_note
@click.option("--final", is_flag=True, help="End a repeating item for good.")
@_force
@_dry_run
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
@_dry_run
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
    targets = app.find_all(refs)
    if dry_run:
        for change in rehearse(app.library, targets, intent):
            echo("".join(f"{line}\n" for line in change.diff()))
        return
    app.confirm(targets, yes=yes)
    for change in carry_out(app.library, targets, intent):
        for outcome in change.outcomes:
            echo(f"{_summary(outcome)}\n")


def _summary(outcome: Outcome) -> str:
    """``papers.org:12 TODO → DONE  Title``, and the new dates of what repeats."""
    before, after = outcome.before.heading, outcome.after.heading
    states = f"{before.keyword or 'none'} → {after.keyword or 'none'}"
    moved = "".join(f"  {change}" for change in _moved(before.planning, after.planning))
    return f"{outcome.after.file}:{after.line} {states}  {one_line(after.title)}{moved}"


def _moved(before: Planning, after: Planning) -> Iterator[str]:
    for name in ("scheduled", "deadline"):
        old, new = getattr(before, name), getattr(after, name)
        if new is not None and new != old:
            yield f"{name} {new.raw}"
