"""Parquet: what DuckDB and Arrow read of it is what the JSON says."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import duckdb
import pytest
from pyarrow import parquet

from export.trees import HOSTILE, NOW, SHIPPED, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.field_table import ABOUT, ITEM
from orgshelf.export.json_document import items
from orgshelf.export.record import Data
from orgshelf.export.report import Options, Report

MOMENTS = ("scheduled", "deadline", "closed")
COLUMNS = [field.name for field in ITEM.fields]


def data(report: Report) -> bytes:
    return EXPORTERS["parquet"].data(report)


def file(report: Report) -> Any:  # noqa: ANN401 - pyarrow has no types
    return parquet.ParquetFile(io.BytesIO(data(report)))


def rows(report: Report) -> list[dict[str, Any]]:
    """The rows as Arrow gives them to Python."""
    return cast(list[dict[str, Any]], file(report).read().to_pylist())


def wanted(item: Data) -> dict[str, Any]:
    """An item of the JSON with the types of the columns."""
    row: dict[str, Any] = {"text": None, "quotes": None, "notes": None, **item}
    row["properties"] = list(item["properties"].items())
    row["planning"] = {name: item["planning"].get(name) for name in MOMENTS}
    for name in MOMENTS:
        row[name] = datetime.fromisoformat(row[name]) if row[name] else None
    return row


@pytest.mark.parametrize("notes_text", [False, True])
@pytest.mark.parametrize("tree", SHIPPED)
def test_the_rows_are_the_items(tree: str, notes_text: bool) -> None:
    report = shipped(tree, notes_text=notes_text)
    about = {"generated": NOW, "notes_root": Path(tree).name}
    assert rows(report) == [wanted(item) | about for item in items(report)]


@pytest.mark.parametrize(
    "report", [shipped("notes"), shipped("examples/notes", notes_text=True)], ids=SHIPPED
)
def test_the_columns_are_those_of_the_items_whatever_the_notes_hold(report: Report) -> None:
    names = file(report).schema_arrow.names
    assert names == [*COLUMNS, *(field.name for field in ABOUT)]
    assert file(replace(report, entries=[])).schema_arrow == file(report).schema_arrow
    assert rows(replace(report, entries=[])) == []


def test_in_a_folder_of_many_the_folder_has_the_name() -> None:
    report = replace(shipped("notes"), options=Options(root_name="anna", partitioned=True))
    assert file(report).schema_arrow.names == [*COLUMNS, "generated"]
    alone = replace(report, options=Options(root_name="anna"))
    assert {row["notes_root"] for row in rows(alone)} == {"anna"}


def test_row_groups_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    report = shipped("examples/notes")
    bound = 4 * len(report.entries)
    monkeypatch.setattr("orgshelf.export.parquet.ROWS", bound)
    many = [*report.entries] * 5
    about = file(replace(report, entries=many)).metadata
    assert about.num_rows == len(many)
    groups = [about.row_group(number).num_rows for number in range(about.num_row_groups)]
    assert groups == [bound, len(report.entries)]
    assert about.row_group(0).column(0).compression == "ZSTD"


def test_foreign_text_has_no_control_characters_and_numbers_have_bounds(tmp_path: Path) -> None:
    effort = f"* TODO x\n:PROPERTIES:\n:EFFORT: {2**63}\n:YEAR: 0\n:K: \x1b[31m\n:END:\n"
    report = written(tmp_path, {"a.org": HOSTILE, "b.org": effort}, notes_text=True)
    found = rows(report)
    assert len(found) == len(report.entries)
    assert found[-1]["effort_minutes"] is None
    assert dict(found[-1]["properties"])["K"] == "\ufffd[31m"
    letters = set("".join(texts(found)))
    assert "\ufffd" in letters
    assert {char for char in letters if char < " " or "\x7f" <= char < "\xa0"} <= {"\n", "\t"}


def texts(value: object) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for member in value:
            yield from texts(member)


def described(path: Path) -> dict[str, str]:
    """DuckDB's types of the columns."""
    with duckdb.connect() as connection:
        found = connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    return {name: kind for name, kind, *_ in found}


def test_duckdb_reads_the_types_that_the_schema_names(tmp_path: Path) -> None:
    report = shipped("examples/notes")
    path = tmp_path / "items.parquet"
    path.write_bytes(data(report))
    lines = EXPORTERS["parquet-schema"].render(report).splitlines()
    columns = {name: kind for name, kind, _ in (line.split("\t") for line in lines)}
    empty = ", ".join(f'"{name}" {_in_duckdb(kind)}' for name, kind in columns.items())
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE named ({empty})")
        named = connection.execute("DESCRIBE named").fetchall()
    assert {name: kind for name, kind, *_ in named} == described(path)


def _in_duckdb(kind: str) -> str:
    """A type in the words of Hive in those of DuckDB: ``array<x>`` is ``x[]``."""
    if kind.startswith("array<"):
        return f"{_in_duckdb(kind[6:-1])}[]"
    if kind.startswith("struct<"):
        members = (member.split(": ") for member in kind[7:-1].split(", "))
        return f"STRUCT({', '.join(f'{chr(34)}{name}{chr(34)} {of}' for name, of in members)})"
    return kind.replace("<", "(").replace(">", ")")
