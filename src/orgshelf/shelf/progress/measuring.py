"""All numbers at once: entries summed up, and what follows from the sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate
from typing import TypeVar

from orgshelf.model import Progress, Status
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.progress import counts
from orgshelf.shelf.progress.activity import finishes, per_day, streaks
from orgshelf.shelf.progress.forecast import forecast
from orgshelf.shelf.progress.goals import Goal, goal_numbers
from orgshelf.shelf.progress.numbers import GoalNumbers, Measure, Numbers, Stale
from orgshelf.shelf.progress.pace import WEEKS, pace, weekly
from orgshelf.shelf.progress.stale import is_stale, touched
from orgshelf.shelf.progress.sums import Facts, Sums, facts_of, summed

Key = TypeVar("Key", Entry, str)
#: Gives an entry and all below it.
Subtree = Callable[[Entry], Iterable[Entry]]

_ORDER = (Status.IN_PROGRESS, Status.FINISHED, Status.NOT_STARTED, Status.UNTRACKED)


@dataclass(frozen=True, slots=True)
class Work:
    """A work, how far it is, and the day of its last sign of life."""

    entry: Entry
    status: Status
    touched: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a request is about: sums of all and of each kind, and its works.

    ``works`` are in the order that ``ranked`` gives; each has the sums of its entries and
    whether the entry itself is asked for. ``stale`` begin with what was touched first.
    ``*_left_out`` are how many more there are.
    """

    total: Sums
    kinds: Sequence[tuple[str, Sums]]
    works: Sequence[tuple[Work, Sums, bool]]
    stale: Sequence[Work]
    works_left_out: int = 0
    stale_left_out: int = 0


def measure(
    entries: Sequence[Entry],
    subtree: Subtree,
    dropped: frozenset[str],
    now: datetime,
    goals: Sequence[GoalNumbers] = (),
    works: int | None = None,
) -> Numbers:
    """All numbers of some entries; of ``works`` at most so many, and of stale ones too."""
    facts = {entry: facts_of(entry, dropped) for entry in entries}
    by_kind = _grouped(entries, lambda entry: entry.kind)
    by_work = _grouped(entries, lambda entry: entry.work)
    sums = {kind: summed(members, facts, dropped, now) for kind, members in by_kind.items()}
    ordered = ranked([work_of(entry, subtree) for entry in by_work if is_counted(by_work[entry])])
    gone = went_stale(ordered, now.date())
    kinds = dict.fromkeys(entry.kind for entry in entries if is_counted([entry]))
    found = Found(
        sum(sums.values(), Sums()),
        [(kind, sums[kind]) for kind in kinds],
        [_work_sums(work, by_work[work.entry], facts, dropped, now) for work in ordered[:works]],
        gone[:works],
        len(ordered) - len(ordered[:works]),
        len(gone) - len(gone[:works]),
    )
    return concluded(found, goals, now)


def _grouped(
    entries: Iterable[Entry], key: Callable[[Entry], Key | None]
) -> dict[Key, list[Entry]]:
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        if (found := key(entry)) is not None:
            groups.setdefault(found, []).append(entry)
    return groups


def _work_sums(
    work: Work,
    members: Sequence[Entry],
    facts: Mapping[Entry, Facts],
    dropped: frozenset[str],
    now: datetime,
) -> tuple[Work, Sums, bool]:
    return work, summed(members, facts, dropped, now), work.entry in members


def is_counted(members: Iterable[Entry]) -> bool:
    """Whether a group has an item, or a work that is not hidden."""
    return any(e.is_item or (e.role is Role.WORK and not e.hidden) for e in members)


def work_of(entry: Entry, subtree: Subtree) -> Work:
    """A work with what is known of it by all that is below it."""
    texts = ("\n".join(below.lines) for below in subtree(entry))
    return Work(entry, counts.status(entry), touched(texts))


def ranked(works: Iterable[Work]) -> list[Work]:
    """Works in progress, finished, not started, untracked; each with the last touched first."""
    first = date.min
    return sorted(
        works, key=lambda work: (_ORDER.index(work.status), first - (work.touched or first))
    )


def went_stale(works: Iterable[Work], today: date) -> list[Work]:
    """The works in progress that show no sign of life, the one that waited longest first."""
    begun = (work for work in works if work.status is Status.IN_PROGRESS)
    stale = [work for work in begun if is_stale(work.touched, today)]
    return sorted(stale, key=lambda work: work.touched or today)


def goals_of(
    goals: Mapping[str, Goal],
    matching: Callable[[str], Iterable[Entry]],
    dropped: frozenset[str],
    now: datetime,
) -> list[GoalNumbers]:
    """How each goal stands; ``matching`` gives the entries that a query finds."""
    return [
        goal_numbers(name, goal, _finished(matching(goal.query), dropped, now), now)
        for name, goal in goals.items()
    ]


def _finished(entries: Iterable[Entry], dropped: frozenset[str], now: datetime) -> dict[date, int]:
    times = (finish for entry in entries for finish in finishes(entry, dropped))
    return per_day((finish.moment for finish in times if finish.completed), now)


def concluded(found: Found, goals: Sequence[GoalNumbers], now: datetime) -> Numbers:
    """What follows from the sums.

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
    done, paced = (sums.pages, sums.pages) if by_pages else (sums.closed, sums.finished)
    times = _reading_days(sums.pages, today) if by_pages else None
    return replace(
        measure,
        recent=sums.recent,
        clocked_minutes=sum(sums.clocked.values()),
        effort_minutes=sums.effort,
        effort_left_minutes=sums.effort_left,
        pace=pace(paced, today),
        forecast=forecast(remaining, measure.progress.total, done, today, times),
    )


def _reading_days(pages: Mapping[date, int], today: date) -> int:
    """On how many of the last days something was read."""
    return sum(weekly(dict.fromkeys(pages, 1), today, WEEKS))


def _of_work(work: Work, sums: Sums, is_asked: bool, now: datetime) -> Measure:
    entry = work.entry
    pages: Progress | None = counts.pages(entry) if is_asked else None
    measure = Measure(
        entry.heading.title,
        entry.kind,
        pages or sums.progress,
        "pages" if pages else "items",
        id=entry.id,
        status=work.status,
    )
    return _measured(measure, sums, now)


def _stale(work: Work, today: date) -> Stale:
    entry, last = work.entry, work.touched or today
    return Stale(entry.id, entry.heading.title, entry.kind, last, (today - last).days)
