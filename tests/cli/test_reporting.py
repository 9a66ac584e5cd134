"""`progress` and `export` as commands: numbers on the screen, reports in files."""

import json
import os
import re
import stat
from typing import Any

import pytest

from export.trees import document_of
from orgshelf.export import EXPORTERS
from program import Program


def table(out: str) -> dict[str, list[str]]:
    """The numbers of each row below the first line, by its name."""
    rows = {}
    for line in out.splitlines()[1:]:
        if found := re.fullmatch(r"(.*?)  +[#x.]{9,} +(.*)", line):
            rows[found[1].strip()] = found[2].split()
    return rows


def test_progress_of_the_shipped_notes(shipped: Program) -> None:
    out = shipped("progress").out
    assert out.startswith("46 of 191 items done (24%)\n")
    rows = table(out)
    assert rows["paper"][:2] == ["1/3", "33%"]
    assert rows["tutorial"][:2] == ["44/165", "26%"]
    assert rows["video"][:2] == ["1/23", "4%"]
    assert rows["Theano Tutorial"][:2] == ["38/156", "24%"]
    assert rows["UFLDL Tutorial"][:2] == ["6/9", "66%"]


def test_progress_of_a_query_counts_only_that(shipped: Program) -> None:
    assert shipped("progress", "--kind", "video").out.startswith("1 of 23 items done (4%)\n")
    assert shipped("progress", "--work", "ufldl").out.startswith("6 of 9 items done (66%)\n")


TREE = """\
#+TODO: TODO | DONE DROPPED
* Books
** TODO Alpha - Ann 1999 :maths:
*** DONE One
CLOSED: [2026-11-20 Fri 10:00]
** DROPPED Beta - Bob 2001
CLOSED: [2025-01-01 Wed]
"""


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("kind", {"book": "2/3", "paper": "0/1"}),
        ("work", {"Alpha - Ann 1999": "1/2", "Beta - Bob 2001": "1/1", "Gamma": "0/1"}),
        ("tag", {"(none)": "1/2", "maths": "1/2"}),
        ("file", {"books.org": "2/3", "papers/gamma.org": "0/1"}),
        ("year", {"(none)": "0/1", "1999": "1/2", "2001": "1/1"}),
    ],
)
def test_progress_by(run: Program, by: str, wanted: dict[str, str]) -> None:
    run.note("books.org", TREE)
    run.note("papers/gamma.org", "* TODO Gamma\n")
    rows = table(run("progress", "--by", by).out)
    assert {name: row[0] for name, row in rows.items()} == wanted


def test_progress_tells_what_was_dropped_and_what_is_new(run: Program) -> None:
    run.note("books.org", TREE)
    first = run("progress").lines[0]
    assert first == "2 of 3 items done (66%), 1 given up; 1 in the last 30 days"


def test_now_moves_the_last_days(run: Program) -> None:
    run.note("books.org", TREE)
    assert "last 30 days" not in run("--now", "2027-03-01", "progress").out
    assert "1 in the last 30 days" in run("--now", "2026-12-01", "progress").out


def test_progress_of_nothing(run: Program) -> None:
    run.note("books.org", "* Books\n")
    ran = run("progress")
    assert (ran.out, ran.err) == (
        "",
        'Your shelf is empty. Try: `orgshelf add book "Title - Author 2026"`.\n',
    )


def test_works_without_items_do_not_look_unfinished(year: Program) -> None:
    assert "COMMENT" not in year("progress").out
    assert "COMMENT" not in year("works").out


@pytest.mark.parametrize("columns", [50, 80, 120])
def test_progress_fits_the_terminal(year: Program, columns: int) -> None:
    lines = year.screen("progress", columns=columns).splitlines()
    assert max(map(len, lines)) <= columns
    assert any("━" in line and "12/28" in line for line in lines)


def test_of_many_works_those_in_progress_are_shown_and_the_others_counted(year: Program) -> None:
    lines = year("progress").lines
    works = lines[lines.index("Work") + 1 :]
    works = works[: works.index("")]
    assert works[-1] == "28 more works: progress --by work"
    assert len(works) == 11
    statuses = {work["name"]: work["status"] for work in numbers(year)["works"]}
    assert {statuses[line.partition("  ")[0]] for line in works[:-1]} == {"in progress"}
    all_ = year("progress", "--by", "work").lines
    assert len(all_) == 3 + 12 + 26


def numbers(program: Program, *args: str) -> dict[str, Any]:
    return document_of(program("progress", "--format", "json", *args).out)


def test_progress_as_json_is_of_the_query(year: Program) -> None:
    document = numbers(year, "--kind", "video", "--by", "work")
    assert document["schema"] == "orgshelf-progress/1"
    assert document["generated"] == "2026-11-23T09:00:00"
    assert document["notes"] == "notes"
    assert [kind["name"] for kind in document["kinds"]] == ["video"]
    names = [work["name"] for work in document["works"]]
    assert sorted(names) == sorted(group["name"] for group in document["groups"])
    assert document["total"]["progress"]["total"] == 12


