"""The headings of a file that Org exports (org-export--prune-tree), after ``#+INCLUDE``."""

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
_FOOTNOTES = "Footnotes"  # a section that only holds definitions
# A page shows no kinds.
_NO_KINDS = Kinds((), {}, {})


def options_of(entry: Entry) -> ExportOptions:
    """The export options of the entry's file."""
    return export_options(entry.document.settings.pairs)


def exported(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of one file that Org exports, if only their headline."""
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
    """The indexes of the entries in and above trees with a select tag; None without such trees."""
    tags = options_of(entries[0]).selected
    found: set[int] = set()
    for entry in entries:
        heading = entry.heading
        if heading.tags and not heading.commented and not tags.isdisjoint(heading.tags):
            found.add(entry.index)
            found.update(above.index for above in entry.ancestors)
    return frozenset(found) or None


def _is_left_out(entry: Entry, options: ExportOptions, selected: frozenset[int] | None) -> bool:
    """Whether Org leaves out the entry, regardless of its ancestors.

    ``selected`` is the result of ``selected_places`` for its file.
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
    """Whether it is archived and left out; ``arch:headline`` still exports the tree's headline."""
    if options.archived == "headline":
        return entry.parent is not None and _ARCHIVED in entry.parent.heading.local_tags
    return not options.archived and _ARCHIVED in entry.heading.local_tags


def included(entries: Iterable[Entry], report: Report) -> Iterator[Entry]:
    """The entries, with those of included files in place of their ``#+INCLUDE`` lines.

    An included heading is yielded if the heading with the ``#+INCLUDE`` line is wanted.
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
        # What is included above all headings belongs to the first.
        if (owner or 0) in wanted:
            yield entry


def _includes(entry: Entry) -> bool:
    return any(key == "INCLUDE" for key, _ in entry.document.settings.pairs)


def taken_in(report: Report) -> Mapping[str, Sequence[Entry]]:
    """By the id of each heading of a file with ``#+INCLUDE``: the heading after inclusion.

    It is followed by the exported headings that were included in it.
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
    """The headings of a file after inclusion, each with its owner (see ``_owners``)."""
    document = first.document
    placed = inclusion.expanded(document.lines.texts, document.file)
    lines = Lines(tuple(text for text, _ in placed))
    read = reader.read(lines, document.file, org=document.org, setup=report.read)
    entries = classify(read, _NO_KINDS, report.dropped, {})
    yield from zip(entries, _owners(entries, placed), strict=True)


def _owners(entries: Sequence[Entry], placed: Sequence[Placed]) -> Iterator[int | None]:
    """For each heading the index of the own heading of the file that it is in; None above them."""
    owner = -1
    for entry in entries:
        owner += placed[entry.heading.line - 1][1] is not None
        yield owner if owner >= 0 else None
