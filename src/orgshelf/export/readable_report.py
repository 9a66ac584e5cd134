"""The parts of the progress report for readers, independent of the markup."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from orgshelf.export.prose import Block, notes_by_work
from orgshelf.export.report import Report
from orgshelf.export.summary import Summary, pending_items, summarise
from orgshelf.progress.counts import finished_at
from orgshelf.shelf.entries import Entry


@dataclass(frozen=True, slots=True)
class Markup:
    """How a format writes each part; ``head`` takes the number of pending items.

    ``heading`` makes a heading of a level, from 1; ``heading_words`` and ``item`` are an entry's
    title in a heading and in a list, where its work follows.
    """

    head: Callable[[Report, Summary, int], Iterable[str]]
    kinds: Callable[[Summary], Iterable[str]]
    works: Callable[[Summary], Iterable[str]]
    pending: Callable[[Sequence[Entry], date], Iterable[str]]
    heading: Callable[[int, str], str]
    heading_words: Callable[[Entry], str]
    item: Callable[[Entry], str]
    block: Callable[[Block], Iterable[str]]


def readable_report(report: Report, markup: Markup) -> str:
    """The report; ends in one line end."""
    summary, pending = summarise(report), pending_items(report)
    lines = [
        *markup.head(report, summary, len(pending)),
        *markup.kinds(summary),
        *markup.works(summary),
        *markup.pending(pending, report.generated.date()),
        *_finished("Finished", summary.finished, markup),
        *_finished("Given up", summary.dropped, markup),
        *(_notes(report, markup) if report.notes_text else ()),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _finished(name: str, entries: Sequence[Entry], markup: Markup) -> Iterator[str]:
    if entries:
        yield from (markup.heading(1, f"{name} ({len(entries)})"), "")
        yield from (*_by_date(entries, markup.item), "")


def _by_date(entries: Sequence[Entry], describe: Callable[[Entry], str]) -> Iterator[str]:
    """Finished items as a list in order: those with a date, and the number of those without."""
    undated = 0
    for entry in entries:
        if moment := finished_at(entry):
            yield f"- {moment.date().isoformat()} {describe(entry)}"
        else:
            undated += 1
    if undated:
        yield f"- {undated} without a date"


def _notes(report: Report, markup: Markup) -> Iterator[str]:
    found = notes_by_work(report)
    if found:
        yield from (markup.heading(1, "Notes"), "")
    for work, notes in found:
        yield from (markup.heading(2, markup.heading_words(work)), "")
        for entry, blocks in notes:
            if entry is not work:
                yield from (markup.heading(3, markup.heading_words(entry)), "")
            for block in blocks:
                yield from (*markup.block(block), "")
