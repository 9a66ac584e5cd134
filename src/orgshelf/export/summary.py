"""The numbers and groups of a report, which every format shows in its own way."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from orgshelf.export.report import Report
from orgshelf.model import Progress, Status
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.progress import counts

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Counted:
    """Progress and what it counts: ``items``, or ``pages`` of a work that has no parts."""

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
    pending: tuple[Entry, ...]
    finished: tuple[Entry, ...]
    dropped: tuple[Entry, ...]


def count(entry: Entry) -> Counted:
    """Progress of one entry: pages where they tell more than items do."""
    pages = counts.pages(entry) if entry.heading.properties else None
    return Counted(pages, "pages") if pages else Counted(entry.progress)


def summarise(report: Report) -> Summary:
    """Count and group the report's entries; linear but for sorting by date."""
    items = [entry for entry in report.entries if entry.is_item]
    done = [entry for entry in items if entry.heading.done]
    finished = [entry for entry in done if entry.heading.keyword not in report.dropped]
    given_up = [entry for entry in done if entry.heading.keyword in report.dropped]
    return Summary(
        totals=Counted(counts.tally(items, report.dropped)),
        kinds=tuple(_kind_rows(report)),
        works=tuple(_work_rows(report)),
        pending=tuple(entry for entry in items if entry.pending),
        finished=_newest_first(finished),
        dropped=_newest_first(given_up),
    )


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
    return entry.document is other.document and other.place < entry.place < other.stop


def _kind_rows(report: Report) -> Iterator[KindRow]:
    """Kinds in the order of their works; entries that are neither work nor item say nothing."""
    works = works_in(report.entries)
    of_works = dict(grouped(works, lambda work: work.kind))
    items = dict(grouped((e for e in report.entries if e.is_item), lambda entry: entry.kind))
    for kind in dict.fromkeys((*of_works, *items)):
        counted = Counted(counts.tally(items.get(kind, ()), report.dropped))
        yield KindRow(kind, len(of_works.get(kind, ())), counted)


def _work_rows(report: Report) -> Iterator[WorkRow]:
    members = dict(grouped(report.entries, lambda entry: entry.work))
    for work in works_in(report.entries):
        items = counts.tally(members[work], report.dropped)
        pages = counts.pages(work)
        counted = Counted(pages, "pages") if pages else Counted(items)
        yield WorkRow(work, counts.status(work), counted, items.dropped)


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    def moment(entry: Entry) -> datetime:
        return counts.finished_at(entry) or datetime.min

    return tuple(sorted(entries, key=moment, reverse=True))
