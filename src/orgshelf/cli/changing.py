"""Commands that change the state of items."""

from collections.abc import Sequence
from datetime import datetime

import click

from orgshelf.change.edits import Edit, Version
from orgshelf.cli.app import App
from orgshelf.cli.selection import Selection, note_option, perform, selection_options
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.state import change_state, done_keyword, wants_note
from orgshelf.org.lines import Splice
from orgshelf.shelf.entries import Entry

_force = click.option("--force", is_flag=True, help="Change it even where open parts block it.")


@click.command("done")
@selection_options
@note_option
@click.option("--final", is_flag=True, help="End a repeating item for good.")
@_force
@click.pass_obj
def done_command(
    app: App, selection: Selection, note: str | None, final: bool, force: bool
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
    targets = selection.confirmed(app)
    text = selection.note(
        note,
        targets,
        lambda doc, item: wants_note(doc, item, done_keyword(doc, item), now=app.now, final=final),
    )

    edit = finishing(targets, now=app.now, note=text, final=final, force=force)
    perform(app, [edit], dry_run=selection.dry_run)


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

    KEYWORD is one of the file's own, written as there; `none` takes it away.

    \b
    Examples:
      orgshelf state 2a07 READING
      orgshelf state 2a07 WAITING --note "for the second edition"
      orgshelf state 2a07 none
    """
    wanted = None if keyword == "none" else keyword
    targets = selection.confirmed(app)
    text = selection.note(
        note, targets, lambda doc, item: wants_note(doc, item, wanted, now=app.now)
    )

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        return change_state(document, heading, wanted, now=app.now, note=text, force=force)

    def describe(before: Version, after: Version) -> str:
        return _through(before, wanted, after)

    perform(app, [Edit(targets, intent, describe)], dry_run=selection.dry_run)


def finishing(
    targets: Sequence[Entry],
    *,
    now: datetime,
    note: str | None = None,
    final: bool = False,
    force: bool = False,
) -> Edit:
    """Mark items done, each with the keyword that its file has for that."""

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        keyword = done_keyword(document, heading)
        return change_state(
            document, heading, keyword, now=now, note=note, final=final, force=force
        )

    def describe(before: Version, after: Version) -> str:
        return _through(before, done_keyword(before.document, before.heading), after)

    return Edit(targets, intent, describe)


def _through(before: Version, keyword: str | None, after: Version) -> str:
    """``TODO → DONE``; of an item that repeats ``TODO → DONE → TODO``."""
    states = [before.heading.keyword, keyword]
    if after.heading.keyword != keyword:
        states.append(after.heading.keyword)
    return " → ".join(state or "none" for state in states)
