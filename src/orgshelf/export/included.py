"""Entries of files that have taken in what they include."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from orgshelf.export.report import Report
from orgshelf.org import reader
from orgshelf.org.inclusion import Inclusion, Placed
from orgshelf.org.lines import Lines
from orgshelf.shelf.classification import classify
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.kinds import Kinds

#: What a page shows has no kind.
_NO_KINDS = Kinds((), {}, {})


def included(entries: Iterable[Entry], report: Report) -> Iterator[Entry]:
    """The entries, file by file; those of a file that includes others as it is with them.

    A heading that was taken in is among them if the one is that it stands in.
    """
    inclusion = Inclusion(report.read, report.tell)
    for _, group in groupby(entries, lambda entry: entry.file):
        yield from _of_file(group, inclusion, report)


def _of_file(entries: Iterator[Entry], inclusion: Inclusion, report: Report) -> Iterator[Entry]:
    first = next(entries)
    if any(key == "INCLUDE" for key, _ in first.document.settings.pairs):
        wanted = {first.index, *(entry.index for entry in entries)}
        yield from _including(first, wanted, inclusion, report)
    else:
        yield first
        yield from entries


def _including(
    first: Entry, wanted: set[int], inclusion: Inclusion, report: Report
) -> Iterator[Entry]:
    """The headings of a file with what it includes that stand in a wanted one of its own."""
    document = first.document
    placed = inclusion.expanded(document.lines.texts, document.file)
    lines = Lines(tuple(text for text, _ in placed))
    read = reader.read(lines, document.file, org=document.org, setup=report.read)
    entries = classify(read, _NO_KINDS, report.dropped, {})
    for entry, owner in zip(entries, _owners(entries, placed), strict=True):
        # What is included above all headings goes with the first.
        if (owner or 0) in wanted:
            yield entry


def _owners(entries: Sequence[Entry], placed: Sequence[Placed]) -> Iterator[int | None]:
    """The place, among the headings of the file itself, of each heading's; None above all."""
    owner = -1
    for entry in entries:
        owner += placed[entry.heading.line - 1][1] is not None
        yield owner if owner >= 0 else None
