"""The numbers and groups of a report, which every format shows in its own way."""

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
    """Progress and what it counts: ``items``, or ``pages``, ``minutes``, ``percent`` of a work."""

    progress: Progress
    unit: str = "items"


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind: how many works of it are in the report, and its items."""

    kind: str
    works: int
    counted: Counted


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One work that is itself or by a part in the report, with those items that are.

    ``dropped`` are items also where pages are counted.
    """

    work: Entry
    status: Status
    counted: Counted
    dropped: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a report says of its items.

    ``finished`` and ``dropped`` have those with a CLOSED stamp first, the newest first; the
    dropped ones are not among the finished.
    """

    totals: Counted
    kinds: tuple[KindRow, ...]
    works: tuple[WorkRow, ...]
    finished: tuple[Entry, ...]
    dropped: tuple[Entry, ...]


def count(entry: Entry) -> Counted:
    """Progress of one entry: pages where they tell more than items do."""
    read = reading(entry)
    return Counted(*read) if read else Counted(entry.progress)


class Tally:
    """Counts entries as they go by, and keeps of them works and what is done with."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kinds: dict[str, list[int]] = {}
        self._works: dict[Entry, list[int]] = {}
        self._finished: list[Entry] = []
        self._given_up: list[Entry] = []

    def counting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, each of them counted."""
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
        """All that is said of the entries so far; linear but for sorting by date."""
        kinds = {kind: Progress(*numbers) for kind, numbers in self._kinds.items()}
        return Summary(
            totals=Counted(sum(kinds.values(), Progress())),
            kinds=tuple(self._kind_rows(kinds)),
            works=tuple(self._work_rows()),
            finished=_newest_first(self._finished),
            dropped=_newest_first(self._given_up),
        )

    def _kind_rows(self, items: Mapping[str, Progress]) -> Iterator[KindRow]:
        """Kinds in the order of their works; entries that are neither work nor item say nothing."""
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
    """The items of the report that are still to do."""
    return [entry for entry in report.entries if entry.pending]


def works_in(entries: Iterable[Entry]) -> list[Entry]:
    """The works that the entries are or belong to, kinds together, in the order they appear."""
    works = list(dict.fromkeys(entry.work for entry in entries if entry.work))
    return [work for _, group in grouped(works, lambda work: work.kind) for work in group]


def grouped(values: Iterable[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    """The values by key, groups and members in the order they appear."""
    groups: dict[K, list[T]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return list(groups.items())


def pending_by_work(entries: Iterable[Entry]) -> Iterator[tuple[Entry | None, list[Entry]]]:
    """Entries by their work; first, under None, all works without pending parts at once."""
    groups = grouped(entries, lambda entry: entry.work)
    alone = [entry for work, parts in groups if work is None or parts == [work] for entry in parts]
    if alone:
        yield None, alone
    yield from ((work, parts) for work, parts in groups if work and parts != [work])


def nested(entries: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each entry with its depth below those right before it that it stands under."""
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
