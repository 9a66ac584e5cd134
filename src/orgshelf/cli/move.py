"""Commands that change the outline: titles, order, levels, and what is taken out."""

from collections.abc import Sequence

import click

from orgshelf.actions import refiling, restructuring
from orgshelf.cli.app import App
from orgshelf.cli.output import can_ask
from orgshelf.cli.selection import Selection, carry_out, selection_options, selection_with
from orgshelf.cli.types import REF
from orgshelf.errors import UsageError
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.refs import topmost
from orgshelf.text import one_line, plural


@click.command("rename")
@selection_with("REF TITLE")
@click.pass_obj
def rename_command(app: App, selection: Selection) -> None:
    """Give a heading another title.

    A link stays around the new words, and a cookie like [1/3] behind them. Its short id changes.

    \b
    Examples:
      orgshelf rename 2a07 "Gödel, Escher, Bach"
      orgshelf rename papers.org:18 "On computable numbers - Turing 1936" --dry-run
    """
    selection, (title,) = selection.split(1, "a heading and its title, like `2a07 'Deep Work'`")
    first, *others = selection.targets(app)
    if others:
        raise UsageError("Only one heading can be renamed: name one REF, then the title.")
    carry_out(app, restructuring.retitle(app.library, first, title), dry_run=selection.dry_run)


@click.command("move")
@selection_options
@click.option("--up", "where", flag_value="up", help="Past the one above, like --up.")
@click.option("--down", "where", flag_value="down", help="Past the one below, like --down.")
@click.option("--top", "where", flag_value="top", help="Before all beside it, like --top.")
@click.option("--bottom", "where", flag_value="bottom", help="Behind all beside it, like --bottom.")
@click.option("--before", metavar="REF", type=REF, help="Just before this one, like --before 9e1b.")
@click.option("--after", metavar="REF", type=REF, help="Just behind this one, like --after 9e1b.")
@click.pass_obj
def move_command(
    app: App,
    selection: Selection,
    where: restructuring.Direction | None,
    before: str | None,
    after: str | None,
) -> None:
    """Move headings among their siblings, with all below them.

    \b
    Examples:
      orgshelf move 2a07 --up
      orgshelf move 2a07 --before 9e1b
      orgshelf move --query "priority:A" --top --dry-run
    """
    if [where, before, after].count(None) != 2:
        raise UsageError("Say where it goes: --up, --down, --top, --bottom, --before or --after.")
    targets = selection.confirmed(app)
    if where:
        plan = restructuring.move(app.library, targets, where)
    else:
        goal = app.find(str(before or after))
        plan = restructuring.move_beside(app.library, targets, goal, before=before is not None)
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("promote")
@selection_options
@click.pass_obj
def promote_command(app: App, selection: Selection) -> None:
    """Move headings, with all below them, one level up.

    \b
    Examples:
      orgshelf promote 2a07
      orgshelf promote papers.org:18 papers.org:30 --dry-run
    """
    targets = selection.confirmed(app)
    carry_out(app, restructuring.promote(app.library, targets), dry_run=selection.dry_run)


@click.command("demote")
@selection_options
@click.pass_obj
def demote_command(app: App, selection: Selection) -> None:
    """Move headings, with all below them, one level down.

    \b
    Examples:
      orgshelf demote 2a07
      orgshelf demote papers.org:18 papers.org:30 --dry-run
    """
    targets = selection.confirmed(app)
    carry_out(app, restructuring.demote(app.library, targets), dry_run=selection.dry_run)


@click.command("rm")
@selection_options
@click.pass_obj
def rm_command(app: App, selection: Selection) -> None:
    """Delete headings, with all below them.

    It asks first, unless --yes is given. `orgshelf undo` brings them back.

    \b
    Examples:
      orgshelf rm 2a07
      orgshelf rm --query "done: closed:..2020" --yes
    """
    targets = selection.targets(app)
    if not (selection.dry_run or selection.yes):
        _ask(topmost(targets))
    carry_out(app, restructuring.remove(app.library, targets), dry_run=selection.dry_run)


def _ask(targets: Sequence[Entry]) -> None:
    """Ask whether these headings are to go.

    Raises:
        UsageError: nobody to ask.
        click.Abort: the answer was no.
    """
    below = sum(entry.end - entry.index - 1 for entry in targets)
    what = one_line(targets[0].heading.title)
    what = what if len(targets) == 1 else plural(len(targets), "heading")
    what += f" with {plural(below, 'heading')} below" if below else ""
    if not can_ask():
        raise UsageError(f"This would remove {what}: add --yes to do it.")
    click.confirm(f"Remove {what}?", abort=True, err=True)


@click.command("refile")
@selection_options
@click.option(
    "--to", metavar="REF", type=REF, required=True, help="The heading to go below, like --to books."
)
@click.option("--note", metavar="TEXT", help="Log this text with it, like --note 'fits better'.")
@click.pass_obj
def refile_command(app: App, selection: Selection, to: str, note: str | None) -> None:
    """Move headings, with all below them, under another one.

    They become the last ones there, in the same file or another. All files are changed as one
    change: `orgshelf undo` undoes it.

    \b
    Examples:
      orgshelf refile 2a07 --to papers.org:1
      orgshelf refile 2a07 9e1b --to "to read" --dry-run
    """
    target = app.find(to)
    targets = selection.confirmed(app)
    plan = refiling.refile(app.library, targets, target, note)
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("archive")
@selection_options
@click.pass_obj
def archive_command(app: App, selection: Selection) -> None:
    """Move headings, with all below them, to the archive.

    The notes say where that is: an ARCHIVE property, #+ARCHIVE, else a file of the same name with
    _archive behind it. What a heading loses, such as its path, is kept in ARCHIVE_ properties.

    \b
    Examples:
      orgshelf archive 2a07
      orgshelf archive papers.org:12 papers.org:30
      orgshelf archive --query "done:" --dry-run
    """
    plan = refiling.archive(app.library, selection.confirmed(app))
    carry_out(app, plan, dry_run=selection.dry_run)
