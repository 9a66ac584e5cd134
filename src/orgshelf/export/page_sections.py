"""The headings that a page shows, with their numbers (ox: org-export-collect-headlines)."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from orgshelf.export.encodable import one_line
from orgshelf.export.exported import exported, options_of, selected_places
from orgshelf.export.report import Report
from orgshelf.export.source_text import SourceText
from orgshelf.org.export_options import DEFAULT_OPTIONS, ExportOptions
from orgshelf.org.preamble import headline_indexes
from orgshelf.org.syntax.headline import without_priority
from orgshelf.org.syntax.inline import parse
from orgshelf.org.syntax.objects import Node
from orgshelf.shelf.entries import Entry

_ARCHIVED = "ARCHIVE"
_LEVELS = 3
_MOST_LEVELS = 6  # that Markdown has


@dataclass(frozen=True, slots=True)
class Section:
    """A heading on the page.

    ``level`` counts from 1, the highest of its file. ``number`` has a place for each level down
    to its own, 0 for one that was skipped; it is empty where the heading is an item of a list.
    ``title`` is what stands between priority and tags, ``body`` its text, None where that is not
    shown. ``preamble`` is what stands above the headings of its file; None but for the first.
    ``counted`` is False where the file wants no numbers, ``listed`` where the contents leave it
    out.
    """

    entry: Entry
    level: int
    number: tuple[int, ...]
    title: tuple[Node, ...]
    body: Sequence[str] | None
    preamble: Sequence[str] | None = None
    counted: bool = True
    listed: bool = True
    options: ExportOptions = DEFAULT_OPTIONS

    @property
    def anchor(self) -> str:
        """Its name in the page."""
        return "-".join(("sec", *map(str, self.number)))


def sections(report: Report, texts: SourceText) -> Iterator[Section]:
    """The report's headings and those above them, file by file; what Org exports of them."""
    kept = {(entry.file, entry.index) for entry in exported(report.library)}
    number: tuple[int, ...] = ()
    for entries in _by_file(report.entries):
        shown = [entry for entry in _with_ancestors(entries) if (entry.file, entry.index) in kept]
        for section in _of_file(shown, {id(entry) for entry in entries}, number, report, texts):
            yield section
            number = section.number or number


def _of_file(
    shown: Sequence[Entry],
    wanted: Container[int],
    number: tuple[int, ...],
    report: Report,
    texts: SourceText,
) -> Iterator[Section]:
    """The sections of a file, after what has a number; ``wanted`` are those with their text."""
    top = min((entry.heading.level for entry in shown), default=1) - 1
    preamble = _preamble(shown[0], report, texts) if shown else None
    for place, entry in enumerate(shown):
        options, level = options_of(entry), entry.heading.level - top
        if not place and level > 1 and number:
            # What hangs in the air must not seem to be under the last file's heading.
            number = (number[0] + 1,)
        levels = report.options.levels or options.levels or _LEVELS
        if is_heading := level <= min(levels, _MOST_LEVELS):
            number = _next(number, level)
        title = parse(one_line(without_priority(texts.title(entry))), breaks=False)
        is_whole = id(entry) in wanted and _has_text(entry, options)
        yield Section(
            entry,
            level,
            number if is_heading else (),
            title,
            texts.body(entry) if is_whole else None,
            None if place else preamble or (),
            counted=options.numbers is None or level <= options.numbers,
            listed=_is_listed(level, options, report.options.toc),
            options=options,
        )


def _preamble(entry: Entry, report: Report, texts: SourceText) -> Sequence[str] | None:
    """The text above a file's headings, unless only some of those are wanted."""
    is_whole = len(report.entries) == len(report.library)
    if not is_whole or entry.file in selected_places(report.library):
        return None
    lines = entry.document.lines.texts
    return texts.lines(lines[: next(iter(headline_indexes(lines)), 0)], entry)


def _has_text(entry: Entry, options: ExportOptions) -> bool:
    """Whether its text is shown: of an archived tree perhaps the headline alone."""
    return options.archived != "headline" or _ARCHIVED not in entry.heading.local_tags


def _is_listed(level: int, options: ExportOptions, asked: bool | None) -> bool:
    """Whether the contents list it; the command line can ask for what the file does not want."""
    if options.contents is None:
        return True
    return level <= options.contents or (asked is True and not options.contents)


def _next(number: tuple[int, ...], level: int) -> tuple[int, ...]:
    """The number after this one on a level."""
    padded = (*number, *(0 for _ in range(level)))[:level]
    return (*padded[:-1], padded[-1] + 1)


def _by_file(entries: Iterable[Entry]) -> list[list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.file, []).append(entry)
    return list(found.values())


def _with_ancestors(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a file and all above them, in the file's order."""
    found: dict[int, Entry] = {}
    for entry in entries:
        above: Entry | None = entry
        while above is not None and above.index not in found:
            found[above.index] = above
            above = above.parent
    return [found[place] for place in sorted(found)]
