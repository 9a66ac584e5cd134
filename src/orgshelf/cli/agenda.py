"""The command that shows what there is to do on each day."""

from collections.abc import Iterable

import click

from orgshelf.cli.app import App
from orgshelf.cli.list import report
from orgshelf.cli.output import info, output
from orgshelf.cli.query_words import QUERY_WORD, expression
from orgshelf.query import Query
from orgshelf.shelf.day_plan import agenda, read_span
from orgshelf.terminal import agenda_table


@click.command("agenda")
@click.argument(
    "words", nargs=-1, metavar="[today|week|month|DATE|DATE..DATE] [QUERY]...", type=QUERY_WORD
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["table", "plain", "json"]),
    help="How to print it, like --format json.  [default: table; plain when piped]",
)
@click.pass_obj
def agenda_command(app: App, words: tuple[str, ...], format_: str | None) -> None:
    """Show what there is to do, day by day, as Org's agenda has it.

    That is what is scheduled (also on earlier days), deadlines from their warning on, other
    timestamps, and what repeats; what is late comes first. `week` and `month` begin today.

    \b
    Examples:
      orgshelf agenda
      orgshelf agenda week
      orgshelf agenda 2026-12-01..2026-12-24 kind:paper
      orgshelf agenda fri tags:gpu --format json
    """
    today = app.now.date()
    period, rest = read_span(words, today)
    found = app.library.with_timestamps(Query(expression(app, rest), all=True))
    warning = app.config.org.deadline_warning_days
    items = agenda(found, period.first, period.last, today, warning)
    if not items:
        info("Nothing is planned for then.")

    def as_json(_: str) -> Iterable[bytes]:
        from orgshelf.export import agenda_json

        return map(str.encode, agenda_json.render(report(app, (), listing=True), items, period))

    output(
        app.color,
        format_,
        plain=lambda: agenda_table.plain(app.library, items),
        table=lambda: [agenda_table.table(app.library, items)] if items else [],
        data=as_json,
    )
