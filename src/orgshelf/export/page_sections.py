"""The headings that a page shows, with their numbers (ox: org-export-collect-headlines)."""

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


# Targets in a text, and the words that lead to those on the radio (Org manual: Radio Targets).


@dataclass(frozen=True)
class RadioWords:
    """The words of the radio targets of a file, looked for when they are first asked for."""

    entries: Sequence[Entry]

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds them; None where there are none."""
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
    """Any of some words, as words of their own (org-update-radio-target-regexp)."""
    longest_first = sorted(set(words), key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)


def targets_among(nodes: Iterable[Node]) -> Iterator[Literal | Mark]:
    """The targets among some objects, and within them."""
    for node in nodes:
        if isinstance(node, Literal) and node.kind == "target":
            yield node
        elif isinstance(node, Mark):
            if node.kind == "radio":
                yield node
            yield from targets_among(node.children)


_NO_RADIO = RadioWords(())
_MOST_LEVELS = 6  # that Markdown has


@dataclass(frozen=True, slots=True)
class Section:
    """A heading on the page.

    ``level`` counts from 1, the highest of its file. ``number`` has a place for each level down
    to its own, 0 for one that was skipped; it is empty where the heading is an item of a list.
    ``whole`` says whether its text is shown, ``first`` whether its file begins with it, and
    ``opened`` whether what stands above that is shown too. ``called`` is the number that readers
    see, empty where the file or the heading wants none. ``listed`` is False where the page's
    contents leave it out, ``hidden`` says that all contents do; ``radio`` are the words that lead
    to radio targets of the file.
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
        """What stands between priority and tags."""
        return parse(one_line(without_priority(self.texts.title(self.entry))), breaks=False)

    @property
    def short_title(self) -> tuple[Node, ...]:
        """What contents call it (org-export-get-alt-title)."""
        words = self.entry.heading.properties.get(_ALT_TITLE)
        return parse(one_line(words), breaks=False) if words else self.title

    @property
    def body(self) -> Sequence[str]:
        """The lines below the headline; none where they are not shown."""
        return self.texts.body(self.entry) if self.whole else ()

    @property
    def preamble(self) -> Sequence[str]:
        """The lines above all headings of the file, where it begins and they are shown."""
        if not self.opened:
            return ()
        lines = self.entry.document.lines.texts
        above = lines[: next(iter(headline_indexes(lines)), 0)]
        return self.texts.lines(above, self.entry)

    @property
    def anchor(self) -> str:
        """Its name in the page."""
        return "-".join(("sec", *map(str, self.number)))

    @property
    def label(self) -> str:
        """The number that readers see, as text."""
        return ".".join(map(str, self.called))


def sections(report: Report) -> Iterator[Section]:
    """The report's headings and those above them, file by file; what Org exports of them.

    The report has them in the order of the notes.
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
    """The sections of a file, after what has a number."""
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
            # What hangs in the air must not seem to be under the last file's heading.
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


def _with_ancestors(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a file and all above them, in the file's order."""
    found: dict[int, Entry] = {}
    for entry in entries:
        above: Entry | None = entry
        while above is not None and above.index not in found:
            found[above.index] = above
            above = above.parent
    return [found[place] for place in sorted(found)]
