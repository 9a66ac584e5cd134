"""The command that takes over what other programs know of a person's reading."""

import click

from orgshelf.actions.wanted_work import known_kind
from orgshelf.cli.app import App
from orgshelf.cli.foreign_files import read_files, take_over
from orgshelf.cli.output import print_formats
from orgshelf.cli.selection import dry_run_option
from orgshelf.cli.types import REF, FileName
from orgshelf.errors import UsageError
from orgshelf.importers import IMPORTERS


@click.command("import")
@click.argument(
    "files", metavar="[FILE|-]...", nargs=-1, type=FileName(exists=True, allow_dash=True)
)
@click.option(
    "--from",
    "source",
    metavar="FORMAT",
    type=click.Choice(list(IMPORTERS)),
    help="The program or format, like --from goodreads.  [default: recognized by the contents]",
)
@click.option("--kind", metavar="KIND", help="What the works are, like --kind paper.")
@click.option(
    "--under", metavar="REF", type=REF, help="Below this heading, like --under 'deep learning'."
)
@click.option("--parts", is_flag=True, help="Also the chapters of a book.")
@click.option("--update", is_flag=True, help="Let the files win where the notes say otherwise.")
@dry_run_option
@click.option("-y", "--yes", is_flag=True, help="Do not ask before many are added.")
@click.option("--list", "listing", is_flag=True, help="List the formats, with what each needs.")
@click.pass_obj
def import_command(
    app: App,
    /,
    files: tuple[str, ...],
    source: str | None,
    kind: str | None,
    under: str | None,
    parts: bool,
    update: bool,
    dry_run: bool,
    yes: bool,
    listing: bool,
) -> None:
    """Import what other programs know of your reading.

    The format of a file is recognized by its contents. New works are put on the shelf of their
    kind; works that the notes have already get what they lack, and what you wrote stays. All of
    it is one change, which `orgshelf undo` undoes.

    \b
    Examples:
      orgshelf import goodreads_library_export.csv --dry-run
      orgshelf import "My Clippings.txt" papers/*.pdf
      yt-dlp --flat-playlist -J URL | orgshelf import -
    """
    if listing:
        _list_formats(app)
        return
    if not files:
        raise UsageError("Name a file to import, or `-` for stdin; `--list` shows the formats.")
    from orgshelf.actions.importing import ImportOptions

    found = list(read_files(files, source, parts=parts))
    options = ImportOptions(
        kind=known_kind(app.library, kind) if kind else None,
        under=app.find(under) if under else None,
        update=update,
    )
    take_over(app, found, options, dry_run=dry_run, yes=yes)


def _list_formats(app: App) -> None:
    from orgshelf.terminal.format_table import FormatRow

    formats = IMPORTERS.values()
    print_formats(app.color, [FormatRow.of("Formats", o.name, o.extra, o.help) for o in formats])
