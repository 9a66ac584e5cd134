"""Parquet: the items as typed columns, for DuckDB, Spark, Trino and data frames.

``parquet-schema`` prints all columns. They are always the same, whatever the notes hold, and
those of the JSON item but that

- ``scheduled``, ``deadline`` and ``closed`` are timestamps without a zone, at midnight where the
  stamp has no time of day; ``planning`` has the stamps as they are written;
- ``text`` and ``quotes`` are null unless notes are asked for;
- ``generated`` says when the file was made, and ``notes_root`` whose notes they are. A file in
  a folder ``notes_root=NAME`` has no column of that name, as Hive's partitions want it.

Control characters are U+FFFD, as in the tables; a number that 64 bits do not hold is null.
The same notes at the same time give the same bytes.
"""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from orgshelf.export.encodable import in_texts, printable
from orgshelf.export.field_table import ITEM, about
from orgshelf.export.json_document import SCHEMA, item_fields, items
from orgshelf.export.record import AnyType, Field, ListOf, Record, Type
from orgshelf.export.report import Report

#: The number of rows in memory at a time, and in a row group.
ROWS = 32_768

_TEXT = pa.string()
_TYPES = {
    "string": _TEXT,
    "boolean": pa.bool_(),
    "bigint": pa.int64(),
    "timestamp": pa.timestamp("us"),
    "map<string, string>": pa.map_(_TEXT, _TEXT),
}
_LARGEST = 2**63 - 1


def render(report: Report) -> bytes:
    """The file, compressed by zstd; linear, and written in batches of ``ROWS``."""
    of_file = about(report)
    same = {field.name: field.make(report) for field in of_file}
    columns: tuple[Field[Any], ...] = (*ITEM.fields, *of_file)
    schema = pa.schema(map(_column, columns), {"orgshelf": SCHEMA})
    changes = [(field.name, _change(field.type)) for field in item_fields(report)]
    rows = ({name: change(item[name]) for name, change in changes} | same for item in items(report))
    out = io.BytesIO()
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))
    return out.getvalue()


def _column(field: Field[Any]) -> tuple[str, Any]:
    return field.name, arrow_type(field.type)


def arrow_type(of: AnyType) -> Any:  # noqa: ANN401 - pyarrow has no types of its own
    """The Arrow type of a field's type."""
    match of:
        case ListOf(of=member):
            return pa.list_(arrow_type(member))
        case Record(fields=fields):
            return pa.struct(map(_column, fields))
        case Type(few=True):
            return pa.dictionary(pa.int32(), _TEXT)
    return _TYPES[of.sql]


def _change(of: AnyType) -> Callable[[Any], object]:
    """A function that converts a value for pyarrow: dates, pairs, printable text."""
    match of.sql:
        case "bigint":
            return lambda number: number if number is None or abs(number) <= _LARGEST else None
        case "timestamp":
            return lambda iso: datetime.fromisoformat(iso) if iso else None
        case "map<string, string>":
            return lambda texts: [*in_texts(printable, texts).items()]
    return lambda data: in_texts(printable, data) if data else data


def _batches(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    while batch := list(islice(rows, ROWS)):
        yield batch
