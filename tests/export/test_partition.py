"""Folders of many people's files: every name comes back as it was."""

from pathlib import Path

import duckdb
import pytest

from export.trees import shipped
from orgshelf.cli.report_files import folder
from orgshelf.export import EXPORTERS

NAMES = ["anna", "007", "a=b/c:d 5%", "../..", "学生 Zoë", "x'y\"z+w&*?", "%2F", "-", "back\\slash"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_one_folder(name: str) -> None:
    assert len(Path(folder(name)).parts) == 1
    assert len(Path(folder("\x1b[31m\n\t\0/")).parts) == 1
    assert folder("\x1b\n").isprintable()


def test_duckdb_reads_back_every_name(tmp_path: Path) -> None:
    data = EXPORTERS["parquet"].data(shipped("notes"))
    for name in NAMES:
        path = tmp_path / folder(name)
        path.mkdir()
        (path / "items.parquet").write_bytes(data)
    question = (
        f"SELECT DISTINCT notes_root FROM read_parquet('{tmp_path}/*/*.parquet', "
        "hive_partitioning = true, hive_types = {'notes_root': VARCHAR})"
    )
    with duckdb.connect() as connection:
        found = connection.execute(question).fetchall()
    assert sorted(name for (name,) in found) == sorted(NAMES)
