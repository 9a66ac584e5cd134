"""The headings that Org exports of a file (org-export--prune-tree), with what it includes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from orgshelf.export.report import Report
from orgshelf.org import reader
from orgshelf.org.export_options import ExportOptions, export_options
from orgshelf.org.inclusion import Inclusion, Placed
from orgshelf.org.lines import Lines
from orgshelf.org.syntax.headline import without_priority
from orgshelf.shelf.classification import classify
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.kinds import Kinds

_ARCHIVED = "ARCHIVE"
_FOOTNOTES = "Footnotes"  # which are shown where they are referred to
#: What a page shows has no kind.
_NO_KINDS = Kinds((), {}, {})


def options_of(entry: Entry) -> ExportOptions:
    """What the entry's file says of its export."""
    return export_options(entry.document.settings.pairs)


def exported(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of one file that Org exports, at least by their headline."""
    if not entries:
        return []
    options = options_of(entries[0])
    selected = selected_places(entries)
    left_out: set[int] = set()
    for entry in entries:
        is_below = entry.parent is not None and entry.parent.index in left_out
        if is_below or _is_left_out(entry, options, selected):
            left_out.add(entry.index)
    return [entry for entry in entries if entry.index not in left_out]


def selected_places(entries: Sequence[Entry]) -> frozenset[int] | None:
    """The places of all in or above the trees that a file selects; None where it selects none."""
    tags = options_of(entries[0]).selected
    found: set[int] = set()
    for entry in entries:
        heading = entry.heading
        if heading.tags and not heading.commented and not tags.isdisjoint(heading.tags):
            found.add(entry.index)
            found.update(above.index for above in entry.ancestors)
    return frozenset(found) or None


def _is_left_out(entry: Entry, options: ExportOptions, selected: frozenset[int] | None) -> bool:
    """Whether Org exports nothing of it, whatever becomes of what is above it.

    ``selected`` are the places of what its file selects, None where it selects nothing.
    """
    heading = entry.heading
    if heading.commented or without_priority(heading.text) == _FOOTNOTES:
        return True
    if not options.excluded.isdisjoint(heading.tags):
        return True
    if selected is not None and entry.index not in selected:
        return True
    if _is_hidden_in_archive(entry, options):
        return True
    keyword = heading.keyword
    return keyword is not None and not options.exports_task(keyword, done=heading.done)


def _is_hidden_in_archive(entry: Entry, options: ExportOptions) -> bool:
    """Whether it is archived and not shown; ``headline``: the tree's own headline alone is."""
    if options.archived == "headline":
        return entry.parent is not None and _ARCHIVED in entry.parent.heading.local_tags
    return not options.archived and _ARCHIVED in entry.heading.local_tags


def included(entries: Iterable[Entry], report: Report) -> Iterator[Entry]:
    """The entries, file by file; those of a file that includes others as it is with them.

    A heading that was taken in is among them if the one is that it stands in.
    """
    inclusion = Inclusion(report.read, report.tell)
    for _, group in groupby(entries, lambda entry: entry.file):
        yield from _of_file(group, inclusion, report)


def _of_file(entries: Iterator[Entry], inclusion: Inclusion, report: Report) -> Iterator[Entry]:
    first = next(entries)
    if not _includes(first):
        yield first
        yield from entries
        return
    wanted = {first.index, *(entry.index for entry in entries)}
    for entry, owner in _including(first, inclusion, report):
        # What is included above all headings goes with the first.
        if (owner or 0) in wanted:
            yield entry


def _includes(entry: Entry) -> bool:
    return any(key == "INCLUDE" for key, _ in entry.document.settings.pairs)


def taken_in(report: Report) -> Mapping[str, Sequence[Entry]]:
    """The headings of all files that include others, as they are with those, by their ids.

    Behind each come the headings that were taken in there and are exported.
    """
    inclusion = Inclusion(report.read, report.tell)
    found: dict[str, list[Entry]] = {}
    for _, group in groupby(filter(_includes, report.library), lambda entry: entry.file):
        entries = list(group)
        own = {entry.index: entry.id for entry in entries}
        placed = list(_including(entries[0], inclusion, report))
        shown = {entry.index for entry in exported([entry for entry, _ in placed])}
        for entry, owner in placed:
            if owner in own and entry.index in shown:
                found.setdefault(own[owner], []).append(entry)
    return found


def _including(
    first: Entry, inclusion: Inclusion, report: Report
) -> Iterator[tuple[Entry, int | None]]:
    """The headings of a file with what it includes, and the place of the own one of each."""
    document = first.document
    placed = inclusion.expanded(document.lines.texts, document.file)
    lines = Lines(tuple(text for text, _ in placed))
    read = reader.read(lines, document.file, org=document.org, setup=report.read)
    entries = classify(read, _NO_KINDS, report.dropped, {})
    yield from zip(entries, _owners(entries, placed), strict=True)


def _owners(entries: Sequence[Entry], placed: Sequence[Placed]) -> Iterator[int | None]:
    """The place, among the headings of the file itself, of each heading's; None above all."""
    owner = -1
    for entry in entries:
        owner += placed[entry.heading.line - 1][1] is not None
        yield owner if owner >= 0 else None
