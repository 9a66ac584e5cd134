"""The workbook, read back by openpyxl."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from export.trees import HOSTILE, SHIPPED, items_only, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.encodable import printable
from orgshelf.export.report import Report
from orgshelf.export.table import neutral
from orgshelf.export.xlsx import _MOST_LINKS, fill
from orgshelf.model import Link

Row = dict[str, object]


def workbook(report: Report) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(EXPORTERS["xlsx"].data(report)))


def sheet(report: Report, name: str) -> Worksheet:
    return workbook(report)[name]


def rows(report: Report, name: str = "Items") -> list[Row]:
    head, *rest = sheet(report, name).values
    return [dict(zip(head, row, strict=True)) for row in rest]


def cells(report: Report) -> list[Cell]:
    book = workbook(report)
    return [cell for name in book.sheetnames for row in book[name].iter_rows() for cell in row]


@pytest.mark.parametrize("tree", SHIPPED)
@pytest.mark.parametrize("notes_text", [False, True])
def test_items_have_all_columns_of_csv(tree: str, notes_text: bool) -> None:
    report = shipped(tree, notes_text=notes_text)
    text = EXPORTERS["csv"].render(report).removeprefix("\ufeff")
    wanted = list(csv.DictReader(io.StringIO(text, newline="")))
    found = rows(report)
    assert [list(row) for row in found] == [list(row) for row in wanted]
    for row, line in zip(found, wanted, strict=True):
        for name in set(row) - {"scheduled", "deadline", "closed", "done"}:
            value = row[name] if row[name] is not None else ""
            assert line[name] == (neutral(value) if isinstance(value, str) else str(value))
        assert row["done"] is (line["done"] == "true")


def test_sheets_and_what_they_count() -> None:
    report = items_only(shipped("notes"))
    assert workbook(report).sheetnames == ["Items", "Works", "Kinds", "Months"]
    assert len(rows(report)) == 191
    assert sum(row["done"] is True for row in rows(report)) == 46
    kinds = {row["kind"]: (row["done"], row["total"]) for row in rows(report, "Kinds")}
    assert kinds == {"paper": (1, 3), "tutorial": (44, 165), "video": (1, 23)}
    works = {str(row["work"]): row for row in rows(report, "Works")}
    paper = works["MASSEXODUS: modeling evolving networks in harsh environments"]
    assert (paper["authors"], paper["year"]) == ("Navlakha; Bar-Joseph", 2015)
    assert (paper["status"], paper["percent"]) == ("finished", 100)


def test_dates_are_dates(tmp_path: Path) -> None:
    text = (
        "* TODO x\nSCHEDULED: <2026-11-25 Wed 19:00> DEADLINE: <2026-12-01 Tue>\n"
        "* DONE y\nCLOSED: [1843-09-01 Fri 10:00] DEADLINE: <2026-02-31 Tue>\n"
    )
    found = sheet(written(tmp_path, {"x.org": text}), "Items")
    names = [cell.value for cell in found[1]]
    one = dict(zip(names, found[2], strict=True))
    two = dict(zip(names, found[3], strict=True))
    assert one["scheduled"].value == datetime(2026, 11, 25, 19)
    assert one["scheduled"].number_format == "yyyy-mm-dd hh:mm"
    assert one["deadline"].value == datetime(2026, 12, 1)
    assert one["deadline"].number_format == "yyyy-mm-dd"
    assert two["closed"].value == "1843-09-01T10:00"
    assert two["deadline"].value == datetime(2026, 3, 3)
    assert one["planning_deadline"].value == "<2026-12-01 Tue>"


def test_the_first_link_is_to_be_clicked() -> None:
    found = sheet(shipped("notes"), "Works")
    links = {row[1].value: row[1].hyperlink for row in found.iter_rows(min_row=2)}
    paper = links["Computer systems are dynamical systems"]
    assert paper.target == "http://www-plan.cs.colorado.edu/klipto/CHAOEH193033124_2.pdf"
    items = sheet(shipped("notes"), "Items")
    assert sum(cell.hyperlink is not None for row in items.iter_rows() for cell in row) == 29


def test_links_beyond_what_excel_opens_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _MOST_LINKS == 65_530  # https://support.microsoft.com: Excel specifications and limits
    monkeypatch.setattr("orgshelf.export.xlsx._MOST_LINKS", 30)
    out = io.BytesIO()
    links = [[Link(f"https://example.org/{number}", f"#{number}")] for number in range(40)]
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        fill(book, "Links", iter([["link"], *links]))
    with zipfile.ZipFile(out) as made:
        data = made.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(">#([0-9]+)<", data) == [str(number) for number in range(40)]
    assert data.count("<hyperlink ") == 30


def test_a_link_too_long_for_excel_is_text(tmp_path: Path) -> None:
    report = written(tmp_path, {"x.org": f"* [[https://example.org/{'a' * 3000}][x]]\n"})
    assert [cell for cell in cells(report) if cell.hyperlink] == []


def test_nothing_is_run(tmp_path: Path) -> None:
    text = HOSTILE + b"* TODO =1+1\n* TODO @SUM(A1)\n* TODO {=A1}\n* TODO 007\n"
    report = written(tmp_path, {"x.org": text}, notes_text=True)
    found = cells(report)
    assert {cell.data_type for cell in found} <= {"s", "n", "b", "d", "inlineStr"}
    titles = [row["title"] for row in rows(report)]
    assert {"=1+1", "@SUM(A1)", "{=A1}", "007"} <= set(titles)
    targets = [cell.hyperlink.target for cell in found if cell.hyperlink]
    assert all(target.startswith(("https:", "http:", "mailto:")) for target in targets)
    with zipfile.ZipFile(io.BytesIO(EXPORTERS["xlsx"].data(report))) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist() if "sheet" in name)


def test_the_head_stays_and_columns_can_be_filtered() -> None:
    report = shipped("notes")
    items_ = len(EXPORTERS["csv"].render(report).splitlines()[0].split(","))
    for name, columns in (("Items", items_), ("Works", 10), ("Kinds", 6)):
        found = sheet(report, name)
        assert found.freeze_panes == "A2"
        assert found.auto_filter.ref == f"A1:{found.cell(found.max_row, columns).coordinate}"
        assert found.max_column == columns
        assert found["A1"].font.bold
    assert sheet(report, "Items").column_dimensions["D"].width > 50


def test_finished_per_month_is_counted_and_drawn() -> None:
    report = shipped("examples/notes")
    found = rows(report, "Months")
    assert report.numbers
    numbers = report.numbers()
    repeats, every = (sum(days.values()) for days in (numbers.repeated, numbers.finished))
    assert repeats
    assert sum(int(str(row["repeats"])) for row in found) == repeats
    assert sum(int(str(row["finished"])) for row in found) == every - repeats
    assert [row["month"] for row in found] == sorted({str(row["month"]) for row in found})
    with zipfile.ZipFile(io.BytesIO(EXPORTERS["xlsx"].data(report))) as book:
        chart = book.read("xl/charts/chart1.xml").decode()
    assert f"Months!$B$2:$B${len(found) + 1}" in chart


def test_the_bytes_are_made_of_notes_and_time_alone() -> None:
    report = shipped("examples/notes")
    data = EXPORTERS["xlsx"].data(report)
    later = replace(report, generated=datetime(2027, 1, 1))
    assert EXPORTERS["xlsx"].data(report) == data
    assert EXPORTERS["xlsx"].data(later) != data
    assert workbook(report).properties.created == report.generated


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    EXPORTERS["xlsx"].data(shipped("notes"))
    assert list(tmp_path.iterdir()) == []


def test_a_day_is_a_date() -> None:
    found = [row["deadline"] for row in rows(shipped("examples/notes")) if row["deadline"]]
    assert found
    assert all(isinstance(day, date) for day in found)


def test_keywords_and_kinds_may_hold_anything(tmp_path: Path) -> None:
    note = "#+TODO: A\x1bB | C\n* A\x1bB x\n:PROPERTIES:\n:KIND: k\x07\uffff\n:END:\n"
    report = written(tmp_path, {"x.org": note})
    assert [row["kind"] for row in rows(report, "Works")] == ["k\ufffd\ufffd"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
@example("_x0041_ \x00\x0b\ufffe\uffff\x85")
@example("x" * 40_000)
def test_any_title_comes_back(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    folder = tmp_path_factory.mktemp("notes")
    report = written(folder, {"x.org": f"* a {title} z\n"})
    found = [unescape(str(row["title"])) for row in rows(report)]
    # Excel takes this many letters in a cell.
    assert found == [printable(entry.heading.title)[:32_767] for entry in report.entries]
