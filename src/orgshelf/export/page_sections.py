"""The sections of a page with their numbers (org-export-collect-headlines)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from orgshelf.export.encodable import one_line
from orgshelf.export.exported import exported, included, options_of, selected_places
from orgshelf.export.report import Report
from orgshelf.export.source_text import SourceText
from orgshelf.org.elements.spans import object_texts
from orgshelf.org.entry_spans import FILE
from orgshelf.org.export_options import DEFAULT_OPTIONS, ExportOptions
from orgshelf.org.preamble import headline_indexes
from orgshelf.org.syntax.headline import without_priority
from orgshelf.org.syntax.inline import parse
from orgshelf.org.syntax.objects import Literal, Mark, Node
from orgshelf.org.syntax.plain_words import words_of
from orgshelf.shelf.entries import Entry

_ALT_TITLE = "ALT_TITLE"
_ARCHIVED = "ARCHIVE"
_UNNUMBERED = "UNNUMBERED"
_IN_NO_CONTENTS = "notoc"  # a value of UNNUMBERED
_LEVELS = 3


# Targets (Org manual: Internal Links, Radio Targets).


@dataclass(frozen=True)
class RadioWords:
    """The radio targets of a file, searched for on first use."""

    entries: Sequence[Entry]

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """A pattern that matches them; None without any."""
        words = [
            words_of(node)
            for entry in self.entries
            if "<<<" in entry.text
            for text in object_texts(entry.body)
            for node in targets_among(parse(text))
            if isinstance(node, Mark)
        ]
        return _any_of(words) if words else None


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern that matches any of some phrases (org-update-radio-target-regexp)."""
    longest_first = sorted(set(words), key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)


def targets_among(nodes: Iterable[Node]) -> Iterator[Literal | Mark]:
    """The targets among some objects and their contents."""
    for node in nodes:
        if isinstance(node, Literal) and node.kind == "target":
            yield node
        elif isinstance(node, Mark):
            if node.kind == "radio":
                yield node
            yield from targets_among(node.children)


_NO_RADIO = RadioWords(())
_MOST_LEVELS = 6  # of headings in Markdown


@dataclass(frozen=True, slots=True)
class Section:
    """A heading on the page.

    ``level`` counts from 1, the highest of its file. ``number`` has a part for each level down to
    its own, 0 for a skipped one; it is empty if the heading is a list item. ``whole``: its text is
    shown; ``first``: it is the first of its file; ``opened``: the text above the first heading is
    shown before it. ``called`` is the visible number, empty if numbering is off. ``listed``: it is
    in the page's table of contents; ``hidden``: it is in none at all. ``radio`` are the radio
    targets of its file.
    """

    entry: Entry
    level: int
    number: tuple[int, ...]
    texts: SourceText
    whole: bool
    first: bool = False
    opened: bool = False
    called: tuple[int, ...] = ()
    listed: bool = True
    hidden: bool = False
    options: ExportOptions = DEFAULT_OPTIONS
    radio: RadioWords = _NO_RADIO

    @property
    def title(self) -> tuple[Node, ...]:
        """The parsed title."""
        return parse(one_line(without_priority(self.texts.title(self.entry))), breaks=False)

    @property
    def short_title(self) -> tuple[Node, ...]:
        """The title in tables of contents (org-export-get-alt-title)."""
        words = self.entry.heading.properties.get(_ALT_TITLE)
        return parse(one_line(words), breaks=False) if words else self.title

    @property
    def body(self) -> Sequence[str]:
        """The lines below the headline; empty if they are not shown."""
        return self.texts.body(self.entry) if self.whole else ()

    @property
    def preamble(self) -> Sequence[str]:
        """The lines above the first heading of the file, if they are shown before this section."""
        if not self.opened:
            return ()
        lines = self.entry.document.lines.texts
        above = lines[: next(iter(headline_indexes(lines)), 0)]
        return self.texts.lines(above, self.entry)

    @property
    def anchor(self) -> str:
        """The name of its anchor."""
        return "-".join(("sec", *map(str, self.number)))

    @property
    def label(self) -> str:
        """The visible number as text."""
        return ".".join(map(str, self.called))


def sections(report: Report) -> Iterator[Section]:
    """The sections of a report: its headings and their ancestors, as far as Org exports them.

    The report must have its headings in the order of the notes.
    """
    texts = SourceText(report.generated, report.tell)
    number, called = (), ()  # type: tuple[int, ...], tuple[int, ...]
    for _, group in groupby(included(report.entries, report), lambda entry: entry.file):
        for section in _of_file(list(group), number, called, report, texts):
            yield section
            number, called = section.number or number, section.called or called


def _of_file(
    entries: Sequence[Entry],
    number: tuple[int, ...],
    called: tuple[int, ...],
    report: Report,
    texts: SourceText,
) -> Iterator[Section]:
    """The sections of a file, numbered after ``number`` and ``called``."""
    wanted, options = {entry.index for entry in entries}, options_of(entries[0])
    shown = exported(_with_ancestors(entries))
    top = min((entry.heading.level for entry in shown), default=1) - 1
    radio = RadioWords(shown)
    levels = min(report.options.levels or options.levels or _LEVELS, _MOST_LEVELS)
    opened = len(report.entries) == len(report.library) and selected_places(entries) is None
    opened = opened and entries[0].index != FILE
    for place, entry in enumerate(shown):
        level = entry.heading.level - top
        if not place and level > 1 and number:
            # A section without a parent must not continue the last section of the previous file.
            number = (number[0] + 1,)
            called = (called[0] + 1,) if called else ()
        if level <= levels:
            number = _next(number, level)
        unnumbered = entry.heading.inherited.get(_UNNUMBERED)
        if counted := not unnumbered and (options.numbers is None or level <= options.numbers):
            called = _next(called, level)
        yield Section(
            entry,
            level,
            number if level <= levels else (),
            texts,
            entry.index in wanted and _has_text(entry, options),
            first=not place,
            opened=opened and not place,
            called=called if counted else (),
            listed=unnumbered != _IN_NO_CONTENTS and _is_listed(level, options, report.options.toc),
            hidden=unnumbered == _IN_NO_CONTENTS or level > (options.contents or level),
            options=options,
            radio=radio,
        )


def _has_text(entry: Entry, options: ExportOptions) -> bool:
    """Whether its text is shown; ``arch:headline`` shows only the headline of archived trees."""
    return options.archived != "headline" or _ARCHIVED not in entry.heading.local_tags


def _is_listed(level: int, options: ExportOptions, asked: bool | None) -> bool:
    """Whether the contents list it; ``asked`` is the choice of the command line."""
    if options.contents is None:
        return True
    return level <= options.contents or (asked is True and not options.contents)


def _next(number: tuple[int, ...], level: int) -> tuple[int, ...]:
    """The next number at a level."""
    padded = (*number, *(0 for _ in range(level)))[:level]
    return (*padded[:-1], padded[-1] + 1)


def _with_ancestors(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a file and their ancestors, in file order."""
    found: dict[int, Entry] = {}
    for entry in entries:
        above: Entry | None = entry
        while above is not None and above.index not in found:
            found[above.index] = above
            above = above.parent
    return [found[place] for place in sorted(found)]
