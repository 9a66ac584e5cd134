"""What each view shows: its rows, or its page."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.console import RenderableType
from rich.text import Text

from orgshelf.org.syntax.plain_words import readable_line
from orgshelf.progress.counts import counted
from orgshelf.progress.numbers import standing
from orgshelf.query import Query
from orgshelf.shelf.day_plan import AgendaItem
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import Quotation, quotations
from orgshelf.store.library import Library
from orgshelf.store.planned import agenda_in
from orgshelf.terminal import detail, detail_page, progress_table
from orgshelf.terminal.agenda_table import reason
from orgshelf.terminal.day_screen import Day, day_of, today_of
from orgshelf.terminal.entry_table import due, meter, state, styled, trail
from orgshelf.terminal.measures import MOST_WORKS
from orgshelf.text import clean
from orgshelf.tui.list_rows import ListedRows, Row
from orgshelf.tui.outside import Outside

#: So many parts of a heading are shown beside the list.
_MOST_PARTS = 200
#: So many of what is planned for today, of which most are late.
_MOST_PLANNED = 60


@lru_cache(maxsize=1)  # until the notes are others, or the day is over
def today(library: Library, study: Query) -> ListedRows:
    """What is read, planned, next and finished of what is studied, each under its head."""
    agenda = agenda_in(library, study, today_of(library), _MOST_PLANNED + 1)
    return ListedRows([*_of_day(library, day_of(library, study, agenda))])


def _of_day(library: Library, day: Day) -> Iterator[Row]:
    parts = (
        ("Reading", [_row(each.work, _far(each.work)) for each in day.reading]),
        ("Today", [*_planned(day.planned)]),
        ("Next", [_row(entry, due(library, entry)) for entry in day.coming]),
        ("Finished in the last 7 days", [_row(entry, Text()) for entry in day.finished]),
    )
    shown = [(title, rows) for title, rows in parts if rows]
    for number, (title, rows) in enumerate(shown):
        yield from ([Row(Text())] if number else [])
        yield Row(styled(title, "bold"))
        yield from rows
    for goal in day.goals:
        words = f"{goal.name}  {goal.done} of {goal.count} by {goal.by}"
        yield Row(styled(words), styled(standing(goal)))
    if not shown:
        yield Row(styled("Nothing is here yet: a adds a work."))


def _planned(items: Sequence[AgendaItem]) -> Iterator[Row]:
    yield from (_row(item.entry, reason(item)) for item in items[:_MOST_PLANNED])
    if len(items) > _MOST_PLANNED:
        yield Row(styled("… and more, which orgshelf agenda shows", "dim"))


def _far(work: Entry) -> Text:
    progress = counted(work)
    return meter(progress, bars=False) if progress.total > 1 else state(work)


def _row(entry: Entry, right: Text) -> Row:
    return Row(trail(entry), right, entry)


def quotes(library: Library) -> ListedRows:
    """Every quote, with where it is from."""
    found = quotations(library.containing("begin_quote"))
    rows = [_quote(quotation) for quotation in found]
    return ListedRows(rows or [Row(styled("No quote was taken down yet: q takes one."))])


def _quote(quotation: Quotation) -> Row:
    words = clean(readable_line(quotation.words))
    origin = styled(quotation.origin, "dim")
    page = Text.assemble(words, "\n\n", ("— ", "dim"), origin)
    return Row(styled(" ".join(words.split())), Text(), quotation.entry, page)


def page_of(library: Library, row: Row | None, *, plain: bool) -> RenderableType:
    """What is shown beside a row."""
    if row is None or row.entry is None:
        return row.page if row and row.page else Text()
    if row.page:
        return row.page
    if plain:
        return Text(detail.plain(library, row.entry, most=_MOST_PARTS))
    return detail_page.table(library, row.entry, most=_MOST_PARTS)


def progress(library: Library, outside: Outside, width: int) -> RenderableType:
    """How far everything is, with charts."""
    board = _overview(library, outside.study)
    if outside.plain:
        return Text(progress_table.plain(board, width))
    return progress_table.RichDashboard(board)


@lru_cache(maxsize=1)
def _overview(library: Library, study: Query) -> progress_table.Overview:
    numbers = library.numbers(study, works=MOST_WORKS)
    return progress_table.Overview(numbers, library.short_ids)
