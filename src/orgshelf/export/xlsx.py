"""A workbook for Excel and LibreOffice: items, works, kinds, and what was finished when.

Rows are written to temporary files one by one, so that memory use is constant.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from orgshelf.export.encodable import one_line
from orgshelf.export.field_table import DATE, LINK
from orgshelf.export.link_targets import web_links
from orgshelf.export.record import FLAG, AnyType, ListOf
from orgshelf.export.report import Report
from orgshelf.export.summary import Summary, summarise
from orgshelf.export.table import Cell, columns, rows
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link
from orgshelf.progress.days import per_month
from orgshelf.progress.numbers import without_repeats
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of

Value = Cell | date | Link

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
#: Limits of Excel: links on a sheet, characters of a link, and the first year.
_MOST_LINKS = 65_530
_LONGEST_LINK = 1_000
_FIRST_YEAR = 1900
_SCHEMES = ("http://", "https://", "mailto:")
_NUMBERS = ("done", "total", "percent", "given up")
#: The widths of wide columns.
_WORKS = {"work": 40, "authors": 30}
_WIDTH = 12


def render(report: Report) -> bytes:
    """The workbook; the same bytes for the same notes at the same time.

    Raises:
        OSError: the temporary files cannot be written.
    """
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": one_line(report.notes), "created": report.generated})
    summary = summarise(report)
    months = list(_months(report))
    fill(book, "Items", _items(report), {of.name: of.width for of in columns(report)})
    fill(book, "Works", _works(summary), _WORKS)
    fill(book, "Kinds", _kinds(summary))
    _chart(book, fill(book, "Months", iter(months)), len(months) - 1)
    try:
        book.close()
    except FileCreateError as error:  # wraps an OSError
        raise OSError(*error.args[0].args) from error
    return out.getvalue()


def _items(report: Report) -> Iterator[Sequence[Value]]:
    """The rows of ``csv`` with typed dates and clickable first links."""
    table = rows(report)
    yield next(table)
    readers = [(i, read) for i, of in enumerate(columns(report)) if (read := _reader(of.type))]
    for entry, row in zip(report.entries, table, strict=True):
        values: list[Value] = list(row)
        for index, read in readers:
            if cell := row[index]:
                values[index] = read(entry, str(cell))
        yield values


def _reader(of: AnyType) -> Callable[[Entry, str], Value] | None:
    """A function that makes a typed value of a cell; None if it stays text or a number."""
    if of == DATE:
        return _date
    if of == FLAG:
        return lambda _entry, word: word == "true"
    return _linked if of == ListOf(LINK) else None


def _date(_entry: Entry, iso: str) -> Value:
    """A date, with its time if any; text for a date before Excel's first one."""
    moment = datetime.fromisoformat(iso)
    if moment.year < _FIRST_YEAR:
        return iso
    return moment if "T" in iso else moment.date()


def _linked(entry: Entry, words: str) -> Value:
    links = [link.target for link in web_links(entry)]
    fit = (link for link in links if link.startswith(_SCHEMES) and len(link) < _LONGEST_LINK)
    target = next(fit, None)
    return Link(target, words) if target else words


def _works(summary: Summary) -> Iterator[Sequence[Value]]:
    yield ["kind", "work", "authors", "year", "status", *_NUMBERS, "unit"]
    for row in summary.works:
        credit = credits_of(row.work.heading)
        progress = row.counted.progress
        yield [
            one_line(row.work.kind),
            _linked(row.work, one_line(credit.title) or title_words(row.work)),
            one_line("; ".join(credit.authors)),
            credit.year,
            row.status.value,
            *(progress.done, progress.total, progress.percent, row.dropped),
            row.counted.unit,
        ]


def _kinds(summary: Summary) -> Iterator[Sequence[Value]]:
    yield ["kind", "works", *_NUMBERS]
    for row in summary.kinds:
        progress = row.counted.progress
        yield [
            one_line(row.kind),
            row.works,
            *(progress.done, progress.total, progress.percent, progress.dropped),
        ]


def _months(report: Report) -> Iterator[Sequence[Value]]:
    """The number of items finished in each month, without repetitions, which are separate."""
    yield ["month", "finished", "repeats"]
    if report.numbers is None:
        return
    numbers = report.numbers()
    finished, repeats = map(per_month, (without_repeats(numbers), numbers.repeated))
    for month in sorted(finished | repeats):
        yield [f"{month:%Y-%m}", finished.get(month, 0), repeats.get(month, 0)]


def _chart(book: Workbook, sheet: Worksheet, months: int) -> None:
    if months:
        chart = book.add_chart({"type": "column"})
        chart.add_series(
            {
                "name": "Finished",
                "categories": ["Months", 1, 0, months, 0],
                "values": ["Months", 1, 1, months, 1],
            }
        )
        chart.set_legend({"none": True})
        chart.set_title({"name": "Finished per month"})
        sheet.insert_chart("E2", chart)


def fill(
    book: Workbook,
    name: str,
    table: Iterator[Sequence[Value]],
    widths: Mapping[str, int] | None = None,
) -> Worksheet:
    """Add a sheet with a table, whose first row has the column names and is frozen."""
    sheet = book.add_worksheet(name)
    head, names = book.add_format({"bold": True}), next(table)
    for place, title in enumerate(names):
        sheet.set_column(place, place, (widths or {}).get(str(title), _WIDTH))
        sheet.write_string(0, place, str(title), head)
    last = _write_rows(sheet, table, _Writers(book, sheet))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(names) - 1)
    return sheet


def _write_rows(sheet: Worksheet, table: Iterator[Sequence[Value]], writers: "_Writers") -> int:
    """Write the rows below the first; return the number of the last (from 0)."""
    row = 0
    for row, values in enumerate(table, 1):
        for place, value in enumerate(values):
            if value is not None and value != "":
                writers.of_type[type(value)](row, place, value)
    return row


class _Writers:
    """The function that writes a value of each type to a sheet."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        time = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._sheet, self._links = sheet, 0
        self.of_type: Mapping[type, Callable[[int, int, Any], object]] = {
            str: sheet.write_string,
            int: sheet.write_number,
            bool: sheet.write_boolean,
            date: lambda row, place, value: sheet.write_datetime(row, place, value, day),
            datetime: lambda row, place, value: sheet.write_datetime(row, place, value, time),
            Link: self._link,
        }

    def _link(self, row: int, place: int, link: Link) -> None:
        """Write a clickable link, or plain text above the limit of links."""
        self._links += 1
        if self._links <= _MOST_LINKS:
            self._sheet.write_url(row, place, link.target, string=link.description)
        else:
            self._sheet.write_string(row, place, link.description)
