"""The sums over facts, and the numbers of progress derived from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import accumulate
from typing import NamedTuple

from orgshelf.model import Progress, Status
from orgshelf.progress.counts import RECENT_DAYS
from orgshelf.progress.days import streaks
from orgshelf.progress.facts import EVER, Fact, Sort, day_and_minute
from orgshelf.progress.forecast import forecast, pace, weekly
from orgshelf.progress.numbers import GoalNumbers, Measure, Numbers, Stale
from orgshelf.progress.reading import reading
from orgshelf.shelf.entries import Entry

Days = Mapping[date, int]


#: The amounts of facts of one sort and day: sort, day, amount until now, recent amount, and amount
#: including the future.
Count = tuple[int, int, int, int, int]


class Sums(NamedTuple):
    """The sums over some entries; days are ascending, not in the future, and not empty.

    ``finished`` counts all completions of items, ``repeated`` those of repeating items, ``closed``
    the items that are still done, and ``ended`` these and those given up. ``dated`` is the number
    of done items with a known day, even a future one; ``recent`` were closed in the last
    RECENT_DAYS days. ``clocked_undated`` are the minutes of clocks without times.
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
    """The amounts of each fact."""
    until, since = day_and_minute(now), recent_from(now)
    for sort, day, minute, amount in facts:
        is_past = (day, minute) <= until
        is_recent = is_past and (day, minute) > since
        yield sort, day, amount * is_past, amount * is_recent, amount


def recent_from(now: datetime) -> tuple[int, int]:
    """The last moment before the RECENT_DAYS days."""
    day, minute = day_and_minute(now)
    return day - RECENT_DAYS, minute


def summed(progress: Progress, counts: Iterable[Count]) -> Sums:
    """The sums of counts, with a progress that is known already."""
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
    """The counts of each day added up, ascending."""
    sums: dict[int, int] = {}
    for one in counts:
        for day, count in one.items():
            sums[day] = sums.get(day, 0) + count
    return {date.fromordinal(day): sums[day] for day in sorted(sums)}


class Work(NamedTuple):
    """A work, its status, and the day on which it was last touched."""

    entry: Entry
    status: Status
    touched: date | None


class Aggregates(NamedTuple):
    """The sums of all selected entries, of each kind, and of each work.

    ``works`` are in the order of ``Numbers.works``; each has the sums of its entries and whether
    its own entry is selected. ``stale`` begins with the work that was touched first. ``*_left_out``
    is how many more there are.
    """

    total: Sums
    kinds: Sequence[tuple[str, Sums]]
    works: Sequence[tuple[Work, Sums, bool]]
    stale: Sequence[Work]
    works_left_out: int = 0
    stale_left_out: int = 0


def derive_numbers(found: Aggregates, goals: Sequence[GoalNumbers], now: datetime) -> Numbers:
    """All numbers, derived from the sums.

    undated = the done items without a known day. burn_up = for each day with an end, the undated
    items and all that ended until then.
    """
    total = found.total
    undated = total.progress.done - total.dated
    ended = accumulate(total.ended.values(), initial=undated)
    next(ended)
    return Numbers(
        now=now,
        total=_measured(Measure("all", None, total.progress), total, now),
        kinds=[_measured(Measure(kind, kind, of.progress), of, now) for kind, of in found.kinds],
        works=[_of_work(*work, now) for work in found.works],
        finished=total.finished,
        repeated=total.repeated,
        clocked=total.clocked,
        pages=total.pages,
        undated=undated,
        burn_up=list(zip(total.ended, ended, strict=True)),
        streaks=streaks(total.finished, now.date()),
        goals=goals,
        stale=[_stale(work, now.date()) for work in found.stale],
        works_left_out=found.works_left_out,
        stale_left_out=found.stale_left_out,
    )


def _measured(measure: Measure, sums: Sums, now: datetime) -> Measure:
    """A measure completed from sums."""
    by_pages, today = measure.unit == "pages", now.date()
    remaining = measure.progress.total - measure.progress.done
    done = sums.pages if by_pages else sums.closed
    times = _reading_days(sums.pages, today) if by_pages else None
    return replace(
        measure,
        recent=sums.recent,
        clocked_minutes=sum(sums.clocked.values()) + sums.clocked_undated,
        effort_minutes=sums.effort,
        effort_left_minutes=sums.effort_left,
        pace=pace(done, today),
        forecast=forecast(remaining, measure.progress.total, done, today, times),
    )


def _reading_days(pages: Mapping[date, int], today: date) -> int:
    """The number of recent days on which pages were read."""
    return sum(weekly(dict.fromkeys(pages, 1), today))


def _of_work(work: Work, sums: Sums, is_asked: bool, now: datetime) -> Measure:
    entry = work.entry
    read = reading(entry) if is_asked else None
    measure = Measure(
        entry.heading.title,
        entry.kind,
        read.progress if read else sums.progress,
        read.unit if read else "items",
        id=entry.id,
        status=work.status,
    )
    return _measured(measure, sums, now)


def _stale(work: Work, today: date) -> Stale:
    entry, last = work.entry, work.touched or today
    return Stale(entry.id, entry.heading.title, entry.kind, last, (today - last).days)
