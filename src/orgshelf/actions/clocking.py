"""The use cases that clock the time spent on an entry."""

from datetime import datetime
from functools import partial

from orgshelf.actions.edits import Edit, Version, plan_edits, prepare_edits
from orgshelf.actions.transaction import Change, Plan
from orgshelf.errors import ClockError, ForgottenClockError, SeveralClocksError
from orgshelf.org.edit import clock_line
from orgshelf.org.elements.logbook import clocks
from orgshelf.shelf.clocks import Running, running
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.store.opening import reopened
from orgshelf.text import hours

#: A clock of more minutes was hardly meant to run on.
_LONGEST = 24 * 60


def running_clocks(library: Library) -> list[Running]:
    """Every clock that runs."""
    return running(library.containing("clock:"))


def running_clock(library: Library) -> Running | None:
    """The one clock that runs.

    Raises:
        SeveralClocksError: more than one, which it names.
    """
    found = running_clocks(library)
    if len(found) > 1:
        raise SeveralClocksError([clock.line(library.now) for clock in found])
    return found[0] if found else None


def is_forgotten(runs: Running, moment: datetime) -> bool:
    """Whether it has run for more than a day."""
    return runs.minutes(moment) > _LONGEST


def clock_in(library: Library, entry: Entry, moment: datetime, *, long: bool = False) -> Plan:
    """Start the clock of an entry; one that runs elsewhere is stopped (org-clock-in).

    ``long`` says that all of its time counts, be it more than a day.

    Raises:
        ClockError: when it is committed and the entry's own clock runs already.
        ForgottenClockError: when it is committed and the other has run for more than a day.
        SeveralClocksError: when it is committed and more than one runs.
    """
    start = Edit([entry], partial(clock_line.clock_in, now=moment), _describe_in)

    def prepare() -> list[Change]:
        now = reopened(library)  # another run may have started a clock since
        runs = running_clock(now)
        if runs and runs.entry.id == entry.id:
            raise ClockError(f"The clock of {entry.heading.title!r} is already running.")
        stop = [_stop(runs, moment, long=long)] if runs else []
        return prepare_edits(now, [*stop, start])

    return Plan(library, prepare)


def clock_out(
    library: Library,
    runs: Running,
    moment: datetime,
    note: str | None = None,
    *,
    long: bool = False,
) -> Plan:
    """Stop a clock that runs (org-clock-out); ``long`` as for ``clock_in``.

    Raises:
        ForgottenClockError: it has run for more than a day.
        ClockError: when it is committed and no clock runs there by then.
    """
    return plan_edits(library, [_stop(runs, moment, note, long=long)])


def clock_cancel(library: Library, entry: Entry) -> Plan:
    """Drop the clock that runs in an entry, as if it had never been started (org-clock-cancel)."""
    edit = Edit([entry], clock_line.clock_cancel, lambda _before, _after: "clock cancelled")
    return plan_edits(library, [edit])


def clock_out_asks_for_note(entry: Entry) -> bool:
    """Whether a note is wanted when the clock is stopped."""
    return entry.document.org.log_note_clock_out


def _stop(runs: Running, moment: datetime, note: str | None = None, *, long: bool) -> Edit:
    entry, since = runs.entry, runs.clock.start.raw[1:-1]
    if is_forgotten(runs, moment) and not long:
        where = f"{entry.file}:{entry.heading.line}"
        raise ForgottenClockError(entry.heading.title, where, hours(runs.minutes(moment)), since)
    return Edit([entry], partial(clock_line.clock_out, now=moment, note=note), _describe_out)


def _describe_in(_: Version, after: Version) -> str:
    """``clock runs since 2026-11-23 Mon 10:00``."""
    runs = clock_line.running_clock(after.document, after.heading)
    return f"clock runs since {runs.start.raw[1:-1]}" if runs else "clock started"


def _describe_out(before: Version, after: Version) -> str:
    """``clocked 0:35``."""
    minutes = _minutes(after) - _minutes(before)
    return f"clocked {minutes // 60}:{minutes % 60:02}"


def _minutes(version: Version) -> int:
    lines = version.document.lines.texts[version.heading.line : version.heading.end]
    return sum(found.minutes for found in clocks(lines))
