"""A year in works: what was finished, how long it took, and statistics."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from orgshelf.model import Status
from orgshelf.progress.counts import finished_at, status
from orgshelf.progress.days import between, streaks
from orgshelf.progress.facts import Sort, facts_of, finishes, repeats
from orgshelf.progress.numbers import Numbers, without_repeats
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.kinds import Kinds
from orgshelf.shelf.property_names import value_of
from orgshelf.shelf.property_values import page_count, stars
from orgshelf.shelf.titles import credits_of

#: Headings with one of these tags are not shown to others.
PRIVATE_TAGS = frozenset(("noexport", "private"))
_MONTHS = 12
#: Facts that show that a work was being read, beside the states in its log.
_SIGNS = (Sort.CLOCKED, Sort.READ, Sort.AGAIN, Sort.DONE)


class FinishedWork(NamedTuple):
    """A work that was finished on a ``day``; ``started`` is the first day of activity before.

    ``pages`` is its length, ``rating`` is from 0 to 5, ``tags`` are without those of its kind.
    ``id`` is the heading's whole hash.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    kind: str
    tags: tuple[str, ...]
    day: date
    started: date | None
    pages: int | None
    rating: float | None

    @property
    def days(self) -> int | None:
        """The number of days it took, the first and the last included."""
        return (self.day - self.started).days + 1 if self.started else None


@dataclass(frozen=True, slots=True)
class YearReview:
    """The statistics of a year; ``until`` is its last day, or today in the current year.

    ``works`` are in the order in which they were finished; one that was read twice is listed
    twice, a repeating task never. ``items`` is the number of finished items, without ``repeats``,
    the completions of repeating tasks. ``pages`` were read according to the log, ``minutes`` were
    clocked. ``streak`` is the longest run of days with something finished, ``days`` the number of
    such days.
    """

    year: int
    until: date
    works: Sequence[FinishedWork]
    given_up: int
    items: int
    repeats: int
    pages: int
    minutes: int
    streak: int
    days: int

    @property
    def months(self) -> tuple[int, ...]:
        """The number of works finished in each month."""
        found = Counter(work.day.month for work in self.works)
        return tuple(found[month] for month in range(1, _MONTHS + 1))

    @property
    def pages_of_works(self) -> int:
        """The pages of the finished works together, as far as known."""
        return sum(work.pages or 0 for work in self.works)

    @property
    def longest(self) -> FinishedWork | None:
        """The work with the most pages."""
        known = [work for work in self.works if work.pages]
        return max(known, key=lambda work: work.pages or 0, default=None)

    @property
    def fastest(self) -> FinishedWork | None:
        """The work that took the fewest days, the longest of several."""
        known = [work for work in self.works if work.days]
        return min(known, key=lambda work: (work.days or 0, -(work.pages or 0)), default=None)

    @property
    def best(self) -> Sequence[FinishedWork]:
        """The works with the best rating, if that is more than half of the scale."""
        top = max((work.rating or 0 for work in self.works), default=0)
        return [work for work in self.works if work.rating == top] if top > 2.5 else []

    @property
    def kinds(self) -> Sequence[tuple[str, int]]:
        """The number of works of each kind, the most first."""
        return _counted(work.kind for work in self.works)

    @property
    def tags(self) -> Sequence[tuple[str, int]]:
        """The number of works with each tag, the most first."""
        return _counted(tag for work in self.works for tag in work.tags)

    @property
    def authors(self) -> Sequence[tuple[str, int]]:
        """The number of works of each author, the most first."""
        return _counted(name for work in self.works for name in dict.fromkeys(work.authors))


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0].casefold()))


class _Signs(NamedTuple):
    """The days with activity on a work or its parts, and those on which parts were finished."""

    days: set[date]
    ends: set[date]


def review_year(
    entries: Iterable[Entry],
    numbers: Numbers,
    year: int,
    kinds: Kinds,
    dropped: frozenset[str],
    *,
    private: bool = False,
) -> YearReview:
    """Review a year, from the entries in the order of the notes and from their numbers.

    Commented entries are left out; so are those tagged ``private`` or ``noexport``, unless
    ``private`` includes them, for the owner alone.
    """
    first, last = date(year, 1, 1), min(date(year, 12, 31), numbers.now.date())
    hidden = frozenset[str]() if private else PRIVATE_TAGS
    shown = [e for e in entries if not (e.heading.commented or hidden & {*e.heading.tags})]
    signs = _signs_by_work(shown, dropped)
    works = [e for e in shown if e.id in signs and not repeats(e)]
    ends = [
        end
        for work in works
        for end in _finished(work, signs[work.id], kinds, dropped)
        if first <= end.day <= last
    ]
    days = between(numbers.finished, first, last)
    return YearReview(
        year,
        last,
        sorted(ends, key=lambda end: end.day),
        sum(1 for work in works if _given_up_within(work, first, last)),
        sum(between(without_repeats(numbers), first, last).values()),
        sum(between(numbers.repeated, first, last).values()),
        sum(between(numbers.pages, first, last).values()),
        sum(between(numbers.clocked, first, last).values()),
        streaks(days, last).days_longest,
        len(days),
    )


def _signs_by_work(entries: Iterable[Entry], dropped: frozenset[str]) -> Mapping[str, _Signs]:
    found: dict[str, _Signs] = {}
    for entry in entries:
        if (work := entry.work) is not None:
            signs = found.setdefault(work.id, _Signs(set(), set()))
            signs.days.update(_days_of(entry, dropped, is_work=entry is work))
            if entry.is_item and entry is not work:
                signs.ends.update(end.moment.date() for end in finishes(entry, dropped))
    return found


def _days_of(entry: Entry, dropped: frozenset[str], *, is_work: bool) -> Iterator[date]:
    """The days of clocks, pages and state changes; for a part also those of its completion."""
    for fact in facts_of(entry, dropped):
        is_end = fact.sort in (Sort.AGAIN, Sort.DONE)
        if fact.sort in _SIGNS and not (is_work and is_end):
            yield date.fromordinal(fact.day)
    done = entry.document.settings.keywords.done
    for change in contents.history(entry) if "State " in entry.text else ():
        if change.state and change.state not in done and change.when.day:
            yield change.when.day


def _finished(
    work: Entry, signs: _Signs, kinds: Kinds, dropped: frozenset[str]
) -> Iterator[FinishedWork]:
    """Every time that a work was finished; without a keyword, when its last part was."""
    if work.is_item:
        ends = [end.moment.date() for end in finishes(work, dropped) if end.completed]
    else:
        ends = [max(signs.ends)] if status(work) is Status.FINISHED and signs.ends else []
    before = date.min
    for end in ends:
        started = min((day for day in signs.days if before < day <= end), default=None)
        yield _as_finished(work, end, started, kinds)
        before = end


def _as_finished(work: Entry, day: date, started: date | None, kinds: Kinds) -> FinishedWork:
    heading = work.heading
    by = credits_of(heading)
    return FinishedWork(
        work.id,
        by.title,
        by.authors,
        work.kind,
        tuple(tag for tag in heading.tags if kinds.of_tags([tag]) is None),
        day,
        started,
        page_count(value_of(heading, "PAGES") or ""),
        stars(value_of(heading, "RATING") or ""),
    )


def _given_up_within(work: Entry, first: date, last: date) -> bool:
    moment = finished_at(work)
    return work.given_up and moment is not None and first <= moment.date() <= last
