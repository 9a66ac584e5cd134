"""The command that writes reports."""

from pathlib import Path

import click

from orgshelf.cli.app import App, emit, say
from orgshelf.cli.listing import report
from orgshelf.cli.options import query_options
from orgshelf.errors import UsageError
from orgshelf.export import EXPORTERS
from orgshelf.shelf.query import Query
from orgshelf.storage.files import write_report

_FORMAT_HELP = "".join(f"  {name:<15} {exporter.help}\n" for name, exporter in EXPORTERS.items())


@click.command("export", epilog=f"\b\nFormats:\n{_FORMAT_HELP}")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(EXPORTERS)))
@query_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, like -o progress.md; the old one stays until the new is whole.",
)
@click.option("--notes-text", is_flag=True, help="With the notes and quotes themselves.")
def export_command(
    app: App, query: Query, format_: str, output: Path | None, notes_text: bool
) -> None:
    """Write the progress report in a format of your choice.

    It has the totals, what is pending, and what was finished when.

    \b
    Examples:
      orgshelf export markdown -o progress.md
      orgshelf export csv --kind paper
      orgshelf export json | jq .progress
    """
    entries = app.library.matching(query)
    data = EXPORTERS[format_].data(report(app, entries, query, notes_text=notes_text))
    if output is None:
        emit(data)
        return
    if output.resolve() in {(app.library.root / d.file).resolve() for d in app.library.documents}:
        raise UsageError(f"{output} is one of your notes: write the report to another file.")
    write_report(output, data)
    say(f"Wrote {output}.")
