"""A field is one row of one table: every format of data has it, and no cache hides it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import yaml
from pyarrow import parquet

from program import ROOT, Program

ROW = """
from dataclasses import replace
_ADDED = Field[Entry]("added", TEXT, "What was added.", lambda entry: f"of {entry.heading.title}")
ITEM = replace(ITEM, fields=(*ITEM.fields, _ADDED))
"""
WANTED = ["of One", "of Two"]
Read = Callable[[bytes], list[Any]]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A copy of the program whose table has a row more since its index was made."""
    folder = tmp_path_factory.mktemp("copy")
    skip = shutil.ignore_patterns("*.pyc.*")  # what is being written
    shutil.copytree(ROOT / "src" / "orgshelf", folder / "orgshelf", ignore=skip)
    (folder / "notes").mkdir()
    (folder / "notes" / "a.org").write_text("* TODO One\n** DONE Two\n")
    copied = Program(folder, folder / "home", {"PYTHONPATH": str(folder)})
    for _ in range(2):
        assert "added" not in copied.process("export", "json").out
    with (folder / "orgshelf/export/field_table.py").open("a", encoding="utf-8") as table:
        table.write(ROW)
    return copied


def _table(data: bytes) -> list[Any]:
    return [row["added"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]


def _tabs(data: bytes) -> list[Any]:
    head, *rows = (line.split("\t") for line in data.decode().splitlines())
    return [row[head.index("added")] for row in rows]


def _sheet(data: bytes) -> list[Any]:
    head, *rows = openpyxl.load_workbook(io.BytesIO(data))["Items"].values
    return [row[head.index("added")] for row in rows]


def _column(data: bytes) -> list[Any]:
    column: list[Any] = parquet.read_table(io.BytesIO(data)).column("added").to_pylist()
    return column


FORMATS: dict[str, Read] = {
    "json": lambda data: [item["added"] for item in json.loads(data)["items"]],
    "jsonl": lambda data: [json.loads(line)["added"] for line in data.splitlines()],
    "yaml": lambda data: [item["added"] for item in yaml.safe_load(data)["items"]],
    "csv": _table,
    "tsv": _tabs,
    "xlsx": _sheet,
    "parquet": _column,
}


#: Exports to each of the formats that are named, one after the other.
EXPORT = """
import sys
from orgshelf.cli.running import run
index, *names = sys.argv[1:]
for name in names:
    sys.argv = ["orgshelf", *index.split(), "export", name, "-o", name]
    assert run() == 0
"""


@pytest.mark.parametrize("index", ["", "--no-index"], ids=["index", "no index"])
def test_a_row_more_is_a_field_more(program: Program, index: str) -> None:
    command = [sys.executable, "-c", EXPORT, index, *FORMATS]
    subprocess.run(command, cwd=program.folder, env=program.environment(), check=True)
    found = {name: read((program.folder / name).read_bytes()) for name, read in FORMATS.items()}
    assert found == dict.fromkeys(FORMATS, WANTED)


def test_listings_searches_and_templates_have_it_too(program: Program) -> None:
    items = json.loads(program.process("list", "--format", "json").out)["items"]
    assert [item["added"] for item in items] == WANTED[:1]
    items = json.loads(program.process("search", "two", "--format", "json").out)["items"]
    assert [item["added"] for item in items] == WANTED[1:]
    (program.folder / "x.j2").write_text("{% for item in items %}{{ item.added }}\n{% endfor %}")
    assert program.process("export", "--template", "x.j2").lines == WANTED


def test_the_schemas_say_what_it_means(program: Program) -> None:
    item = json.loads(program.process("export", "schema").out)["$defs"]["item"]
    assert item["properties"]["added"] == {"description": "What was added.", "type": "string"}
    assert "added" in item["required"]
    columns = program.process("export", "parquet-schema").lines
    assert "added\tstring\tWhat was added." in columns


def test_what_is_said_of_each_field_is_one_sentence(program: Program) -> None:
    for line in program.process("export", "parquet-schema").lines:
        *_, meaning = line.split("\t")
        assert meaning.endswith(".")
        assert ". " not in meaning
