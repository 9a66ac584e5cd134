"""The headings that Org exports of a file (org-export--prune-tree)."""

from collections.abc import Sequence

from orgshelf.org.export_options import ExportOptions, export_options
from orgshelf.org.syntax.headline import without_priority
from orgshelf.shelf.entries import Entry

_ARCHIVED = "ARCHIVE"
_FOOTNOTES = "Footnotes"  # which are shown where they are referred to


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
