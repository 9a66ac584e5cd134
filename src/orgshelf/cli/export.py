"""The command that writes reports."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path, PurePath
from typing import Any

import click

from orgshelf.cli.app import App
from orgshelf.cli.listing import report
from orgshelf.cli.options import (
    everything_option,
    query_options,
    study_only,
    tell_left_out,
)
from orgshelf.cli.output import print_formats
from orgshelf.cli.report_files import deliver, destination, is_folder, template_text, way_to
from orgshelf.cli.types import FileName, Whole
from orgshelf.errors import UsageError
from orgshelf.export import ENDINGS, EXPORTERS, TEMPLATE, Category, Exporter
from orgshelf.export.report import Options
from orgshelf.query import Query

_WIDTH = max(map(len, EXPORTERS)) + 2
_PAGE_OPTIONS = (
    click.option(
        "--levels",
        type=Whole(1, 6, "a number from 1 to 6"),
        metavar="N",
        help="For `page`: headings down to this level, lists below it, like --levels 2.",
    ),
    click.option(
        "--toc/--no-toc", default=None, help="For `page`: with a table of contents, or without."
    ),
    click.option(
        "--progress",
        is_flag=True,
        help="For `page`: with a progress bar at headings that have parts.",
    ),
)


class FormatName(click.Choice[str]):
    """The name of a format; whether there is one is looked at when the whole line is known."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Whatever was typed."""
        return str(value)

    def check(self, name: str, ctx: click.Context) -> None:
        """Refuse a name that no format has."""
        super().convert(name, _parameter(ctx), ctx)


class ExportCommand(click.Command):
    """A command whose first word is FORMAT, unless a template takes its place."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed, and give the first word to whom it belongs."""
        rest = super().parse_args(ctx, args)
        if ctx.resilient_parsing:
            return rest
        if ctx.params["template"] is None:
            _complete_format(ctx.params)
        name, words = ctx.params["format_"], ctx.params["words"]
        if ctx.params["template"] is not None:
            if name in EXPORTERS:
                raise UsageError(f"A template is used instead of a format: leave out {name!r}.")
            ctx.params |= {"format_": None, "words": (name, *words) if name else ()}
        elif name is None:
            raise click.UsageError(
                "Missing FORMAT, like `orgshelf export markdown`; "
                "`orgshelf export --list` shows them all",
                ctx,
            )
        else:
            FORMAT.check(name, ctx)
        return rest

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """All formats, by what they are for."""
        for category, formats in _by_category(EXPORTERS.values()):
            with formatter.section(category):
                formatter.write_dl([(f"{one.name:<{_WIDTH - 2}}", one.help) for one in formats])


FORMAT = FormatName(list(EXPORTERS))


def _complete_format(params: dict[str, Any]) -> None:
    """Where no format is named, or a query in its place, the name of the file says it.

    The ending of a file's name, such as ``md``, names its format too.
    """
    name, output = params["format_"], params["output"]
    if name in ENDINGS:
        params["format_"] = ENDINGS[name]
        return
    ending = ENDINGS.get(PurePath(output).suffix[1:].lower()) if output else None
    if ending and (name is None or ":" in name):
        words = (name, *params["words"]) if name else ()
        params |= {"format_": ending, "words": words}


def _parameter(ctx: click.Context) -> click.Parameter:
    (found,) = [param for param in ctx.command.params if param.name == "format_"]
    return found


def _by_category(among: Iterable[Exporter]) -> Iterator[tuple[Category, list[Exporter]]]:
    among = list(among)
    for category in Category:
        if formats := [one for one in among if one.category is category]:
            yield category, formats


def list_formats(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print all formats with what each needs, and do nothing else."""
    if not wanted or ctx.resilient_parsing:
        return
    from orgshelf.terminal.format_table import FormatRow

    rows = [
        FormatRow.of(category, one.name, one.extra, one.help)
        for category, formats in _by_category([*EXPORTERS.values(), TEMPLATE])
        for one in formats
    ]
    print_formats(ctx.obj.color, rows)
    ctx.exit()


def page_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``export`` the options that only a page takes, as one ``options``."""

    @wraps(command)
    def with_options(
        *args: Any,  # noqa: ANN401
        format_: str | None,
        levels: int | None,
        toc: bool | None,
        progress: bool,
        **rest: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        if format_ != "page" and (levels or toc is not None or progress):
            raise UsageError("--levels, --toc and --progress are for `orgshelf export page`.")
        options = Options(levels=levels, toc=toc, bars=progress)
        return command(*args, format_=format_, options=options, **rest)

    for option in reversed(_PAGE_OPTIONS):
        with_options = option(with_options)
    return with_options


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
    help="Write to this file, like -o progress.md; the old file stays until the new one is whole.",
)
@click.option("--notes-text", is_flag=True, help="Include the notes and quotes themselves.")
@click.option(
    "--template",
    type=FileName(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your own Jinja2 template instead of FORMAT, like --template mail.txt.j2.",
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

    It has the totals, what is pending, and what was finished when. A query narrows it. For parquet
    FILE can also be a folder, which then holds the files of many people.

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
    options = _complete(app, options, query, output, root_name)
    exporter = EXPORTERS[format_] if format_ else TEMPLATE
    _write(app, exporter, query, _with_template(options, template), output, notes_text=notes_text)


def _write(
    app: App,
    exporter: Exporter,
    query: Query,
    options: Options,
    output: str | None,
    *,
    notes_text: bool,
) -> None:
    """Write the report, and say how many headings it leaves out."""
    goal = destination(app, output, exporter, options.root_name)
    query = query._replace(published=True, exported=exporter.category is Category.READ)
    found, streamed = app.library.matching(query), exporter.streamed
    made = report(app, found, query, notes_text=notes_text, streamed=streamed, options=options)
    deliver(app, exporter.pieces(made), goal, folders=options.partitioned)
    if exporter.is_of_notes:
        tell_left_out(app.library.number_left_out(query, listing=False))


def _complete(
    app: App, options: Options, query: Query, output: str | None, root_name: str | None
) -> Options:
    """The options with what the rest of the command line says."""
    return replace(
        options,
        kinds=query.named_kinds,
        root_name=root_name or app.notes_root.resolve().name or "notes",
        partitioned=output is not None and is_folder(output),
        to_notes=way_to(app.notes_root, output),
    )


def _with_template(options: Options, template: Path | None) -> Options:
    if template is None:
        return options
    return replace(options, template=template_text(template), template_name=template.name)


def _keep_written(ctx: click.Context, app: App, output: str | None, template: Path | None) -> None:
    if output is None:
        raise UsageError("--watch writes to a file: name it, like -o progress.md.")
    from orgshelf.cli.report_files import keep_doing

    keep_doing(ctx, app, [template] if template else [])
