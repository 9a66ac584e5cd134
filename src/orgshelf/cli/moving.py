"""Commands that move headings with all below them."""

import click

from orgshelf.change.moving import rehearse_archive, rehearse_refile
from orgshelf.cli.app import App
from orgshelf.cli.selection import Selection, dry_run_option, selection_options, settle
from orgshelf.cli.types import REF


@click.command("refile")
@click.argument("ref", metavar="REF", type=REF)
@click.option(
    "--to", metavar="REF", type=REF, required=True, help="The heading to go below, like --to books."
)
@click.option("--note", metavar="TEXT", help="Log this text with it, like --note 'fits better'.")
@dry_run_option
@click.pass_obj
def refile_command(app: App, ref: str, to: str, note: str | None, dry_run: bool) -> None:
    """Move a heading, with all below it, under another one.

    It becomes the last one there, in the same file or in another. Both files are changed as
    one: `orgshelf undo` takes both back.

    \b
    Examples:
      orgshelf refile 2a07 --to papers.org:1
      orgshelf refile "olshausen" --to "autoencoders" --dry-run
    """
    entry, target = app.find(ref), app.find(to)
    settle(app, lambda: rehearse_refile(app.library, entry, target, note), dry_run=dry_run)


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
    targets = selection.confirmed(app)
    settle(app, lambda: rehearse_archive(app.library, targets), dry_run=selection.dry_run)
