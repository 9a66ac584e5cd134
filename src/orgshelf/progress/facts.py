"""What one entry says that can be counted."""

from collections.abc import Iterator
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from orgshelf.progress.activity import Finish, finishes, repeats
from orgshelf.progress.times import clocked_days, effort
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

#: What stands in the text of an entry that has such lines at all.
_STATE, _NOTE = "State ", "Note taken on "
#: The day of what has none.
EVER = 0


class Sort(IntEnum):
    """What a fact is about: times finished, minutes, pages."""

    AGAIN = 0  # finished, though that was not the end
    DONE = 1  # finished, and done since
    DROPPED = 2  # given up, and so since
    CLOCKED = 3
    READ = 4
    EFFORT_LEFT = 5
    EFFORT_SPENT = 6
    REPEATED = 7  # done once more, as what repeats is


class Fact(NamedTuple):
    """Something that an entry says, whatever the day is.

    ``day`` is its ordinal, ``minute`` counts from midnight; an estimate has neither.
    """

    sort: Sort
    day: int
    minute: int
    amount: int


def facts_of(entry: Entry, dropped: frozenset[str], text: str | None = None) -> Iterator[Fact]:
    """All that is counted of an entry; ``text`` is its own, where that is at hand."""
    text = entry.text if text is None else text
    heading = entry.heading
    if heading.done or (entry.is_item and _STATE in text):
        again = Sort.REPEATED if repeats(entry) else Sort.AGAIN
        yield from (_finish(finish, again) for finish in finishes(entry, dropped))
    if contents.may_be_clocked(text):
        for day, minutes in clocked_days(entry):
            yield Fact(Sort.CLOCKED, day.toordinal() if day else EVER, 0, minutes)
    if _NOTE in text:
        from orgshelf.progress.pages import pages_read  # few entries have such notes

        for day, pages in pages_read(entry):
            yield Fact(Sort.READ, day.toordinal(), 0, pages)
    if heading.properties and (estimate := effort(entry)):
        sort = Sort.EFFORT_LEFT if estimate.left else Sort.EFFORT_SPENT
        yield Fact(sort, EVER, 0, estimate.minutes)


def _finish(finish: Finish, again: Sort) -> Fact:
    sort = (Sort.DONE if finish.completed else Sort.DROPPED) if finish.final else again
    return Fact(sort, *day_and_minute(finish.moment), 1)


def day_and_minute(moment: datetime) -> tuple[int, int]:
    """A moment as facts have it."""
    return moment.toordinal(), moment.hour * 60 + moment.minute
