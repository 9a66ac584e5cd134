"""What was finished when, by CLOSED stamps and state logs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from orgshelf.progress.counts import finished_at
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

_MINUTE = timedelta(minutes=1)


class Finish(NamedTuple):
    """One time that an item got into a done state.

    ``completed`` says that it was not given up then; ``final`` that it is done since.
    """

    moment: datetime
    completed: bool
    final: bool


def finishes(entry: Entry, dropped: frozenset[str]) -> tuple[Finish, ...]:
    """Each time an item was finished, in order.

    = its log lines into a done keyword that is not a dropped one, each minute once, and what
    it is done by now: CLOSED, else the last of its log lines into a done keyword. The log line
    of the same day as that, or less than a minute away, is the same time.
    """
    if not entry.is_item:
        return ()
    logged = dict(_logged(entry))
    completed = {moment for moment, state in logged.items() if state not in dropped}
    end = _end(entry, logged)
    given_up = entry.heading.keyword in dropped
    if end and not given_up:
        completed -= set(_same(end, completed))
    found = [Finish(moment, completed=True, final=False) for moment in completed]
    if end:
        found.append(Finish(end, completed=not given_up, final=True))
    return tuple(sorted(found, key=lambda finish: (finish.moment, finish.final)))


def repeats(entry: Entry) -> bool:
    """Whether it comes back when it is done: a habit, or a stamp with a repeater."""
    planning = entry.heading.planning
    stamps = (planning.scheduled, planning.deadline)
    return any(stamp and stamp.repeater for stamp in stamps)


def _logged(entry: Entry) -> Iterator[tuple[datetime, str]]:
    """The log lines into a done keyword of the file."""
    if "State " not in entry.text:
        return
    done = entry.document.settings.keywords.done
    for change in contents.history(entry):
        if change.state in done and change.state and (moment := change.when.start):
            yield moment, change.state


def _end(entry: Entry, logged: Mapping[datetime, str]) -> datetime | None:
    """When an item was finished that is done now."""
    if not entry.heading.done:
        return None
    return finished_at(entry) or max(logged, default=None)


def _same(end: datetime, moments: Iterable[datetime]) -> Iterator[datetime]:
    """The moment that means this one, if any does: the nearest."""
    nearest = min(moments, key=lambda moment: abs(moment - end), default=None)
    if nearest and (nearest.date() == end.date() or abs(nearest - end) <= _MINUTE):
        yield nearest
