"""The headings that Org exports of a file (org-export--prune-tree)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from orgshelf.export.report import Report
from orgshelf.org.export_options import ExportOptions, export_options
from orgshelf.shelf.entries import Entry


def options_of(entry: Entry) -> ExportOptions:
    """What the entry's file says of its export."""
    return export_options(entry.document.settings.pairs)


def as_exported(report: Report) -> Report:
    """The report without what Org exports nothing of."""
    library = exported(report.library)
    kept = {(entry.file, entry.index) for entry in library}
    entries = [entry for entry in report.entries if (entry.file, entry.index) in kept]
    return replace(report, entries=entries, library=library)


def exported(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that Org exports, at least by their headline."""
    entries = list(entries)
    selected = _selected(entries)
    return [entry for entry in entries if not _is_left_out(entry, selected.get(entry.file))]


def _is_left_out(entry: Entry, selected: frozenset[int] | None) -> bool:
    """Whether Org exports nothing of it, by itself or by a heading above it.

    ``selected`` are the places of what its file selects, None where it selects nothing.
    """
    heading, options = entry.heading, options_of(entry)
    if heading.commented or not options.excluded.isdisjoint(heading.tags):
        return True
    if selected is not None and entry.index not in selected:
        return True
    if heading.archived and not _shows_archived(entry, options):
        return True
    return any(_is_left_out_task(one, options) for one in (entry, *entry.ancestors))


def _shows_archived(entry: Entry, options: ExportOptions) -> bool:
    """Whether an archived tree is shown; ``headline``: its own headline alone."""
    if options.archived != "headline":
        return options.archived
    return entry.parent is None or not entry.parent.heading.archived


def _is_left_out_task(entry: Entry, options: ExportOptions) -> bool:
    keyword = entry.heading.keyword
    return keyword is not None and not options.exports_task(keyword, done=entry.heading.done)


def _selected(entries: Sequence[Entry]) -> dict[str, frozenset[int]]:
    """For each file with a selected tree the places of all in one, and above one."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        tags = options_of(entry).selected
        if not tags.isdisjoint(entry.heading.tags):
            places = found.setdefault(entry.file, set())
            places.add(entry.index)
            places.update(above.index for above in entry.ancestors)
    return {file: frozenset(places) for file, places in found.items()}
