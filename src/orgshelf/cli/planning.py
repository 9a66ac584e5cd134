"""Commands that change when an item is to be begun or done."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import click

from orgshelf.change.edits import Describe, Edit, Version
from orgshelf.cli.app import App
from orgshelf.cli.selection import Selection, note_option, perform, selection_with
from orgshelf.cli.types import SignedCommand
from orgshelf.errors import DateError, UsageError
from orgshelf.model import Heading
from orgshelf.org.dates import When, read_when
from orgshelf.org.document import Document
from orgshelf.org.edit.schedule import Planned, change_date, date_of, wants_note
from orgshelf.org.lines import Splice


class _Words(NamedTuple):
    """What is said of a date that is there, of none, and of one that was there before."""

    there: str
    none: str
    same: str


_WORDS: Mapping[Planned, _Words] = {
    "SCHEDULED": _Words("scheduled", "not scheduled", "scheduled then already"),
    "DEADLINE": _Words("deadline", "no deadline", "due then already"),
}

_clear = click.option(
    "--clear", is_flag=True, help="Take the date away, like schedule REF --clear."
)


@click.command("schedule", cls=SignedCommand)
@selection_with("[REF]... DATE")
@_clear
@note_option
@click.pass_obj
def schedule_command(app: App, selection: Selection, clear: bool, note: str | None) -> None:
    """Say when to begin an item.

    DATE is like 2026-12-01, tomorrow, fri, +2w, 15 dec or 2026-W50; a time (10:00, 10:00-11:30),
    a repeater (+1w, ++1m, .+2d) and a warning (-3d) may follow. A repeater that is there stays
    unless another is given.

    \b
    Examples:
      orgshelf schedule 2a07 fri
      orgshelf schedule 2a07 tomorrow 19:00 +1w
      orgshelf schedule papers.org:18 --clear
    """
    _change_date(app, selection, "SCHEDULED", clear=clear, note=note)


@click.command("deadline", cls=SignedCommand)
@selection_with("[REF]... DATE")
@_clear
@note_option
@click.pass_obj
def deadline_command(app: App, selection: Selection, clear: bool, note: str | None) -> None:
    """Say when an item must be done.

    DATE is as for `orgshelf schedule`; a warning (-3d) says how long before it shows.

    \b
    Examples:
      orgshelf deadline 2a07 2026-12-01 -3d
      orgshelf deadline --query "theano gpu" +2w
      orgshelf deadline 2a07 --clear --note "no longer asked for"
    """
    _change_date(app, selection, "DEADLINE", clear=clear, note=note)


def _change_date(
    app: App, selection: Selection, keyword: Planned, *, clear: bool, note: str | None
) -> None:
    when = None
    if not clear:
        selection, when = _split(selection, app.now.date())
    targets = selection.confirmed(app)
    text = selection.note(
        note, targets, lambda doc, heading: wants_note(doc, heading, keyword, when, now=app.now)
    )

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        return change_date(document, heading, keyword, when, now=app.now, note=text)

    words = _WORDS[keyword]
    edit = Edit(targets, intent, _describe(keyword), words.same if when else words.none)
    perform(app, [edit], dry_run=selection.dry_run)


def _split(selection: Selection, today: date) -> tuple[Selection, When]:
    """The REFs and the date behind them: as many of the last words as make one."""
    words, least = selection.refs, int(selection.query is None)
    for start in range(least, len(words)):
        with suppress(DateError):
            when = read_when(" ".join(words[start:]), today)
            return replace(selection, refs=words[:start]), when
    if len(words) > least:
        raise DateError(words[-1])
    raise UsageError("Name the headings and the date, like `2a07 fri`, or use --clear.")


def _describe(keyword: Planned) -> Describe:
    """``deadline <2026-12-01 Tue>``."""

    def describe(_: Version, after: Version) -> str:
        found = date_of(after.heading, keyword)
        words = _WORDS[keyword]
        return f"{words.there} {found.raw}" if found else f"{words.none} any more"

    return describe
