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
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, cast

import pyarrow as pa
from pyarrow import parquet

from orgshelf.export.fields import items
from orgshelf.export.report import Report
from orgshelf.export.shape import SCHEMA, Item
from orgshelf.export.text import in_texts, printable

#: So many rows are in memory at a time, and make one row group.
ROWS = 32_768

_TEXT = pa.string()
_WORD = pa.dictionary(pa.int32(), _TEXT)  # there are few different ones
_COUNT = pa.int64()
_MOMENT = pa.timestamp("us")

#: The type of each field of the JSON item, in its order.
TYPES: Mapping[str, Any] = {
    "id": _TEXT,
    "kind": _WORD,
    "work": _WORD,
    "title": _TEXT,
    "heading": _TEXT,
    "state": _WORD,
    "done": pa.bool_(),
    "priority": _WORD,
    "tags": pa.list_(_TEXT),
    "local_tags": pa.list_(_TEXT),
    "level": _COUNT,
    "path": pa.list_(_TEXT),
    "file": _WORD,
    "line": _COUNT,
    "scheduled": _MOMENT,
    "deadline": _MOMENT,
    "closed": _MOMENT,
    "planning": pa.struct([("scheduled", _TEXT), ("deadline", _TEXT), ("closed", _TEXT)]),
    "links": pa.list_(pa.struct([("target", _TEXT), ("description", _TEXT)])),
    "authors": pa.list_(_TEXT),
    "year": _COUNT,
    "properties": pa.map_(_TEXT, _TEXT),
    "effort_minutes": _COUNT,
    "clocked_minutes": _COUNT,
    "progress": pa.struct(
        [
            ("done", _COUNT),
            ("total", _COUNT),
            ("percent", _COUNT),
            ("dropped", _COUNT),
            ("unit", _TEXT),
        ]
    ),
    "text": _TEXT,
    "quotes": pa.list_(pa.struct([("text", _TEXT), ("page", _TEXT), ("line", _COUNT)])),
}
#: The columns that no item has of itself.
ABOUT: Mapping[str, Any] = {"generated": _MOMENT, "notes_root": _WORD}

_MOMENTS = ("scheduled", "deadline", "closed")
_NO_TEXT = ("id", "done", "level", "line", "year", "progress", *_MOMENTS)
_UNBOUNDED = ("effort_minutes", "clocked_minutes")
_LARGEST = 2**63 - 1


def render(report: Report) -> bytes:
    """The file, compressed by zstd; linear, with no more than ``ROWS`` rows in the making."""
    about: dict[str, object] = {"generated": report.generated}
    if not report.options.partitioned:
        about["notes_root"] = printable(report.options.root_name or report.notes)
    schema = pa.schema(
        [*TYPES.items(), *((name, ABOUT[name]) for name in about)], {"orgshelf": SCHEMA}
    )
    out = io.BytesIO()
    rows = (_row(item) | about for item in items(report))
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))
    return out.getvalue()


def _batches(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    while batch := list(islice(rows, ROWS)):
        yield batch


def _row(item: Item) -> dict[str, object]:
    """An item as pyarrow takes it: dates as such, properties as pairs."""
    row = {
        name: in_texts(printable, value) if value and name not in _NO_TEXT else value
        for name, value in item.items()
    }
    row["properties"] = [*cast("dict[str, str]", row["properties"]).items()]
    for name in _MOMENTS:
        row[name] = datetime.fromisoformat(str(row[name])) if row[name] else None
    for name in _UNBOUNDED:
        row[name] = _bounded(row[name])
    return row


def _bounded(number: object) -> int | None:
    return number if isinstance(number, int) and abs(number) <= _LARGEST else None
