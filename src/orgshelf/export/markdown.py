"""The progress report in Markdown, as GitHub and pandoc both show it well.

Everything from the notes is escaped; only addresses of the web are links.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from orgshelf.export.link_targets import web_links
from orgshelf.export.md_text import escape, link, prose, title
from orgshelf.export.prose import Block, ListItem, list_items
from orgshelf.export.readable_report import Markup, readable_report
from orgshelf.export.report import Report
from orgshelf.export.summary import (
    Counted,
    Summary,
    grouped,
    nested,
    pending_by_work,
)
from orgshelf.export.titles_and_dates import bar, due, fraction, title_words
from orgshelf.shelf.entries import Entry

_BAR = 20
_SHORT_BAR = 10
_SIGNS = "█░"
# A list that is much deeper is no longer read as one.
_DEEPEST = 8


def render(report: Report) -> str:
    """The report; ends in one line end."""
    return readable_report(report, _MARKUP)


def _head(report: Report, summary: Summary, pending: int) -> Iterator[str]:
    totals = summary.totals.progress
    dropped = f" · {totals.dropped} given up" if totals.dropped else ""
    yield "# Progress"
    yield ""
    yield f"{report.generated.date().isoformat()} · {escape(report.notes)}"
    yield ""
    yield (
        f"**{totals.done} of {totals.total} done** {_bar(summary.totals, _BAR)} {totals.percent}%"
        f" · {pending} pending{dropped}"
    )
    yield ""


def _kinds(summary: Summary) -> Iterator[str]:
    if summary.kinds:
        yield from ("## By kind", "")
        yield "| Kind | Works | Progress | Done | % | Given up |"
        yield "|:-----|------:|:---------|-----:|--:|--------:|"
        for row in summary.kinds:
            dropped = row.counted.progress.dropped
            yield f"| {escape(row.kind)} | {row.works} | {_numbers(row.counted, dropped)} |"
        yield ""


def _works(summary: Summary) -> Iterator[str]:
    if summary.works:
        yield from ("## By work", "")
        yield "| Kind | Work | Progress | Done | % | Given up |"
        yield "|:-----|:-----|:---------|-----:|--:|--------:|"
        for row in summary.works:
            work, numbers = row.work, _numbers(row.counted, row.dropped)
            yield f"| {escape(work.kind)} | {title(work)} | {numbers} |"
        yield ""


def _numbers(counted: Counted, dropped: int) -> str:
    """The last four cells of a row; none for what has nothing to count."""
    progress = counted.progress
    if not progress.total:
        return " |  |  | "
    cells = (_bar(counted, _SHORT_BAR), fraction(counted), str(progress.percent))
    return " | ".join((*cells, str(dropped or "")))


def _pending(pending: Sequence[Entry], today: date) -> Iterator[str]:
    if pending:
        yield from (f"## Pending ({len(pending)})", "")
    for kind, entries in grouped(pending, lambda entry: entry.kind):
        yield from (f"### {escape(kind)} ({len(entries)})", "")
        for work, parts in pending_by_work(entries):
            if work is not None:
                yield from (f"#### {title(work)} ({len(parts)})", "")
            if parts[0] is work:
                yield from (" · ".join(_state(work, today)), "")
            rest = parts[parts[0] is work :]
            yield from (_item(depth, entry, today) for depth, entry in nested(rest))
            yield ""


def _bar(counted: Counted, size: int) -> str:
    """A bar as code, so that all are equally wide."""
    return f"`{bar(counted, size, _SIGNS)}`"


def _item(depth: int, entry: Entry, today: date) -> str:
    state, *more = _state(entry, today)
    words = " · ".join([title(entry), *more])
    return f"{'  ' * min(depth, _DEEPEST)}- {state} {words}"


def _state(entry: Entry, today: date) -> list[str]:
    """The state, what presses, and the links besides the one that the title has."""
    state = f"**{escape(entry.heading.keyword or '')}**"
    pressing = [escape(words) for words in due(entry.heading, today)]
    others = [link(other) for other in web_links(entry)[1:] if other.description]
    return [state, *pressing, *others]


def _finished_item(entry: Entry) -> str:
    work = entry.owning_work
    return title(entry) + (f" · {escape(title_words(work))}" if work else "")


def note_block(block: Block, before: str = "> ") -> Iterator[str]:
    """A block of notes with ``before`` in front of each line, a quote with its page below it."""
    if block.kind == "code":
        runs = re.findall("`+", "\n".join(block.lines))
        fence = "`" * max(3, *(len(run) + 1 for run in ("", *runs)))
        lines: Iterable[str] = (fence, *block.lines, fence)
    elif block.kind == "quote":
        page = ("", f"— p. {escape(block.page)}") if block.page else ()
        lines = (*map(prose, block.lines), *page)
    else:
        lines = _paragraph(block)
    return (f"{before}{line}".rstrip() for line in lines)


def _paragraph(block: Block) -> Iterator[str]:
    """Text with its lists; a list needs a blank line above it."""
    inside = False
    for place, line in enumerate(list_items(block.lines)):
        if isinstance(line, ListItem):
            if place and not inside:
                yield ""
            inside = True
            yield f"{'    ' * line.depth}{line.number or '-'} {prose(line.words)}"
        else:
            yield prose(line)


_MARKUP = Markup(
    head=_head,
    kinds=_kinds,
    works=_works,
    pending=_pending,
    heading=lambda level, words: f"{'#' * (level + 1)} {words}",
    heading_words=title,
    item=_finished_item,
    block=note_block,
)
