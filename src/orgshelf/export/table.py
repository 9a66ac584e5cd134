"""Items as rows of a table, and the formats CSV and TSV.

CSV is as spreadsheets open it well: UTF-8, RFC 4180, nothing that they would run. A report begins
with a byte order mark, without which Excel assumes a local encoding; LibreOffice reads both. A
listing, which is for other programs, has none.

TSV is for scripts: a line per item, and a tab between cells, whatever they contain. A backslash
precedes what would end a cell, and what a spreadsheet would take for a formula after pasting;
without the backslashes the text is exact.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from orgshelf.export.encodable import printable
from orgshelf.export.json_document import item_fields, items
from orgshelf.export.record import TEXTS_BY_NAME, AnyType, Field, ListOf, Record
from orgshelf.export.report import Report

Cell = str | int | None

_BYTE_ORDER_MARK = "\ufeff"
#: The first characters of a formula, including the full-width forms of Asian keyboards.
FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# Where a cell begins: at its own beginning, and within it where a spreadsheet may split it. Excel
# in many countries splits at semicolons, and ignores quotes within such a part.
_CELL = re.compile(f'\\A(?=[{FORMULA}\t\r\n])|(?<=[;\t\r\n])(?="*[{FORMULA}])')
_ESCAPES = {"\t": "t", "\n": "n", "\r": "r"}
_SPECIAL = re.compile(rf"[\\\t\n\r]|\A[{FORMULA}]")


class Column(NamedTuple):
    """A column: its name, the type of its field, and its width in a spreadsheet."""

    name: str
    type: AnyType
    width: int


def columns(report: Report) -> list[Column]:
    """The columns of a report: one for each field, and one for each member of a record."""
    return list(chain.from_iterable(map(_columns, item_fields(report))))


def rows(report: Report) -> Iterator[Sequence[Cell]]:
    """The names of the columns, then the row of each item.

    Lists are joined by ``; ``, links are their targets, properties ``KEY=value``.
    """
    yield [column.name for column in columns(report)]
    cells = [(field.name, _cells(field.type)) for field in item_fields(report)]
    for item in items(report):
        yield list(chain.from_iterable(make(item[name]) for name, make in cells))


def _columns(field: Field[Any]) -> list[Column]:
    if isinstance(field.type, Record):
        members = field.type.fields
        return [Column(f"{field.name}_{of.name}", of.type, of.width) for of in members]
    return [Column(field.name, field.type, field.width)]


def _cells(of: AnyType) -> Callable[[Any], list[Cell]]:
    """A function that makes the cells of a value of a type."""
    match of:
        case Record(fields=fields):
            return lambda data: [_cell(data.get(field.name)) for field in fields]
        case ListOf(of=Record(as_text=as_text)):
            return lambda values: [_joined(map(as_text, values))]
        case ListOf():
            return lambda values: [_joined(values)]
    if of == TEXTS_BY_NAME:
        return lambda data: [_joined(f"{name}={text}" for name, text in data.items())]
    return lambda value: [_cell(value)]


def _joined(texts: Iterable[str]) -> str:
    return printable("; ".join(texts))


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int) or value is None else printable(str(value))


class _Line:
    """A file whose ``write`` returns the text, which the CSV writer passes on."""

    def write(self, text: str, /) -> str:
        """Return the text."""
        return text


def render_csv(report: Report) -> Iterator[str]:
    """A header and a row per item; lines end in CRLF."""
    if not report.listing:
        yield _BYTE_ORDER_MARK
    writer = csv.writer(_Line(), lineterminator="\r\n")
    for row in rows(report):
        yield writer.writerow([neutral(cell) for cell in row])


def neutral(cell: Cell) -> Cell:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    return _CELL.sub("'", cell) if isinstance(cell, str) else cell


def render_tsv(report: Report) -> Iterator[str]:
    """A header and a line per item; UTF-8 without a byte order mark, lines end in LF."""
    return ("\t".join(map(escape, row)) + "\n" for row in rows(report))


def escape(cell: Cell) -> str:
    r"""The cell with ``\t``, ``\n``, ``\r``, ``\\`` and, at its beginning, ``\=`` and the like."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return _SPECIAL.sub(lambda char: "\\" + _ESCAPES.get(char[0], char[0]), cell)
