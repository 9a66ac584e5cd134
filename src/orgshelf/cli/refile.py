"""Commands that move headings with all below them."""

import click

from orgshelf.actions import refiling
from orgshelf.cli.app import App
from orgshelf.cli.selection import Selection, carry_out, selection_options
from orgshelf.cli.types import REF


@click.command("refile")
@selection_options
@click.option(
    "--to", metavar="REF", type=REF, required=True, help="The heading to go below, like --to books."
)
@click.option("--note", metavar="TEXT", help="Log this text with it, like --note 'fits better'.")
@click.pass_obj
def refile_command(app: App, selection: Selection, to: str, note: str | None) -> None:
    """Move headings, with all below them, under another one.

    They become the last ones there, in the same file or in another. All files are changed as
    one: `orgshelf undo` takes all back.

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

    The archive is what the notes say: an ARCHIVE property, #+ARCHIVE, else a file of the
    same name with _archive behind it. What a heading loses by it, such as its path, is kept
    in ARCHIVE_ properties.

    \b
    Examples:
      orgshelf archive 2a07
      orgshelf archive papers.org:12 papers.org:30
      orgshelf archive --query "done:" --dry-run
    """
    plan = refiling.archive(app.library, selection.confirmed(app))
    carry_out(app, plan, dry_run=selection.dry_run)
