"""The notes as one Markdown page, in the form that Org's own export gives them (ox-md of Org 8).

A table of contents in HTML, numbered, with the states; below it the headings, each with its
anchor, and numbered lists where they go deeper than the report's ``levels``.
"""

import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape as html_escape
from itertools import chain, dropwhile
from typing import NamedTuple

from orgshelf.export.encodable import one_line
from orgshelf.export.page_blocks import APART, STEP, guarded, joined, pieces
from orgshelf.export.page_places import Targets
from orgshelf.export.page_sections import Section, sections
from orgshelf.export.page_text import class_name, html, markdown, plain
from orgshelf.export.report import Options, Report
from orgshelf.export.summary import count
from orgshelf.export.titles_and_dates import bar, fraction
from orgshelf.shelf.entries import Entry

_BAR = 10
_SIGNS = "█░"
# What stands deeper in lists stays there: the page would grow with the square of the depth.
_DEEPEST = 40


def render(report: Report) -> Iterator[str]:
    """The pieces of the page, which ends in one line end.

    The headings are gone through more than once, so that none of them has to be kept.
    """
    if report.options.toc:
        yield from _contents(sections(report), report.options)
    yield from _trimmed(_lines(report))
    yield "\n"


def _lines(report: Report) -> Iterator[str]:
    targets = Targets(partial(sections, report), report.library)
    page = _Page(report.options, targets)
    everything = len(report.entries) == len(report.library)
    for section in sections(report):
        if section.first and everything:
            page.preamble(section.entry)
        page.section(section)
        yield from page.lines
        page.lines.clear()
    yield from targets.footnotes()


def _trimmed(lines: Iterable[str]) -> Iterator[str]:
    """The lines with what parts them, but for empty ones at the beginning and at the end."""
    apart = ""
    for line in dropwhile(operator.not_, lines):
        if line:
            yield apart + line
            apart = "\n"
        else:
            apart += "\n"


class _Open(NamedTuple):
    """A list item that the next ones can stand under, and how far in they do."""

    level: int
    number: int
    inside: int


@dataclass
class _Page:
    """The latest lines of a page, and where the last of them stood.

    ``hollow`` says that the last heading has lines of which none is shown, such as CLOSED.
    """

    options: Options
    targets: Targets
    lines: list[str] = field(default_factory=list)
    margin: int = 0
    kind: str = ""
    hollow: bool = False
    above: list[_Open] = field(default_factory=list)

    def preamble(self, first: Entry) -> None:
        """The text above a file's first heading."""
        if first.index or first.heading.line == 1:
            return
        lines = first.document.lines.texts[: first.heading.line - 1]
        if self.above and any(map(str.strip, lines)):
            self._add(0, "", [APART])
        self.above.clear()
        self._text(0, lines, first)

    def section(self, section: Section) -> None:
        """A heading and its text."""
        entry = section.entry
        title = _title(section, self.targets, self.options)
        margin = 0
        if section.number:
            anchor = f'<a id="{section.anchor}" name="{section.anchor}"></a>'
            self.above.clear()
            self._add(0, "heading", [f"{'#' * section.level} {title}{anchor}"])
        else:
            margin = self._item(section.level, title, first=section.first)
        self.hollow = False
        if section.whole:
            self._text(margin, entry.body, entry)
            self.hollow = self.kind in ("heading", "item") and any(map(str.strip, entry.lines[1:]))

    def _item(self, level: int, title: str, *, first: bool) -> int:
        """A heading as the next item of its list; how far in its text stands."""
        last = 0
        while self.above and (self.above[-1].level >= level or len(self.above) > _DEEPEST):
            last = self.above.pop().number
        margin = self.above[-1].inside if self.above else 0
        bullet = f"{last + 1}.".ljust(STEP - 1) + " "
        if self.kind == "numbered" and self.margin == margin and not last:
            self._add(margin, "", [APART])
        # Org leaves room for the text that is not there.
        room = [""] if self.hollow and not last else []
        self._add(margin, "item", [*room, bullet + (guarded(title) or "&nbsp;")])
        self.above.append(_Open(level, last + 1, margin + len(bullet)))
        return margin + len(bullet)

    def _text(self, margin: int, lines: Sequence[str], entry: Entry) -> None:
        found = pieces(lines, self.targets.places(entry.file))
        if found:
            self._add(margin, found[-1].kind, joined(found))

    def _add(self, margin: int, kind: str, lines: Sequence[str]) -> None:
        """Add lines, with a blank one above that stands as far in as what is around it."""
        self.lines.append(" " * min(self.margin, margin))
        self.lines.extend(" " * margin + line for line in lines)
        self.margin, self.kind = margin, kind


def _title(section: Section, targets: Targets, options: Options) -> str:
    entry = section.entry
    heading = entry.heading
    state = f"{plain(heading.keyword)} " if heading.keyword else ""
    title = markdown(section.title, targets.places(entry.file))
    progress = f" `{_bar(entry)}` {_done(entry)}" if options.bars and _has_items(entry) else ""
    tags = f"     :{':'.join(heading.local_tags)}:" if heading.local_tags else ""
    return f"{state}{title}{progress}{tags}"


def _contents(found: Iterable[Section], options: Options) -> Iterator[str]:
    """The table of contents; a level that was skipped is an item without words."""
    shown = (section for section in found if section.number)
    first = next(shown, None)
    if first is None:
        return
    yield '<div id="table-of-contents">\n<h2>Table of Contents</h2>'
    yield '\n<div id="text-table-of-contents">'
    yield from _nested(chain([first], shown), options)
    yield "</div>\n</div>\n\n"


def _nested(shown: Iterable[Section], options: Options) -> Iterator[str]:
    above = 0
    for section in shown:
        if section.level > above:
            yield "\n<ul>\n<li>" * (section.level - above)
        else:
            yield "</li>\n</ul>\n" * (above - section.level)
            yield "</li>\n<li>"
        yield _contents_link(section, options)
        above = section.level
    yield "</li>\n</ul>\n" * above


def _contents_link(section: Section, options: Options) -> str:
    entry = section.entry
    heading = entry.heading
    words = [".".join(map(str, section.number)) + "."]
    if heading.keyword:
        words.append(_state(heading.keyword, done=heading.done))
    words.append(html(section.title, None))
    if options.bars and _has_items(entry):
        words.append(f"<code>{_bar(entry)}</code> {_done(entry)}")
    return f'<a href="#{section.anchor}">{" ".join(words)}{_tags(heading.local_tags)}</a>'


def _state(keyword: str, *, done: bool) -> str:
    name = html_escape(one_line(keyword))
    return f'<span class="{"done" if done else "todo"} {class_name(keyword)}">{name}</span>'


def _tags(tags: Sequence[str]) -> str:
    if not tags:
        return ""
    spans = (f'<span class="{class_name(tag)}">{html_escape(tag)}</span>' for tag in tags)
    return f'&#xa0;&#xa0;&#xa0;<span class="tag">{"&#xa0;".join(spans)}</span>'


def _has_items(entry: Entry) -> bool:
    """Whether there are items below it."""
    return entry.progress.total > entry.is_item


def _bar(entry: Entry) -> str:
    return bar(count(entry), _BAR, _SIGNS)


def _done(entry: Entry) -> str:
    return fraction(count(entry))
