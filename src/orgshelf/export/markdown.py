"""The progress report in Markdown, for GitHub and pandoc.

All text from the notes is escaped; only web addresses are links.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from orgshelf.export.encodable import one_line, printable
from orgshelf.export.link_targets import address_in_markdown, split_links, web_links
from orgshelf.export.page_text import code
from orgshelf.export.prose import Block, ListItem, list_items
from orgshelf.export.readable_report import Markup, readable_report
from orgshelf.export.report import Report
from orgshelf.export.source_text import written_title
from orgshelf.export.summary import (
    Counted,
    Summary,
    grouped,
    nested,
    pending_by_work,
)
from orgshelf.export.titles_and_dates import bar, due, fraction, title_words
from orgshelf.model import Link
from orgshelf.org.syntax.links import display
from orgshelf.org.syntax.objects import Literal, Mark, Node
from orgshelf.org.syntax.plain_words import objects, without_break, words_of
from orgshelf.shelf.entries import Entry

_BAR = 20
_SHORT_BAR = 10
_SIGNS = "█░"
# Parsers stop reading a deeper list as a list.
_DEEPEST = 8
# "#" ends a heading, "!" before a link makes an image, "://" and "www." make autolinks.
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>&|~^$@]|(?<![^ ])#|!$"
    r"|:(?=//|[\w+-]+:)|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):",
    re.IGNORECASE,
)
_START = re.compile(r"[-+=:](?=[ =:-]|$)|\(?(?:\d{1,9}|[a-z]|[ivxlcdm]+)[.)](?= |$)", re.IGNORECASE)


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
    """The last four cells of a row; empty without items to count."""
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
    """A bar as code, whose cells all have the same width."""
    return f"`{bar(counted, size, _SIGNS)}`"


def _item(depth: int, entry: Entry, today: date) -> str:
    state, *more = _state(entry, today)
    words = " · ".join([title(entry), *more])
    return f"{'  ' * min(depth, _DEEPEST)}- {state} {words}"


def _state(entry: Entry, today: date) -> list[str]:
    """The state, the priority and dates, and all links but the one in the title."""
    state = f"**{escape(entry.heading.keyword or '')}**"
    pressing = [escape(words) for words in due(entry.heading, today)]
    others = [link(other) for other in web_links(entry)[1:] if other.description]
    return [state, *pressing, *others]


def _finished_item(entry: Entry) -> str:
    work = entry.owning_work
    return title(entry) + (f" · {escape(title_words(work))}" if work else "")


def note_block(block: Block, before: str = "> ") -> Iterator[str]:
    """A block of notes with ``before`` in front of each line; a quote is followed by its page."""
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
    """A paragraph with its lists; Markdown wants a blank line before a list."""
    inside = False
    for place, line in enumerate(list_items(block.lines)):
        if isinstance(line, ListItem):
            if place and not inside:
                yield ""
            inside = True
            yield f"{'    ' * line.depth}{line.number or '-'} {prose(line.words)}"
        else:
            yield prose(line)


# Escaping, for GitHub's dialect and for pandoc's.


def escape(text: str) -> str:
    """Text escaped for the middle of a line, on one line."""
    return _escaped(one_line(text))


def link(of: Link) -> str:
    """A link with a safe target, shown by its description or its address."""
    return f"[{escape(of.description or of.target)}]({address_in_markdown(of.target)})"


def title(entry: Entry) -> str:
    """An entry's title with its markup, linked to the entry's first web address."""
    words = inline(one_line(display(written_title(entry)))) or escape(title_words(entry))
    targets = web_links(entry)
    return f"[{words}]({address_in_markdown(targets[0].target)})" if targets else words


_MARKS = {"bold": "**", "italic": "*", "strike": "~~"}


def inline(text: str) -> str:
    """A line of Org text as Markdown with the same emphasis; links are plain text."""
    return "".join(map(_object, objects(without_break(text))))


def _object(node: Node) -> str:
    match node:
        case str():
            return _escaped(node)
        case Mark() if sign := _MARKS.get(node.kind):
            return f"{sign}{''.join(map(_object, node.children))}{sign}"
        case Mark() if node.kind == "underline":
            return "".join(map(_object, node.children))
        case Literal() if node.kind == "code":
            return code(node.text)
        case _:
            return _escaped(words_of(node))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda sign: "\\" + sign[0], printable(text))


def prose(text: str) -> str:
    """A line of Org text as Markdown with its links, for the start of a line."""
    pieces = (
        link(piece) if isinstance(piece, Link) else inline(piece)
        for piece in split_links(one_line(text))
    )
    return _guard("".join(pieces))


def _guard(escaped: str) -> str:
    """The text with a backslash before a character that would begin a list or a rule."""
    match = _START.match(escaped)
    if not match:
        return escaped
    sign = match.end() - 1
    return f"{escaped[:sign]}\\{escaped[sign:]}"


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
