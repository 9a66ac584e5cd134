"""The command that shows what there is to do on each day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain, islice

import click

from orgshelf.cli.app import App
from orgshelf.cli.listing import Form, form_options, listing, print_listing
from orgshelf.cli.nothing_found import EMPTY
from orgshelf.cli.options import everything_option, study_only, tell_number_left_out
from orgshelf.cli.output import info, make_rich_console
from orgshelf.cli.query_words import QUERY_WORD, expression
from orgshelf.model import Status
from orgshelf.progress.counts import status
from orgshelf.progress.facts import days_in, touched
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.shelf.day_plan import AgendaItem, agenda, read_span
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.terminal import agenda_table
from orgshelf.terminal.day_screen import BeingRead, Day, screen

_READING, _NEXT, _FINISHED = 6, 3, 5


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
    warning = app.config.org.deadline_warning_days

    def planned(query: Query) -> list[AgendaItem]:
        found = app.library.with_timestamps(query)
        return agenda(found, period.first, period.last, today, warning)

    items = planned(query)
    if not items:
        info("Nothing is planned for then.")

    print_listing(
        app,
        form,
        lambda: replace(listing(app, "agenda", items), period=period),
        plain=lambda: agenda_table.plain(app.library, items),
        table=lambda: [agenda_table.table(app.library, items)] if items else [],
    )
    if not query.everything:
        tell_number_left_out(len(planned(query._replace(everything=True))) - len(items))


def show_day(app: App) -> None:
    """Print what is being read, what is planned for today, what is next, and what was finished.

    Raises:
        NoNotesError: there are no notes.
    """
    library, today = app.library, app.now.date()
    study = study_only(app, Query(), everything=False)
    warning = app.config.org.deadline_warning_days
    planned = _each_once(agenda(library.with_timestamps(study), today, today, today, warning))
    begun = (e for e in library.works(study) if status(e) is Status.IN_PROGRESS)
    reading = [*islice(begun, _READING)]
    above = {entry.id for entry in (*reading, *(item.entry for item in planned))}
    urgent = library.next_up(study, _NEXT + len(above))
    closed = study._replace(expression=understand("done: closed:6", library.scope()))
    ended = library.sort(library.matching(closed), "closed,reverse")
    numbers = library.numbers(study, 0)
    day = Day(
        reading=[BeingRead(work, _touched(library, work)) for work in reading],
        planned=planned,
        coming=[entry for entry in urgent if entry.id not in above][:_NEXT],
        finished=[*islice((e for e in ended if not e.given_up), _FINISHED)],
        goals=numbers.goals,
        streak=numbers.streaks.days_now,
    )
    console = make_rich_console(app.color)
    for line in screen(library, day, EMPTY):
        console.print(line)


def _touched(library: Library, work: Entry) -> date | None:
    """The latest day that the work, or what is below it, notes of itself."""
    texts = ("\n".join(entry.lines) for entry in (work, *library.below(work)))
    return touched(chain.from_iterable(map(days_in, texts)))


def _each_once(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """What is to be done: of a heading only the first item, which presses most."""
    found: dict[str, AgendaItem] = {}
    for item in items:
        if not item.entry.heading.done:
            found.setdefault(item.entry.id, item)
    return [*found.values()]
