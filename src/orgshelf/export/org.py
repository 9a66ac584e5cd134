"""The progress report as an Org file: nothing in it is an item, a date of the agenda or a tag."""

from collections.abc import Iterator, Sequence
from datetime import date

from orgshelf.export.link_targets import web_links
from orgshelf.export.org_text import (
    code,
    escape,
    escape_heading,
    escape_start,
    link,
    prose,
    table,
    title,
)
from orgshelf.export.prose import Block, ListItem, list_items, notes_by_work
from orgshelf.export.report import Report
from orgshelf.export.summary import (
    Counted,
    Summary,
    grouped,
    nested,
    pending_by_work,
    pending_items,
    summarise,
)
from orgshelf.export.titles_and_dates import bar, by_date, due, fraction, title_words
from orgshelf.shelf.entries import Entry

#: Signs in titles mean themselves when the report is exported on.
OPTIONS = "#+OPTIONS: ^:nil *:nil -:nil e:nil f:nil tex:nil"
_BAR = 10
_SIGNS = "#."  # letters that are equally wide in every font


def render(report: Report) -> str:
    """The report; ends in one line end."""
    summary, pending = summarise(report), pending_items(report)
    lines = [
        *_head(report, summary, len(pending)),
        *_kinds(summary),
        *_works(summary),
        *_pending(pending, report.generated.date()),
        *_finished("Finished", summary.finished),
        *_finished("Given up", summary.dropped),
        *(_notes(report) if report.notes_text else ()),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


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
    """The last four cells of a row; none for what has nothing to count."""
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
    """A heading of its own."""
    return f"{'*' * level} {escape_heading(text)}"


def _item(depth: int, entry: Entry, today: date) -> str:
    more = [escape(words) for words in due(entry.heading, today)]
    more += [link(other) for other in web_links(entry)[1:] if other.description]
    words = ", ".join([title(entry), *more])
    return f"{'  ' * depth}- {escape(entry.heading.keyword or '')} {words}"


def _finished(name: str, entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        yield from (f"* {name} ({len(entries)})", "")
        yield from (*by_date(entries, lambda entry: title(entry) + _of_work(entry)), "")


def _of_work(entry: Entry) -> str:
    return f" ({escape(title_words(entry.owning_work))})" if entry.owning_work else ""


def _notes(report: Report) -> Iterator[str]:
    found = notes_by_work(report)
    if found:
        yield from ("* Notes", "")
    for work, notes in found:
        yield from (_heading(2, title_words(work)), "")
        for entry, blocks in notes:
            if entry is not work:
                yield from (_heading(3, title_words(entry)), "")
            for block in blocks:
                yield from (*note_block(block), "")


def note_block(block: Block) -> Iterator[str]:
    """A block of notes; a quote has its page as its last line."""
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
