"""CSV for spreadsheets and TSV for scripts."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from export.trees import HOSTILE, SHIPPED, items_only, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.encodable import printable
from orgshelf.export.report import Report
from orgshelf.export.table import escape, neutral

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
FORMULA = (*SIGNS, "\t", "\r", "\n")
UNESCAPED = {"t": "\t", "n": "\n", "r": "\r"}


def unescape(cell: str) -> str:
    return re.sub(r"\\(.)", lambda escaped: UNESCAPED.get(escaped[1], escaped[1]), cell)


def csv_rows(report: Report) -> list[dict[str, str]]:
    text = EXPORTERS["csv"].render(report).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def tsv_rows(report: Report) -> list[dict[str, str]]:
    head, *lines = EXPORTERS["tsv"].render(report).removesuffix("\n").split("\n")
    names = head.split("\t")
    return [dict(zip(names, map(unescape, line.split("\t")), strict=True)) for line in lines]


def items(report: Report) -> list[dict[str, Any]]:
    found = json.loads(EXPORTERS["json"].render(report))["items"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("tree", SHIPPED)
@pytest.mark.parametrize("notes_text", [False, True])
def test_tsv_holds_what_json_holds(tree: str, notes_text: bool) -> None:
    report = shipped(tree, notes_text=notes_text)
    for row, item in zip(tsv_rows(report), items(report), strict=True):
        for name in ("id", "work", "title", "heading", "state", "file", "deadline"):
            assert row[name] == (item[name] or "")
        assert row["done"] == ("true" if item["done"] else "false")
        assert row["line"] == str(item["line"])
        assert row["tags"] == "; ".join(item["tags"])
        assert row["links"] == "; ".join(link["target"] for link in item["links"])
        assert row["planning_scheduled"] == item["planning"].get("scheduled", "")
        assert row["progress_done"] == str(item["progress"]["done"])
        assert row["progress_unit"] == item["progress"]["unit"]
        assert row.get("text") == item.get("text")


@pytest.mark.parametrize("tree", SHIPPED)
@pytest.mark.parametrize("notes_text", [False, True])
def test_csv_holds_the_same_rows_as_tsv(tree: str, notes_text: bool) -> None:
    report = shipped(tree, notes_text=notes_text)
    wanted = [{name: neutral(cell) for name, cell in row.items()} for row in tsv_rows(report)]
    assert csv_rows(report) == wanted


def test_counts_of_the_shipped_notes() -> None:
    rows = csv_rows(items_only(shipped("notes")))
    assert (len(rows), sum(row["done"] == "true" for row in rows)) == (191, 46)


def test_properties_quotes_and_notes_have_a_cell() -> None:
    rows = csv_rows(shipped("examples/notes", notes_text=True))
    title = "Structure and Interpretation of Computer Programs"
    (sicp,) = [row for row in rows if row["title"] == title]
    assert sicp["authors"] == "Harold Abelson; Gerald Jay Sussman"
    assert "; YEAR=1996; " in sicp["properties"]
    assert sicp["text"].startswith("Read with a REPL open.")
    assert any(row["quotes"].startswith("p. 4: A language worth having") for row in rows)


def test_a_report_opens_in_excel_and_a_listing_in_scripts() -> None:
    report, listing = shipped("notes"), shipped("notes", listing=True)
    assert EXPORTERS["csv"].render(report) == "\ufeff" + EXPORTERS["csv"].render(listing)
    assert EXPORTERS["csv"].render(listing).startswith("id,kind,work,title,")


def test_csv_lines_end_as_the_standard_wants() -> None:
    text = EXPORTERS["csv"].render(shipped("notes"))
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_formulas_are_neutral_in_a_report(tmp_path: Path) -> None:
    text = HOSTILE + b"* TODO @SUM(A1)\n* TODO -2\n* TODO \xef\xbc\x9d1+1\n"
    report = written(tmp_path, {"x.org": text}, notes_text=True)
    cells = [cell for row in csv_rows(report) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    titles = [row["title"] for row in csv_rows(report)]
    assert {"'@SUM(A1)", "'-2", "'＝1+1"} <= set(titles)
    assert titles[1].startswith("'=1+1|<script>")


ATTACK = st.text(st.sampled_from("=+-@＝;,\t\r\n\"' a"), max_size=12)


@given(st.one_of(st.text(), ATTACK))
@example("x;=cmd|' /C calc'!A0")
@example('x;"=cmd|calc!A0"')
@example("x\t=1+1")
@example("x,\n=1+1")
@example('=1;"";@SUM(A1)')
def test_no_country_takes_a_text_for_a_formula(text: str) -> None:
    """Excel parts a file at semicolons in one country and at commas or tabs in another."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(["2a07", neutral(text), "end"])
    for separator in ";,\t":
        parted = csv.reader(io.StringIO(line.getvalue(), newline=""), delimiter=separator)
        cells = [cell for row in parted for cell in row]
        assert not [cell for cell in cells if cell.startswith(SIGNS)], separator


@given(st.one_of(st.text(), ATTACK))
def test_neutral_text_has_an_apostrophe_more_where_a_cell_may_begin(text: str) -> None:
    cell = neutral(text)
    assert isinstance(cell, str)
    assert not cell.startswith(FORMULA)
    assert neutral(cell) == cell
    assert re.sub(r"(?:\A|(?<=[;\t\r\n]))'", "", cell) == re.sub(
        r"(?:\A|(?<=[;\t\r\n]))'", "", text
    )


@pytest.mark.parametrize(
    "text", ["a; b", "a;b", "f(x,-y)", "x - y; z", "a; @home", "1.5", "", "x=1"]
)
def test_a_text_that_is_no_formula_stays(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("number", [-5, 0, 7, None])
def test_a_number_stays_a_number(number: int | None) -> None:
    assert neutral(number) is number
    assert escape(number) == ("" if number is None else str(number))


@given(st.one_of(st.text(), ATTACK))
def test_a_cell_of_tsv_is_no_formula_where_it_is_pasted(text: str) -> None:
    assert not escape(text).startswith(SIGNS)


@given(st.text())
@example("\\t")
@example("a\\\tb\\n\n")
def test_tsv_escapes_come_back(text: str) -> None:
    cell = escape(text)
    assert not set(cell) & {"\t", "\n", "\r"}
    assert unescape(cell) == text


@given(st.text())
def test_printable_text_only_changes_where_it_must(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, shown, strict=True))
    shown.encode()
