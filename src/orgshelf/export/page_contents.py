"""The tables of contents: that of the page, and those of ``#+TOC`` keywords in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape as html_escape
from itertools import chain

from orgshelf.export.encodable import one_line
from orgshelf.export.page_context import page_words
from orgshelf.export.page_sections import Section
from orgshelf.export.page_targets import Targets
from orgshelf.export.page_text import class_name, html, markdown
from orgshelf.export.summary import count
from orgshelf.export.titles_and_dates import bar, fraction
from orgshelf.shelf.entries import Entry

_BAR = 10
_SIGNS = "█░"
_STEP = 4

_HEADLINES = re.compile(r"\bheadlines\b", re.IGNORECASE)
_LOCAL = re.compile(r"\blocal\b", re.IGNORECASE)
_DEPTH = re.compile(r"\b[0-9]{1,9}\b")
_TARGET = re.compile(r":target +(?:\"(.+?)\"|(\S+))", re.IGNORECASE)


def contents(found: Iterable[Section], targets: Targets) -> Iterator[str]:
    """The table of contents; a skipped level becomes an empty item."""
    shown = (section for section in found if section.number and section.listed)
    first = next(shown, None)
    if first is None:
        return
    title = page_words(first.options.language).contents
    yield f'<div id="table-of-contents">\n<h2>{title}</h2>'
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
        yield _link(section, targets)
        above = section.level
    yield "</li>\n</ul>\n" * above


def _link(section: Section, targets: Targets) -> str:
    entry, wanted = section.entry, section.options
    heading = entry.heading
    words = [f"{section.label}."] if section.called else []
    if heading.keyword and wanted.todo:
        words.append(_state(heading.keyword, done=heading.done))
    words.append(html(section.short_title, targets.of_file(entry, leads=False)))
    if targets.report.options.bars and entry.has_parts:
        words.append(f"<code>{progress_of(entry)}</code> {done_of(entry)}")
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


def progress_of(entry: Entry) -> str:
    """A progress bar of the items at and below an entry."""
    return bar(count(entry), _BAR, _SIGNS)


def done_of(entry: Entry) -> str:
    """The progress of an entry in numbers."""
    return fraction(count(entry))


def contents_in_text(
    section: Section, targets: Targets, value: str, *, above: bool
) -> Sequence[str] | None:
    """The lines for a ``#+TOC`` keyword in a section (org-md--build-toc); None if not supported.

    ``above``: the keyword is above the file's first heading.
    """
    if not _HEADLINES.search(value):
        return None
    found = targets.sections_of(section.entry.file)
    aim = _TARGET.search(value)
    scope = None if above else section
    if aim:
        anchor = targets.context(section).anchor(aim[1] or aim[2])
        scope = next((one for one in found if anchor and one.anchor == anchor.name), None)
    is_part = aim or _LOCAL.search(value)
    lines = _listed(found, scope if is_part else None, _depth(value), targets)
    return lines if is_part else [f"# {page_words(section.options.language).contents}", "", *lines]


def _depth(value: str) -> int | None:
    match = _DEPTH.search(value)
    return int(match[0]) if match else None


def _listed(
    found: Sequence[Section], scope: Section | None, depth: int | None, targets: Targets
) -> list[str]:
    """A list of the headings below ``scope``, or of all, down to a depth."""
    top = scope.level if scope else 0
    shown = [
        one
        for one in (_below(found, scope) if scope else found)
        if one.number and not one.hidden and (depth is None or one.level <= top + depth)
    ]
    margin = min((one.level for one in shown), default=1)
    return [" " * _STEP * (one.level - margin) + _item(one, targets) for one in shown]


def _below(found: Sequence[Section], scope: Section) -> Iterator[Section]:
    """The sections below another one of the same file."""
    below = iter(found)
    next((one for one in below if one.entry.index == scope.entry.index), None)
    for section in below:
        if section.level <= scope.level:
            return
        yield section


def _item(section: Section, targets: Targets) -> str:
    bullet = f"{section.called[-1]}." if section.called else "-"
    words = markdown(section.short_title, targets.of_file(section.entry, leads=False))
    has_tags = section.entry.heading.local_tags and section.options.tags is True
    tags = f":{':'.join(section.entry.heading.local_tags)}:" if has_tags else ""
    return f"{bullet:<{_STEP - 1}} [{words}](#{section.anchor}){tags}"
