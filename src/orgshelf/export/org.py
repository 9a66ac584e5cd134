"""The progress report as an Org file, without items, active timestamps and tags."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from orgshelf.export.encodable import one_line
from orgshelf.export.link_targets import split_links, web_links
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
from orgshelf.model import Link
from orgshelf.org.syntax.aligned_tables import aligned
from orgshelf.shelf.entries import Entry

#: Exporting the report further leaves all characters alone.
OPTIONS = "#+OPTIONS: ^:nil *:nil -:nil e:nil f:nil tex:nil"
_BAR = 10
_SIGNS = "#."  # these have the same width in most fonts
GUARD = "\u200b"
# Characters that begin markup unless they are separated from what follows.
_SPECIAL = re.compile(
    r"\[(?=[\[\d%/X# -]|fn:|cite|@)|\](?=\])|<|\\|@(?=@)|\{(?=\{)|:(?=:)"
    r"|(?<![a-z0-9])(?:(?:src|call)(?=_)|(?:attachment|bbdb|docview|elisp|eww|file(?:\+\w+)?"
    r"|ftp|gnus|help|id|info|irc|mhe|news|rmail|shell|w3m)(?=:))",
    re.IGNORECASE,
)
_LINE_START = re.compile(
    r"[*#|:%-]|[+](?= )|\d+[.)](?= )|(?:CLOCK|CLOSED|DEADLINE|SCHEDULED):", re.IGNORECASE
)
_HEADING_START = re.compile(r"[A-Z_-]{2,}(?![A-Za-z0-9])|\[#")
_FOOTNOTES = "Footnotes"  # a heading that Org does not export
_TAGS = re.compile(r":[\w@#%:]+:$")
_CODE = re.compile(r"^[ \t]*(?=,*(?:\*|#\+))")
_DATE = re.compile("<(?=[0-9]{4}-)")


def render(report: Report) -> str:
    """The report; ends in one line end."""
    return readable_report(report, _MARKUP)


def _head(report: Report, summary: Summary, pending: int) -> Iterator[str]:
    totals = summary.totals.progress
    dropped = f", {totals.dropped} given up" if totals.dropped else ""
    yield "#+TITLE: Progress"
    yield f"#+DATE: {report.generated.date().isoformat()}"
    yield OPTIONS
    yield ""
    yield (
        f"{totals.done} of {totals.total} done ({totals.percent}%), "
        f"{pending} pending{dropped}, in {escape(report.notes)}."
    )
    yield ""


def _kinds(summary: Summary) -> Iterator[str]:
    if summary.kinds:
        head = ("Kind", "Works", "Progress", "Done", "%", "Given up")
        rows = [
            (row.kind, str(row.works), *_numbers(row.counted, row.counted.progress.dropped))
            for row in summary.kinds
        ]
        yield from ("* By kind", "", *table([head, *rows]), "")


def _works(summary: Summary) -> Iterator[str]:
    if summary.works:
        head = ("Kind", "Work", "Progress", "Done", "%", "Given up")
        rows = [
            (row.work.kind, title_words(row.work), *_numbers(row.counted, row.dropped))
            for row in summary.works
        ]
        yield from ("* By work", "", *table([head, *rows]), "")


def _numbers(counted: Counted, dropped: int) -> tuple[str, str, str, str]:
    """The last four cells of a row; empty without items to count."""
    progress = counted.progress
    if not progress.total:
        return ("", "", "", "")
    cells = (bar(counted, _BAR, _SIGNS), fraction(counted), str(progress.percent))
    return (*cells, str(dropped or ""))


def _pending(pending: Sequence[Entry], today: date) -> Iterator[str]:
    if pending:
        yield from (f"* Pending ({len(pending)})", "")
    for kind, entries in grouped(pending, lambda entry: entry.kind):
        yield from (_heading(2, f"{kind} ({len(entries)})"), "")
        for work, parts in pending_by_work(entries):
            under = work is not None and parts[0] is not work
            if work is not None and under:
                yield f"- {title(work)} ({len(parts)})"
            yield from (_item(depth + under, entry, today) for depth, entry in nested(parts))
        yield ""


def _heading(level: int, text: str) -> str:
    """A heading of a level."""
    return f"{'*' * level} {escape_heading(text)}"


def _item(depth: int, entry: Entry, today: date) -> str:
    more = [escape(words) for words in due(entry.heading, today)]
    more += [link(other) for other in web_links(entry)[1:] if other.description]
    words = ", ".join([title(entry), *more])
    return f"{'  ' * depth}- {escape(entry.heading.keyword or '')} {words}"


def _finished_item(entry: Entry) -> str:
    work = entry.owning_work
    return title(entry) + (f" ({escape(title_words(work))})" if work else "")


def note_block(block: Block) -> Iterator[str]:
    """The lines of a block of notes; a quote ends with its page."""
    if block.kind == "code":
        yield from ("#+begin_example", *map(code, block.lines), "#+end_example")
    elif block.kind == "quote":
        page = [f"(p. {escape(block.page)})"] if block.page else []
        yield from ("#+begin_quote", *map(escape_start, block.lines), *page, "#+end_quote")
    else:
        yield from map(_line, list_items(block.lines))


def _line(line: ListItem | str) -> str:
    if isinstance(line, str):
        return prose(line)
    return f"{'  ' * line.depth}{line.number or '-'} {prose(line.words)}"


# Escaping by zero width spaces (Org manual: Escape Character), and tables aligned as in Emacs.


def escape(text: str) -> str:
    """Text escaped for the middle of a line: it contains no link, date, macro or code."""
    return _SPECIAL.sub(_disarm, one_line(text))


def escape_start(text: str) -> str:
    """Text escaped for the start of a line: no heading, list, keyword or planning either."""
    return _guard(escape(text))


def escape_heading(text: str) -> str:
    """Text escaped for a heading: no TODO keyword, priority or tags either."""
    text = escape(text)
    start = GUARD if _HEADING_START.match(text) or text == _FOOTNOTES else ""
    return f"{start}{text}{GUARD}" if _TAGS.search(text) else start + text


def link(of: Link) -> str:
    """A link with a safe target, shown by its description or its address."""
    words = escape(of.description or of.target)
    return f"[[{of.target}][{words}{GUARD if words.endswith(']') else ''}]]"


def title(entry: Entry) -> str:
    """An entry's title, linked to the entry's first web address."""
    words = title_words(entry)
    targets = web_links(entry)
    return link(Link(targets[0].target, words)) if targets else escape(words)


def prose(text: str) -> str:
    """A line of Org text escaped for the start of a line, with its links."""
    pieces = (
        link(piece) if isinstance(piece, Link) else _SPECIAL.sub(_disarm, piece)
        for piece in split_links(one_line(text))
    )
    return _guard("".join(pieces))


def code(line: str) -> str:
    """A line of an example block, escaped by a comma as in ``org-escape-code-in-string``.

    Active timestamps are escaped too, since agendas would show them.
    """
    line = _DATE.sub(_disarm, line)
    return _CODE.sub(lambda blanks: f"{blanks[0]},", line, count=1)


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table with a rule below its first row."""
    return aligned([[escape(cell).replace("|", r"\vert{}") for cell in row] for row in rows])


def _disarm(sign: re.Match[str]) -> str:
    return sign[0] + GUARD


def _guard(text: str) -> str:
    return GUARD + text if _LINE_START.match(text) else text


_MARKUP = Markup(
    head=_head,
    kinds=_kinds,
    works=_works,
    pending=_pending,
    heading=_heading,
    heading_words=title_words,
    item=_finished_item,
    block=note_block,
)
