"""FORMAT on the command line: its completion, its list, and what may take its place."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from orgshelf.cli.app import App
from orgshelf.cli.output import output
from orgshelf.errors import UsageError
from orgshelf.export import ENDINGS, EXPORTERS, TEMPLATE, Category, Exporter

if TYPE_CHECKING:
    from orgshelf.terminal.format_table import FormatRow

_WIDTH = max(map(len, EXPORTERS)) + 2


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
            _complete(ctx.params)
        name, words = ctx.params["format_"], ctx.params["words"]
        if ctx.params["template"] is not None:
            if name in EXPORTERS:
                raise UsageError(f"A template takes the place of the format: leave out {name!r}.")
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


def _complete(params: dict[str, Any]) -> None:
    """Where no format is named, or a query in its place, the name of the file says it."""
    name, output = params["format_"], params["output"]
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
    from orgshelf.terminal import format_table

    several = _by_category([*EXPORTERS.values(), TEMPLATE])
    rows = [_row(one) for _, formats_ in several for one in formats_]
    app: App = ctx.obj
    output(
        app.color,
        None,
        plain=lambda: format_table.plain(rows),
        table=lambda: [format_table.table(rows)],
    )
    ctx.exit()


def _row(one: Exporter) -> "FormatRow":
    from orgshelf.distribution import installed
    from orgshelf.terminal.format_table import FormatRow

    ready = "ready" if one.extra is None or installed(one.extra) else "missing"
    return FormatRow(one.category, one.name, one.extra or "-", ready, one.help)
