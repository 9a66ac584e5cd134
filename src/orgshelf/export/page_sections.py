"""The headings that a page shows, with their numbers (ox: org-export-collect-headlines)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from orgshelf.export.encodable import one_line
from orgshelf.export.report import Report
from orgshelf.org.syntax.inline import parse
from orgshelf.org.syntax.objects import Node
from orgshelf.shelf.entries import Entry

_EXCLUDED = "noexport"
_ARCHIVED = "ARCHIVE"
_FOOTNOTES = "Footnotes"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading on the page.

    ``level`` counts from 1, the highest of its file. ``number`` has a place for each level down
    to its own, 0 for one that was skipped; it is empty where the heading is an item of a list.
    ``whole`` says whether its text is shown, ``first`` whether its file begins with it.
    """

    entry: Entry
    level: int
    number: tuple[int, ...]
    whole: bool
    first: bool

    @property
    def title(self) -> tuple[Node, ...]:
        """What stands between priority and tags."""
        return parse(one_line(self.entry.heading.text), breaks=False)

    @property
    def anchor(self) -> str:
        """Its name in the page."""
        return "-".join(("sec", *map(str, self.number)))


def sections(report: Report) -> Iterator[Section]:
    """The report's headings and those above them, file by file; what Org exports of them.

    The report has them in the order of the notes.
    """
    number: tuple[int, ...] = ()
    for _, group in groupby(report.entries, lambda entry: entry.file):
        entries = list(group)
        wanted = {id(entry) for entry in entries}
        shown = [entry for entry in _with_ancestors(entries) if not _is_left_out(entry)]
        top = min((entry.heading.level for entry in shown), default=1) - 1
        first = True
        for entry in shown:
            level = entry.heading.level - top
            if first and level > 1 and number:
                # What hangs in the air must not seem to be under the last file's heading.
                number = (number[0] + 1,)
            if level <= report.options.levels:
                number = _next(number, level)
            own = number if level <= report.options.levels else ()
            whole = id(entry) in wanted and _ARCHIVED not in entry.heading.local_tags
            yield Section(entry, level, own, whole, first)
            first = False


def _next(number: tuple[int, ...], level: int) -> tuple[int, ...]:
    """The number after this one on a level."""
    padded = (*number, *(0 for _ in range(level)))[:level]
    return (*padded[:-1], padded[-1] + 1)


def _with_ancestors(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a file and all above them, in the file's order."""
    found: dict[int, Entry] = {}
    for entry in entries:
        above: Entry | None = entry
        while above is not None and above.index not in found:
            found[above.index] = above
            above = above.parent
    return [found[place] for place in sorted(found)]


def _is_left_out(entry: Entry) -> bool:
    """Whether Org exports nothing of it, by itself or by a heading above it."""
    heading = entry.heading
    if heading.commented or _EXCLUDED in heading.tags:
        return True
    if _ARCHIVED in heading.tags and (entry.parent and _ARCHIVED in entry.parent.heading.tags):
        return True
    return heading.text == _FOOTNOTES
