"""The totals and groups of a report, as every format shows them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from orgshelf.export.report import Report
from orgshelf.model import Progress, Status
from orgshelf.progress import counts
from orgshelf.progress.reading import reading
from orgshelf.shelf.entries import Entry

T = TypeVar("T")
K = TypeVar("K")


class Counted(NamedTuple):
    """Progress with its unit: ``items``, or ``pages``, ``minutes`` or ``percent`` of a work."""

    progress: Progress
    unit: str = "items"


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind: the number of its works in the report, and the progress of its items."""

    kind: str
    works: int
    counted: Counted


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work in the report, with the progress of its items that are in the report.

    ``dropped`` counts items even if the progress is in pages.
    """

    work: Entry
    status: Status
    counted: Counted
    dropped: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The totals of a report.

    ``finished`` and ``dropped``, which are disjoint, begin with the newest item and end with those
    without a date.
    """

    totals: Counted
    kinds: tuple[KindRow, ...]
    works: tuple[WorkRow, ...]
    finished: tuple[Entry, ...]
    dropped: tuple[Entry, ...]


def count(entry: Entry) -> Counted:
    """The progress of one entry: how far a work has been read, else its items."""
    read = reading(entry)
    return Counted(*read) if read else Counted(entry.progress)


class Tally:
    """Counts entries one by one, and keeps only works and finished items."""

    def __init__(self) -> None:
        """Start at zero."""
        self._kinds: dict[str, list[int]] = {}
        self._works: dict[Entry, list[int]] = {}
        self._finished: list[Entry] = []
        self._given_up: list[Entry] = []

    def counting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Count entries while they are iterated over."""
        for entry in entries:
            self._add(entry)
            yield entry

    def _add(self, entry: Entry) -> None:
        counts = []
        if work := entry.work:
            counts.append(self._works.setdefault(work, [0, 0, 0]))
        if entry.heading.keyword is None:
            return
        counts.append(self._kinds.setdefault(entry.kind, [0, 0, 0]))
        done, given_up = entry.heading.done, entry.given_up
        for numbers in counts:
            numbers[0] += done
            numbers[1] += 1
            numbers[2] += given_up
        if done:
            (self._given_up if given_up else self._finished).append(entry)

    def summary(self) -> Summary:
        """The totals of the entries so far; linear except for sorting by date."""
        kinds = {kind: Progress(*numbers) for kind, numbers in self._kinds.items()}
        return Summary(
            totals=Counted(sum(kinds.values(), Progress())),
            kinds=tuple(self._kind_rows(kinds)),
            works=tuple(self._work_rows()),
            finished=_newest_first(self._finished),
            dropped=_newest_first(self._given_up),
        )

    def _kind_rows(self, items: Mapping[str, Progress]) -> Iterator[KindRow]:
        """The kinds in the order of their works, then those of other items."""
        works = Counter(work.kind for work in self._works)
        for kind in dict.fromkeys((*works, *items)):
            yield KindRow(kind, works[kind], Counted(items.get(kind, Progress())))

    def _work_rows(self) -> Iterator[WorkRow]:
        for _, works in grouped(self._works, lambda work: work.kind):
            for work in works:
                items, read = Progress(*self._works[work]), reading(work)
                counted = Counted(*read) if read else Counted(items)
                yield WorkRow(work, counts.status(work), counted, items.dropped)


def summarise(report: Report) -> Summary:
    """Count and group the report's entries."""
    tally = Tally()
    for _ in tally.counting(report.entries):
        pass
    return tally.summary()


def pending_items(report: Report) -> Sequence[Entry]:
    """The pending items of the report."""
    return [entry for entry in report.entries if entry.pending]


def works_in(entries: Iterable[Entry]) -> list[Entry]:
    """The works that the entries are or belong to, grouped by kind, in order of appearance."""
    works = list(dict.fromkeys(entry.work for entry in entries if entry.work))
    return [work for _, group in grouped(works, lambda work: work.kind) for work in group]


def grouped(values: Iterable[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    """The values grouped by key, in order of appearance."""
    groups: dict[K, list[T]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return list(groups.items())


def pending_by_work(entries: Iterable[Entry]) -> Iterator[tuple[Entry | None, list[Entry]]]:
    """Entries by work; the first group, of None, are those without other parts of their work."""
    groups = grouped(entries, lambda entry: entry.work)
    alone = [entry for work, parts in groups if work is None or parts == [work] for entry in parts]
    if alone:
        yield None, alone
    yield from ((work, parts) for work, parts in groups if work and parts != [work])


def nested(entries: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each entry with its depth: the number of its ancestors right before it."""
    above: list[Entry] = []
    for entry in entries:
        while above and not _stands_under(entry, above[-1]):
            above.pop()
        yield len(above), entry
        above.append(entry)


def _stands_under(entry: Entry, other: Entry) -> bool:
    return entry.document is other.document and other.index < entry.index < other.end


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    def moment(entry: Entry) -> datetime:
        return counts.finished_at(entry) or datetime.min

    return tuple(sorted(entries, key=moment, reverse=True))
