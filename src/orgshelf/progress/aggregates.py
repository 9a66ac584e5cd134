"""The numbers of progress, derived from sums."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import accumulate
from typing import NamedTuple

from orgshelf.model import Status
from orgshelf.progress.days import streaks
from orgshelf.progress.forecast import forecast, pace, weekly
from orgshelf.progress.numbers import GoalNumbers, Measure, Numbers, Stale
from orgshelf.progress.reading import reading
from orgshelf.progress.sums import Sums
from orgshelf.shelf.entries import Entry


class Work(NamedTuple):
    """A work, how far it is, and the day of its last sign of life."""

    entry: Entry
    status: Status
    touched: date | None


class Aggregates(NamedTuple):
    """The sums of all headings that are asked for and of each kind, and their works.

    ``works`` are in the order of ``Numbers.works``; each has the sums of its entries and
    whether the entry itself is asked for. ``stale`` begin with what was touched first.
    ``*_left_out`` are how many more there are.
    """

    total: Sums
    kinds: Sequence[tuple[str, Sums]]
    works: Sequence[tuple[Work, Sums, bool]]
    stale: Sequence[Work]
    works_left_out: int = 0
    stale_left_out: int = 0


def derive_numbers(found: Aggregates, goals: Sequence[GoalNumbers], now: datetime) -> Numbers:
    """All numbers that follow from the sums.

    Undated are the done items without a known day. The burn-up is, for each day that has one,
    the undated and all that ended until then; it ends at the done of ``total``, less what is
    stamped with a day to come.
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
    """A measure with all that follows from sums; its progress is known already."""
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
    """On how many of the last days something was read."""
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
