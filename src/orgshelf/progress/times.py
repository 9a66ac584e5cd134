"""Time: minutes clocked per day, and estimates of which none counts twice."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

#: A clock that ran for more days than that was forgotten.
_LONGEST_CLOCK = 31
#: An estimate of more minutes is none, and more than an index can hold.
_LONGEST_EFFORT = 10**9


class Effort(NamedTuple):
    """An estimate that counts, in minutes, and whether it is for what is still pending."""

    minutes: int
    left: bool


def clocked_days(entry: Entry) -> Iterator[tuple[date | None, int]]:
    """The minutes of each clock on each of its days.

    A clock over midnight counts on both days; one of more than a month was forgotten, and
    counts on its first day alone. What has no times is of no known day.
    """
    from orgshelf.shelf.clocks import by_day  # few entries have clocks

    for clock in contents.clocks(entry):
        if clock.minutes <= 0:
            continue
        if clock.noted is not None:
            yield None, clock.noted
        elif clock.minutes > _LONGEST_CLOCK * 24 * 60 and clock.start.day:
            yield clock.start.day, clock.minutes
        else:
            yield from by_day(clock)


def effort(entry: Entry) -> Effort | None:
    """The EFFORT of an entry, None where it does not count.

    An entry's own covers those of all that is below it in the same work; the sum of those that
    are left is what all takes, so that nothing counts twice. It is still to come while the
    entry is pending, or, of one without a keyword, while an item below is.
    """
    minutes = _estimate(entry)
    if minutes is None or entry.work is None or _covered(entry):
        return None
    if entry.is_item:
        return Effort(minutes, entry.pending)
    return Effort(minutes, entry.progress.done < entry.progress.total)


def _estimate(entry: Entry) -> int | None:
    minutes = contents.effort_minutes(entry)
    return None if minutes is None or minutes > _LONGEST_EFFORT else minutes


def _covered(entry: Entry) -> bool:
    """Whether one above it in the same work has an estimate."""
    above = entry.parent
    while above is not None and above.work is entry.work:
        if _estimate(above) is not None:
            return True
        above = above.parent
    return False
