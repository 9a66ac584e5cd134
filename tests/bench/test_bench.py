"""Reading stays about as quick and as small as bare orgparse, and starting as click itself."""

from pathlib import Path

import pytest

from bench.bench_read import Row, edit_rows, reading_rows, start_rows, table

pytestmark = pytest.mark.bench


def test_reading_costs_about_what_orgparse_alone_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _check(reading_rows(tmp_path), capsys)


def test_starting_costs_little_more_than_importing_click(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _check(start_rows(tmp_path), capsys)


def test_an_edit_costs_what_reading_costs_and_a_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _check(edit_rows(tmp_path), capsys)


def _check(rows: list[Row], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{table(rows)}")
    assert [row.what for row in rows if row.ratio > row.limit] == []
