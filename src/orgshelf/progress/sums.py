"""What is counted of entries before anything is concluded from it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from orgshelf.model import Progress
from orgshelf.progress.counts import RECENT_DAYS
from orgshelf.progress.facts import EVER, Fact, Sort, day_and_minute

Days = Mapping[date, int]


#: What facts of one sort and day come to: the sort, the day, the amount until now, that of
#: lately, and that with what is still to come.
Count = tuple[int, int, int, int, int]


class Sums(NamedTuple):
    """What some entries say together; the days ascend until now, and none is empty.

    ``finished`` counts each time an item was, ``repeated`` those of what repeats among them,
    ``closed`` the items that are done since, and ``ended`` these and those given up. ``dated``
    are all done items with a known day, even if it is still to come; ``recent`` were closed in
    the last RECENT_DAYS days. ``clocked_undated`` are the minutes of clocks without times.
    """

    progress: Progress
    finished: Days
    repeated: Days
    closed: Days
    ended: Days
    dated: int
    recent: int
    clocked: Days
    clocked_undated: int
    pages: Days
    effort: int
    effort_left: int


def counted(facts: Iterable[Fact], now: datetime) -> Iterator[Count]:
    """What each fact counts for."""
    until, since = day_and_minute(now), recent_from(now)
    for sort, day, minute, amount in facts:
        is_past = (day, minute) <= until
        is_recent = is_past and (day, minute) > since
        yield sort, day, amount * is_past, amount * is_recent, amount


def recent_from(now: datetime) -> tuple[int, int]:
    """The last moment that is not within RECENT_DAYS days."""
    day, minute = day_and_minute(now)
    return day - RECENT_DAYS, minute


def summed(progress: Progress, counts: Iterable[Count]) -> Sums:
    """The sums of counts; the progress is known already."""
    days: list[dict[int, int]] = [{} for _ in Sort]
    recent, ever = [0] * len(Sort), [0] * len(Sort)
    for sort, day, until_now, lately, always in counts:
        if until_now:
            of_sort = days[sort]
            of_sort[day] = of_sort.get(day, 0) + until_now
        recent[sort] += lately
        ever[sort] += always
    return Sums(
        progress,
        finished=_dated(days[Sort.AGAIN], days[Sort.DONE], days[Sort.REPEATED]),
        repeated=_dated(days[Sort.REPEATED]),
        closed=_dated(days[Sort.DONE]),
        ended=_dated(days[Sort.DONE], days[Sort.DROPPED]),
        dated=ever[Sort.DONE] + ever[Sort.DROPPED],
        recent=recent[Sort.DONE],
        clocked_undated=days[Sort.CLOCKED].pop(EVER, 0),
        clocked=_dated(days[Sort.CLOCKED]),
        pages=_dated(days[Sort.READ]),
        effort=ever[Sort.EFFORT_LEFT] + ever[Sort.EFFORT_SPENT],
        effort_left=ever[Sort.EFFORT_LEFT],
    )


def _dated(*counts: Mapping[int, int]) -> dict[date, int]:
    """The sums of days, ascending."""
    sums: dict[int, int] = {}
    for one in counts:
        for day, count in one.items():
            sums[day] = sums.get(day, 0) + count
    return {date.fromordinal(day): sums[day] for day in sorted(sums)}
