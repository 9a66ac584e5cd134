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
from orgshelf.export.page_blocks import STEP, guarded, pieces
from orgshelf.export.page_pieces import APART, joined
from orgshelf.export.page_places import Targets
from orgshelf.export.page_sections import Section, sections
from orgshelf.export.page_text import class_name, html, markdown, plain
from orgshelf.export.report import Options, Report
from orgshelf.export.source_text import SourceText
from orgshelf.export.summary import count
from orgshelf.export.titles_and_dates import bar, fraction
from orgshelf.org.elements.section import Above
from orgshelf.shelf.entries import Entry

_BAR = 10
_SIGNS = "█░"
# What stands deeper in lists stays there: the page would grow with the square of the depth.
_DEEPEST = 40


def render(report: Report) -> Iterator[str]:
    """The pieces of the page, which ends in one line end.

    The headings are gone through more than once, so that none of them has to be kept.
    """
    found = partial(sections, report)
    targets = Targets(found, report, SourceText(report.generated, report.tell))
    if report.options.toc is not False:
        yield from _contents(found(), targets)
    yield from _trimmed(_lines(targets))
    yield "\n"


def _lines(targets: Targets) -> Iterator[str]:
    page = _Page(targets.report.options, targets)
    for section in targets.sections():
        if section.opened:
            page.preamble(section)
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

    def preamble(self, section: Section) -> None:
        """The text above a file's first heading."""
        lines = section.preamble
        if self.above and any(map(str.strip, lines)):
            self._add(0, "", [APART])
        self.above.clear()
        self._text(0, lines, section, "file")

    def section(self, section: Section) -> None:
        """A heading and its text."""
        title = _title(section, self.targets, self.options)
        margin = 0
        if section.number:
            anchor = f'<a id="{section.anchor}" name="{section.anchor}"></a>'
            self.above.clear()
            self._add(0, "heading", [f"{'#' * section.level} {title}{anchor}"])
        else:
            margin = self._item(section, title)
        self.hollow = False
        if body := section.body:
            self._text(margin, body, section, "headline")
            self.hollow = self.kind in ("heading", "item") and any(map(str.strip, body))

    def _item(self, section: Section, title: str) -> int:
        """A heading as the next item of its list; how far in its text stands."""
        last = 0
        level = section.level
        while self.above and (self.above[-1].level >= level or len(self.above) > _DEEPEST):
            last = self.above.pop().number
        margin = self.above[-1].inside if self.above else 0
        bullet = (f"{last + 1}." if section.counted else "-").ljust(STEP - 1) + " "
        if self.kind == "numbered" and self.margin == margin and not last:
            self._add(margin, "", [APART])
        # Org leaves room for the text that is not there.
        room = [""] if self.hollow and not last else []
        self._add(margin, "item", [*room, bullet + (guarded(title) or "&nbsp;")])
        self.above.append(_Open(level, last + 1, margin + len(bullet)))
        return margin + len(bullet)

    def _text(self, margin: int, lines: Sequence[str], section: Section, below: Above) -> None:
        above = below == "file"
        places = self.targets.places(section, above=above)
        found = pieces(lines, places, below)
        if found:
            self._add(margin, found[-1].kind, joined(found))

    def _add(self, margin: int, kind: str, lines: Sequence[str]) -> None:
        """Add lines, with a blank one above that stands as far in as what is around it."""
        self.lines.append(" " * min(self.margin, margin))
        self.lines.extend(" " * margin + line for line in lines)
        self.margin, self.kind = margin, kind


def _title(section: Section, targets: Targets, options: Options) -> str:
    entry, wanted = section.entry, section.options
    heading = entry.heading
    state = f"{plain(heading.keyword)} " if heading.keyword and wanted.todo else ""
    priority = f"[#{plain(heading.priority)}] " if heading.priority and wanted.priority else ""
    title = markdown(section.title, targets.of_file(entry))
    progress = f" `{_bar(entry)}` {_done(entry)}" if options.bars and _has_items(entry) else ""
    has_tags = heading.local_tags and wanted.tags
    tags = f"     :{':'.join(heading.local_tags)}:" if has_tags else ""
    return f"{state}{priority}{title}{progress}{tags}"


def _contents(found: Iterable[Section], targets: Targets) -> Iterator[str]:
    """The table of contents; a level that was skipped is an item without words."""
    shown = (section for section in found if section.number and section.listed)
    first = next(shown, None)
    if first is None:
        return
    yield '<div id="table-of-contents">\n<h2>Table of Contents</h2>'
    yield '\n<div id="text-table-of-contents">'
    yield from _nested(chain([first], shown), targets)
    yield "</div>\n</div>\n\n"


def _nested(shown: Iterable[Section], targets: Targets) -> Iterator[str]:
    above = 0
    for section in shown:
        if section.level > above:
            yield "\n<ul>\n<li>" * (section.level - above)
        else:
            yield "</li>\n</ul>\n" * (above - section.level)
            yield "</li>\n<li>"
        yield _contents_link(section, targets)
        above = section.level
    yield "</li>\n</ul>\n" * above


def _contents_link(section: Section, targets: Targets) -> str:
    entry, wanted = section.entry, section.options
    heading = entry.heading
    words = [".".join(map(str, section.number)) + "."] if section.counted else []
    if heading.keyword and wanted.todo:
        words.append(_state(heading.keyword, done=heading.done))
    words.append(html(section.title, targets.of_file(entry, leads=False)))
    if targets.report.options.bars and _has_items(entry):
        words.append(f"<code>{_bar(entry)}</code> {_done(entry)}")
    tags = _tags(heading.local_tags) if wanted.tags is True else ""
    return f'<a href="#{section.anchor}">{" ".join(words)}{tags}</a>'


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
