"""What is counted of entries before anything is concluded from it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from orgshelf.model import Progress
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.progress.activity import Finish, finishes, per_day
from orgshelf.shelf.progress.counts import RECENT_DAYS, tally
from orgshelf.shelf.progress.pages import pages_read
from orgshelf.shelf.progress.times import Effort, clocked_days, effort

Days = Mapping[date, int]


def _none() -> Days:
    return {}


@dataclass(frozen=True, slots=True)
class Facts:
    """What one entry says of itself, whatever the day is."""

    finishes: tuple[Finish, ...]
    clocked: tuple[tuple[date, int], ...]
    pages: tuple[tuple[date, int], ...]
    effort: Effort | None


@dataclass(frozen=True, slots=True)
class Sums:
    """What some entries say together, until now; the days ascend and none is empty.

    ``finished`` counts each time an item was, ``closed`` the items that are done since, and
    ``ended`` these and those given up. ``dated`` are all done items with a known day, even if
    it is still to come; ``recent`` were closed in the last RECENT_DAYS days.
    """

    progress: Progress = field(default_factory=Progress)
    finished: Days = field(default_factory=_none)
    closed: Days = field(default_factory=_none)
    ended: Days = field(default_factory=_none)
    dated: int = 0
    recent: int = 0
    clocked: Days = field(default_factory=_none)
    pages: Days = field(default_factory=_none)
    effort: int = 0
    effort_left: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.progress + other.progress,
            added((self.finished, other.finished)),
            added((self.closed, other.closed)),
            added((self.ended, other.ended)),
            self.dated + other.dated,
            self.recent + other.recent,
            added((self.clocked, other.clocked)),
            added((self.pages, other.pages)),
            self.effort + other.effort,
            self.effort_left + other.effort_left,
        )


def added(several: Iterable[Days]) -> dict[date, int]:
    """The sums of days, ascending."""
    sums: Counter[date] = Counter()
    for days in several:
        sums.update(days)
    return dict(sorted(sums.items()))


def facts_of(entry: Entry, dropped: frozenset[str]) -> Facts:
    """All that is counted of an entry."""
    text = entry.text
    return Facts(
        finishes(entry, dropped),
        tuple(clocked_days(entry)) if "CLOCK:" in text else (),
        tuple(pages_read(entry)),
        effort(entry),
    )


def summed(
    entries: Iterable[Entry], facts: Mapping[Entry, Facts], dropped: frozenset[str], now: datetime
) -> Sums:
    """The sums of some entries."""
    members = list(entries)
    known = [facts[entry] for entry in members]
    done = [finish for of_one in known for finish in of_one.finishes]
    final = [finish for finish in done if finish.final]
    closed = [finish.moment for finish in final if finish.completed]
    efforts = [of_one.effort for of_one in known if of_one.effort]
    return Sums(
        tally(members, dropped),
        per_day((finish.moment for finish in done if finish.completed), now),
        per_day(closed, now),
        per_day((finish.moment for finish in final), now),
        len(final),
        sum(_is_recent(moment, now) for moment in closed),
        _until(now, (pair for of_one in known for pair in of_one.clocked)),
        _until(now, (pair for of_one in known for pair in of_one.pages)),
        sum(estimate.minutes for estimate in efforts),
        sum(estimate.minutes for estimate in efforts if estimate.left),
    )


def _is_recent(moment: datetime, now: datetime) -> bool:
    return moment <= now and now - moment < timedelta(days=RECENT_DAYS)


def _until(now: datetime, pairs: Iterable[tuple[date, int]]) -> dict[date, int]:
    """The sums per day of what is not still to come."""
    sums: Counter[date] = Counter()
    for day, count in pairs:
        if day <= now.date():
            sums[day] += count
    return dict(sorted(sums.items()))