def test_an_id_of_the_json_names_the_work(year: Program) -> None:
    for work in numbers(year)["works"][:5]:
        assert year("show", work["id"]).lines[0] == work["name"]


@pytest.mark.parametrize("words", [["--ascii"], ["--format", "plain"]])
def test_plain_letters_on_a_terminal_where_they_are_asked_for(
    run: Program, words: list[str]
) -> None:
    run.note("books.org", TREE)
    said = run.terminal("progress", *words, styles=True).out
    assert said == run("progress").out
    assert said.isascii()


def test_a_table_in_a_pipe_where_it_is_asked_for(run: Program) -> None:
    run.note("books.org", TREE)
    assert "━" in run("progress", "--format", "table").out


def test_what_was_finished_today_is_the_last_square(run: Program) -> None:
    run.note("books.org", "* Books\n** DONE A\nCLOSED: [2026-11-23 Mon 08:00]\n")
    rows = run.screen("progress", "--graph").splitlines()
    assert rows[-8] == "Mon " + "·" * 52 + "█"
    alone = run.screen("progress", "--year", "2026").splitlines()
    assert "2026  1 item finished" in alone
    assert "Work" not in alone


@pytest.mark.parametrize("words", [["--by", "tag"], ["--format", "json"]])
def test_a_year_is_for_the_charts(year: Program, words: list[str]) -> None:
    ran = year("progress", "--year", "2026", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "--year" in ran.err


def test_progress_by_what_nothing_has_names_the_choices(run: Program) -> None:
    run.note("books.org", "* Books\n** TODO A\n:PROPERTIES:\n:LANGUAGE: en\n:END:\n")
    ran = run("progress", "--by", "colour")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "'colour'" in ran.err
    assert "author" in ran.err
    assert "LANGUAGE" in ran.err
    assert table(run("progress", "--by", "language").out)["en"][0] == "0/1"


def test_the_goals_of_the_configuration_are_shown(run: Program) -> None:
    run.note("books.org", TREE)
    goal = '{query: "kind:book", count: 4, by: 2026-12-31, since: 2026-01-01}'
    (run.folder / ".orgshelf.yaml").write_text(f"notes: notes\ngoals: {{books: {goal}}}\n")
    assert (
        "books  #####...............  1/4  25%  3 behind  due 2026-12-31" in run("progress").lines
    )
    assert "Goal" not in run("progress", "--kind", "book").lines
    (goal_,) = numbers(run)["goals"]
    assert (goal_["done"], goal_["count"], goal_["by"]) == (1, 4, "2026-12-31")


FORMATS = [name for name, exporter in EXPORTERS.items() if not exporter.binary]


def test_export_takes_a_query(shipped: Program) -> None:
    data = json.loads(shipped("export", "json", "--kind", "paper").out)
    assert [item["kind"] for item in data["items"] if item["state"]] == ["paper"] * 3
    assert data["progress"]["totals"]["total"] == 3


def test_json_names_the_folder_of_the_notes_and_not_where_it_is(year: Program) -> None:
    said = [year("export", "json"), year("--notes", "notes/courses", "export", "json")]
    assert [json.loads(ran.out)["notes"] for ran in said] == ["notes", "courses"]
    (year.folder / ".orgshelf.yaml").write_text("notes: notes/courses\n")
    assert json.loads(year("export", "json").out)["notes"] == "courses"


def test_the_notes_own_words_only_where_asked_for(year: Program) -> None:
    assert "Read with a REPL open." not in year("export", "json").out
    assert "Read with a REPL open." in year("export", "json", "--notes-text").out


def test_an_old_report_keeps_its_mode(year: Program) -> None:
    report = year.folder / "report.csv"
    report.write_text("old")
    report.chmod(0o640)
    assert year("export", "csv", "-o", "report.csv").code == 0
    assert stat.S_IMODE(report.stat().st_mode) == 0o640
    assert report.read_text() != "old"


def test_a_new_report_gets_the_usual_mode(year: Program) -> None:
    mask = os.umask(0)
    os.umask(mask)
    year("export", "csv", "-o", "report.csv")
    assert stat.S_IMODE((year.folder / "report.csv").stat().st_mode) == 0o666 & ~mask


def test_a_report_that_cannot_be_written_leaves_nothing(year: Program) -> None:
    before = sorted(year.folder.rglob("*"))
    ran = year("export", "csv", "-o", "missing/report.csv")
    assert ran.code == 1
    assert ran.err == (
        f"orgshelf: {year.folder}/missing/report.csv was not written: No such file or directory.\n"
    )
    assert sorted(year.folder.rglob("*")) == before


def test_a_report_never_replaces_what_stands_when_the_notes_are_missing(run: Program) -> None:
    report = run.folder / "report.csv"
    report.write_text("old")
    assert run("export", "csv", "-o", "report.csv").code == 3
    assert report.read_text() == "old"
