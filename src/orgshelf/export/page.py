"""The notes as one Markdown page, in the format of Org's own exporter (ox-md of Org 8).

It has a numbered table of contents in HTML with TODO states, then the headings, each with its
anchor. Headings below the report's ``levels`` become numbered lists.
"""

import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import dropwhile
from typing import NamedTuple

from orgshelf.export.page_blocks import STEP, guarded, pieces
from orgshelf.export.page_contents import (
    contents,
    contents_in_text,
    done_of,
    progress_of,
)
from orgshelf.export.page_pieces import APART, joined
from orgshelf.export.page_sections import Section, sections
from orgshelf.export.page_targets import Targets
from orgshelf.export.page_text import markdown, plain
from orgshelf.export.report import Options, Report
from orgshelf.export.source_text import SourceText
from orgshelf.org.elements.section import Above

# Deeper lists are not indented further: the page would grow with the square of the depth.
_DEEPEST = 40


def render(report: Report) -> Iterator[str]:
    """The pieces of the page, which ends in one line end.

    The headings are generated more than once, so that they need not be kept in memory.
    """
    found = partial(sections, report)
    targets = Targets(found, report, SourceText(report.generated, report.tell))
    if report.options.toc is not False:
        yield from contents(found(), targets)
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
    """The lines with line ends, without leading and trailing empty ones."""
    apart = ""
    for line in dropwhile(operator.not_, lines):
        if line:
            yield apart + line
            apart = "\n"
        else:
            apart += "\n"


class _Open(NamedTuple):
    """A list item that may have children, and their indentation."""

    level: int
    number: int
    inside: int


@dataclass
class _Page:
    """The latest lines of a page, and the indentation and kind of the last of them.

    ``hollow``: the last heading has lines, such as CLOSED, but none of them is shown.
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
        """Add a heading as the next item of its list; the indentation of its text."""
        last = 0
        level = section.level
        while self.above and (self.above[-1].level >= level or len(self.above) > _DEEPEST):
            last = self.above.pop().number
        margin = self.above[-1].inside if self.above else 0
        number = last + bool(section.called)
        bullet = (f"{number}." if section.called else "-").ljust(STEP - 1) + " "
        if self.kind == "numbered" and self.margin == margin and not last:
            self._add(margin, "", [APART])
        # Org leaves a blank line for the text that is not shown.
        room = [""] if self.hollow and not last else []
        self._add(margin, "item", [*room, bullet + (guarded(title) or "&nbsp;")])
        self.above.append(_Open(level, number, margin + len(bullet)))
        return margin + len(bullet)

    def _text(self, margin: int, lines: Sequence[str], section: Section, below: Above) -> None:
        above = below == "file"
        context = replace(
            self.targets.context(section, above=above),
            contents=partial(contents_in_text, section, self.targets, above=above),
        )
        found = pieces(lines, context, below)
        if found:
            self._add(margin, found[-1].kind, joined(found))

    def _add(self, margin: int, kind: str, lines: Sequence[str]) -> None:
        """Add lines after a blank one, which is indented like its neighbours."""
        self.lines.append(" " * min(self.margin, margin))
        self.lines.extend(" " * margin + line for line in lines)
        self.margin, self.kind = margin, kind


def _title(section: Section, targets: Targets, options: Options) -> str:
    entry, wanted = section.entry, section.options
    heading = entry.heading
    state = f"{plain(heading.keyword)} " if heading.keyword and wanted.todo else ""
    priority = f"[#{plain(heading.priority)}] " if heading.priority and wanted.priority else ""
    title = markdown(section.title, targets.of_file(entry))
    progress = (
        f" `{progress_of(entry)}` {done_of(entry)}" if options.bars and entry.has_parts else ""
    )
    has_tags = heading.local_tags and wanted.tags
    tags = f"     :{':'.join(heading.local_tags)}:" if has_tags else ""
    return f"{state}{priority}{title}{progress}{tags}"
