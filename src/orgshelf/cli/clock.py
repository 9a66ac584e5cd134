"""Commands that clock the time spent on an entry."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from orgshelf.actions import clocking
from orgshelf.cli.app import App
from orgshelf.cli.listing import Form, form_options, print_document
from orgshelf.cli.options import query_options
from orgshelf.cli.output import can_ask, info, print_text
from orgshelf.cli.pick import ref_argument
from orgshelf.cli.selection import Selection, carry_out, dry_run_option, note_option
from orgshelf.cli.types import FIRST_DAY, PAST, REF
from orgshelf.errors import ClockError
from orgshelf.query import Query
from orgshelf.shelf.clocks import REPORT_DAYS, Running, clocked, running
from orgshelf.terminal import clock_table as rendered

if TYPE_CHECKING:
    from orgshelf.export.clock_json import ClockSource

_at = click.option(
    "--at",
    type=PAST,
    help="The time, instead of now, like --at 9:30 or --at '2026-11-22 18:00'.",
)
_running_ref = click.argument("words", metavar="[REF]", type=REF, nargs=-1)


@click.group("clock", invoke_without_command=True)
@click.pass_context
def clock_command(ctx: click.Context) -> None:
    """Start or stop the timer; without arguments, show it.

    \b
    Examples:
      orgshelf clock in 2a07
      orgshelf clock out --at 18:30
      orgshelf clock report --since 2026-11-01
    """
    if ctx.invoked_subcommand is None:
        app: App = ctx.obj
        found = clocking.running_clocks(app.library)
        print_text(rendered.status(found, app.now))
        if not found:
            info("No clock runs.")


@clock_command.command("in")
@ref_argument("words", several_words=True)
@_at
@dry_run_option
@click.pass_obj
def in_command(app: App, words: tuple[str, ...], at: datetime | None, dry_run: bool) -> None:
    """Start the clock; one that runs elsewhere is stopped.

    \b
    Examples:
      orgshelf clock in 2a07
      orgshelf clock in "deep learning" --at 9:30
    """
    target, moment = app.find_target(" ".join(words)), at or app.now
    runs = clocking.running_clock(app.library)
    if runs and runs.entry.id == target.id:
        info(rendered.status([runs], app.now).rstrip("\n"))
        return
    long = runs is not None and _is_meant_to_be_long(runs, moment)
    plan = clocking.clock_in(app.library, target, moment, long=long)
    carry_out(app, plan, dry_run=dry_run)


@clock_command.command("out")
@_running_ref
@_at
@note_option
@dry_run_option
@click.pass_obj
def out_command(
    app: App, words: tuple[str, ...], at: datetime | None, note: str | None, dry_run: bool
) -> None:
    """Stop the clock that runs.

    If several run, REF says which one.

    \b
    Examples:
      orgshelf clock out
      orgshelf clock out --at 18:30 --note "up to chapter 3"
    """
    runs = _meant(app, " ".join(words))
    selection = Selection((), None, dry_run, yes=True)
    text = selection.note(note, [runs.entry], clocking.clock_out_asks_for_note)
    long = at is not None or _is_meant_to_be_long(runs, app.now)
    plan = clocking.clock_out(app.library, runs, at or app.now, text, long=long)
    carry_out(app, plan, dry_run=dry_run)


@clock_command.command("cancel")
@_running_ref
@dry_run_option
@click.pass_obj
def cancel_command(app: App, words: tuple[str, ...], dry_run: bool) -> None:
    """Drop the clock that runs, as if it had never been started.

    \b
    Examples:
      orgshelf clock cancel
      orgshelf clock cancel --dry-run
    """
    runs = _meant(app, " ".join(words))
    carry_out(app, clocking.clock_cancel(app.library, runs.entry), dry_run=dry_run)


@clock_command.command("report")
@query_options
@click.option(
    "--since",
    type=FIRST_DAY,
    metavar="DATE",
    help=f"From this day on, like --since 'last week'.  [default: the last {REPORT_DAYS} days]",
)
@form_options()
def report_command(app: App, query: Query, since: date | None, form: Form) -> None:
    """Sum up the time clocked per work, kind and day.

    A clock that still runs is not counted.

    \b
    Examples:
      orgshelf clock report
      orgshelf clock report --kind book --since 2026-11-01
      orgshelf clock report --format json | jq .minutes
    """
    entries = app.library.matching(query)
    report = clocked(entries, since or _week_ago(app), app.now.date())

    def source() -> "ClockSource":
        from orgshelf.export.clock_json import ClockSource

        return ClockSource(report, running(entries), app.now)

    print_document(
        app,
        form,
        "clock_json",
        source,
        plain=lambda: rendered.plain(report),
        table=lambda: rendered.table(report),
    )


def _week_ago(app: App) -> date:
    return date.fromordinal(max(app.now.date().toordinal() - REPORT_DAYS + 1, 1))


def _is_meant_to_be_long(runs: Running, moment: datetime) -> bool:
    """Ask on a terminal whether a clock of more than a day counts whole.

    Raises:
        click.Abort: it does not.
    """
    if not clocking.is_forgotten(runs, moment) or not can_ask():
        return False
    said = rendered.status([runs], moment).rstrip("\n")
    return click.confirm(f"{said}\nCount all of that?", abort=True, err=True)


def _meant(app: App, ref: str) -> Running:
    """The running clock that is meant: the only one, or that of an entry.

    Raises:
        ClockError: none runs, or none there.
        SeveralClocksError: more than one, and none was named.
    """
    if not ref:
        found = clocking.running_clock(app.library)
    else:
        entry = app.find_target(ref)
        found = next(
            (one for one in clocking.running_clocks(app.library) if one.entry.id == entry.id),
            None,
        )
    if found is None:
        where = " there" if ref else ""
        raise ClockError(f"No clock runs{where}: start one with `orgshelf clock in REF`.")
    return found
