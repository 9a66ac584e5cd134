"""All numbers at once, summed over entries one by one."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from typing import TypeVar

from orgshelf.model import Status
from orgshelf.progress.aggregates import Aggregates, Sums, Work, counted, derive_numbers, summed
from orgshelf.progress.counts import is_counted, rank, status, tally
from orgshelf.progress.facts import days_in, facts_of, finishes, is_stale, touched
from orgshelf.progress.numbers import GoalNumbers, Numbers
from orgshelf.shelf.entries import Entry

Key = TypeVar("Key", Entry, str)
#: Gives an entry and all below it.
Subtree = Callable[[Entry], Iterable[Entry]]


def measure(
    entries: Sequence[Entry],
    subtree: Subtree,
    dropped: frozenset[str],
    now: datetime,
    goals: Sequence[GoalNumbers] = (),
    works: int | None = None,
) -> Numbers:
    """All numbers of some entries; of ``works`` at most so many, and of stale ones too."""
    facts = {entry: list(counted(facts_of(entry, dropped), now)) for entry in entries}

    def sums(members: Sequence[Entry]) -> Sums:
        return summed(tally(members), chain.from_iterable(facts[entry] for entry in members))

    by_kind = _grouped(entries, lambda entry: entry.kind)
    by_work = _grouped(entries, lambda entry: entry.work)
    listed = [entry for entry, members in by_work.items() if any(map(is_counted, members))]
    ordered = ranked([work_of(entry, subtree) for entry in _in_order(listed)])
    gone = went_stale(ordered, now.date())
    kinds = dict.fromkeys(entry.kind for entry in entries if is_counted(entry))
    found = Aggregates(
        sums(entries),
        [(kind, sums(by_kind[kind])) for kind in kinds],
        [_with_sums(work, by_work[work.entry], sums) for work in ordered[:works]],
        gone[:works],
        len(ordered) - len(ordered[:works]),
        len(gone) - len(gone[:works]),
    )
    return derive_numbers(found, goals, now)


def _grouped(
    entries: Iterable[Entry], key: Callable[[Entry], Key | None]
) -> dict[Key, list[Entry]]:
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        if (found := key(entry)) is not None:
            groups.setdefault(found, []).append(entry)
    return groups


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, whose files are in order, as they stand in the notes."""
    files = {file: n for n, file in enumerate(dict.fromkeys(entry.file for entry in entries))}
    return sorted(entries, key=lambda entry: (files[entry.file], entry.index))


def _with_sums(
    work: Work, members: Sequence[Entry], sums: Callable[[Sequence[Entry]], Sums]
) -> tuple[Work, Sums, bool]:
    return work, sums(members), work.entry in members


def work_of(entry: Entry, subtree: Subtree) -> Work:
    """A work with what is known of it by all that is below it."""
    days = (day for below in subtree(entry) for day in days_in("\n".join(below.lines)))
    return Work(entry, status(entry), touched(days))


def ranked(works: Iterable[Work]) -> list[Work]:
    """Works in progress, finished, not started, untracked; each with the last touched first."""

    def key(work: Work) -> tuple[int, int]:
        return rank(work.status), -work.touched.toordinal() if work.touched else 0

    return sorted(works, key=key)


def went_stale(works: Iterable[Work], today: date) -> list[Work]:
    """The works in progress that show no sign of life, the one that waited longest first."""
    begun = (work for work in works if work.status is Status.IN_PROGRESS)
    stale = [work for work in begun if is_stale(work.touched, today)]
    return sorted(stale, key=lambda work: work.touched or today)


def finished(entries: Iterable[Entry], dropped: frozenset[str], now: datetime) -> dict[date, int]:
    """How many of the entries were finished on each day until now."""
    times = (finish for entry in entries for finish in finishes(entry, dropped))
    return per_day((finish.moment for finish in times if finish.completed), now)


def per_day(moments: Iterable[datetime], now: datetime) -> dict[date, int]:
    """How many of the moments until now each day has, ascending, without empty days."""
    return dict(sorted(Counter(moment.date() for moment in moments if moment <= now).items()))
