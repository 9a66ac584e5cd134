"""The command that writes reports."""

from dataclasses import replace
from pathlib import Path

import click

from orgshelf.cli.app import App
from orgshelf.cli.formats import FORMAT, ExportCommand, list_formats
from orgshelf.cli.listing import report
from orgshelf.cli.options import (
    everything_option,
    page_options,
    query_options,
    study_only,
    tell_left_out,
)
from orgshelf.cli.report_files import deliver, destination, is_folder, template_text
from orgshelf.cli.types import FileName
from orgshelf.errors import UsageError
from orgshelf.export import EXPORTERS, TEMPLATE, Exporter
from orgshelf.export.report import Options
from orgshelf.query import Query


@click.command("export", cls=ExportCommand)
@click.argument("format_", metavar="FORMAT", type=FORMAT, required=False)
@query_options
@everything_option
@page_options
@click.option(
    "-o",
    "--output",
    type=FileName(readable=False),
    metavar="FILE",
    help="Write to this file, like -o progress.md; the old one stays until the new is whole.",
)
@click.option("--notes-text", is_flag=True, help="With the notes and quotes themselves.")
@click.option(
    "--template",
    type=FileName(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your own Jinja2 template in the place of FORMAT, like --template mail.txt.j2.",
)
@click.option(
    "--root-name",
    metavar="NAME",
    help="Whose notes these are in parquet, like --root-name anna.  [default: their folder's name]",
)
@click.option("--watch", is_flag=True, help="Write it again whenever the notes change.")
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=list_formats,
    help="Show all formats and what each needs.",
)
@click.pass_context
def export_command(
    ctx: click.Context,
    app: App,
    query: Query,
    everything: bool,
    format_: str | None,
    options: Options,
    output: str | None,
    notes_text: bool,
    template: Path | None,
    root_name: str | None,
    watch: bool,
) -> None:
    """Write the progress report in a format of your choice.

    It has the totals, what is pending, and what was finished when. A query narrows it; parquet
    takes a folder too, which then holds many people's files.

    \b
    Examples:
      orgshelf export markdown -o progress.md
      orgshelf export page --progress -o README.md
      orgshelf export json | jq .progress
      orgshelf export parquet -o class/ --root-name anna
      orgshelf export --template mail.txt.j2 closed:7
    """
    if watch:
        _keep_written(ctx, app, output, template)
        return
    query = study_only(app, query, everything=everything)
    options = replace(
        _with_template(options, template),
        kinds=query.named_kinds,
        root_name=root_name or app.notes_root.resolve().name or "notes",
        partitioned=output is not None and is_folder(output),
    )
    exporter = EXPORTERS[format_] if format_ else TEMPLATE
    _write(app, exporter, query, options, output, notes_text=notes_text)


def _write(
    app: App,
    exporter: Exporter,
    query: Query,
    options: Options,
    output: str | None,
    *,
    notes_text: bool,
) -> None:
    """Make the report and put it where it goes; what it says nothing of is told."""
    goal = destination(app, output, exporter, options.root_name)
    found, streamed = app.library.matching(query), exporter.streamed
    made = report(app, found, query, notes_text=notes_text, streamed=streamed, options=options)
    deliver(app, exporter.pieces(made), goal, folders=options.partitioned)
    if exporter.is_of_notes:
        tell_left_out(app, query, listing=False)


def _with_template(options: Options, template: Path | None) -> Options:
    if template is None:
        return options
    return replace(options, template=template_text(template), template_name=template.name)


def _keep_written(ctx: click.Context, app: App, output: str | None, template: Path | None) -> None:
    if output is None:
        raise UsageError("--watch writes to a file: name it, like -o progress.md.")
    from orgshelf.cli.watching import keep_doing

    keep_doing(ctx, app, [template] if template else [])
