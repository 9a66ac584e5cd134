"""The command that shows what there is to do on each day."""

from dataclasses import replace

import click

from orgshelf.cli.app import App
from orgshelf.cli.listing import EMPTY, Form, form_options, listing, print_listing
from orgshelf.cli.options import everything_option, expression, study_only, tell_left_out
from orgshelf.cli.output import info, make_rich_console
from orgshelf.cli.types import QUERY_WORD
from orgshelf.progress.days import streaks
from orgshelf.query import Query
from orgshelf.shelf.day_plan import AgendaItem, Span, agenda, read_span
from orgshelf.terminal import agenda_table
from orgshelf.terminal.day_screen import day_of, screen, today_of


@click.command("agenda")
@click.argument(
    "words", nargs=-1, metavar="[today|week|month|DATE|DATE..DATE] [QUERY]...", type=QUERY_WORD
)
@everything_option
@form_options()
@click.pass_obj
def agenda_command(app: App, words: tuple[str, ...], everything: bool, form: Form) -> None:
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
    query = study_only(app, Query(expression(app, rest)), everything=everything)
    span = Span.of(period, today, app.config.org.deadline_warning_days)

    def planned(query: Query) -> list[AgendaItem]:
        return agenda(app.library.with_timestamps(query), span)

    items = planned(query)
    if not items:
        info("Nothing is planned for that time.")

    print_listing(
        app,
        form,
        lambda: replace(listing(app, "agenda", items), period=period),
        plain=lambda: agenda_table.plain(app.library, items),
        table=lambda: [agenda_table.table(app.library, items)] if items else [],
    )
    if not query.everything:
        tell_left_out(len(planned(query._replace(everything=True))) - len(items))


def show_day(app: App) -> None:
    """Print what is being read, what is planned for today, what is next, and what was finished.

    Raises:
        NoNotesError: there are no notes.
    """
    library = app.library
    study = study_only(app, Query(), everything=False)
    day = day_of(library, study, agenda(library.with_timestamps(study), today_of(library)))
    streak = streaks(library.finished(study), app.now.date()).days_now
    console = make_rich_console(app.color)
    for line in screen(library, day, streak, EMPTY):
        console.print(line)
