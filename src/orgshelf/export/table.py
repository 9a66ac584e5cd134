"""Items as rows of a table, for the formats that have no lists in a cell."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from orgshelf.export.encodable import printable
from orgshelf.export.json_document import item_fields, items
from orgshelf.export.record import TEXTS_BY_NAME, AnyType, Field, ListOf, Record
from orgshelf.export.report import Report

Cell = str | int | None


class Column(NamedTuple):
    """A column: its name, the type of the field that it shows, and how wide it should be."""

    name: str
    type: AnyType
    width: int


def columns(report: Report) -> list[Column]:
    """The columns of a report: one for each field, and one for each member of a record."""
    return list(chain.from_iterable(map(_columns, item_fields(report))))


def rows(report: Report) -> Iterator[Sequence[Cell]]:
    """The names of the columns, then a row of the same length for each item.

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
    """What makes the cells of a value of some type."""
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
