"""`list`: which headings it shows, in which order, in which form."""

import csv
import io
import json
import re
from typing import Any

import pytest
import yaml

from program import Program

TREE = """\
#+TODO: TODO READING WAIT | DONE DROPPED
* Books
** READING Alpha - Ann 1999 :maths:
DEADLINE: <2026-12-01 Tue>
*** DONE One
CLOSED: [2026-11-01 Sun 10:00]
*** TODO Two :gpu:
Here Zeno speaks.
** DROPPED Beta - Bob 2001
CLOSED: [2026-10-01 Thu]
* Papers
** TODO [#A] Gamma :maths:gpu:
DEADLINE: <2026-11-25 Wed>
** WAIT Delta
*** Remarks
"""


@pytest.fixture
def tree(run: Program) -> Program:
    run.note("all.org", TREE)
    return run


def titles(program: Program, *args: str) -> list[str]:
    ran = program("list", "--format", "json", *args)
    assert (ran.code, ran.err) == (0, "")
    return [item["title"] for item in json.loads(ran.out)["items"]]


def found(program: Program, *args: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(program("list", "--format", "json", *args).out)[
        "items"
    ]
    return items


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ([], ["Alpha - Ann 1999", "Two", "Gamma", "Delta"]),
        (["--kind", "paper"], ["Gamma", "Delta"]),
        (["-k", "PAPER", "-k", "book"], ["Alpha - Ann 1999", "Two", "Gamma", "Delta"]),
        (["--state", "WAIT"], ["Delta"]),
        (["--state", "done"], ["One", "Beta - Bob 2001"]),
        (["--state", "DROPPED", "--state", "WAIT"], ["Beta - Bob 2001", "Delta"]),
        (["--state", "none"], ["Books", "Papers", "Remarks"]),
        (["--state", "pending"], ["Alpha - Ann 1999", "Two", "Gamma", "Delta"]),
        (["--tag", "maths"], ["Alpha - Ann 1999", "Two", "Gamma"]),
        (["-t", "maths", "-t", "GPU"], ["Two", "Gamma"]),
        (["--work", "alpha"], ["Alpha - Ann 1999", "Two"]),
        (["zeno"], ["Two"]),
        (["ALPHA", "two"], ["Two"]),
        (["books"], ["Alpha - Ann 1999", "Two"]),
        (["--all", "alpha"], ["Alpha - Ann 1999", "One", "Two"]),
        (["--limit", "2"], ["Alpha - Ann 1999", "Two"]),
        (["--sort", "deadline"], ["Gamma", "Alpha - Ann 1999", "Two", "Delta"]),
        (["--sort", "title"], ["Alpha - Ann 1999", "Delta", "Gamma", "Two"]),
        (["--sort", "title,reverse"], ["Two", "Gamma", "Delta", "Alpha - Ann 1999"]),
        (["--sort", "priority,title", "-n", "2"], ["Gamma", "Alpha - Ann 1999"]),
        (["--state", "done", "--sort", "closed"], ["Beta - Bob 2001", "One"]),
    ],
)
def test_query(tree: Program, query: list[str], wanted: list[str]) -> None:
    assert titles(tree, *query) == wanted


def test_the_shipped_list_counts_as_it_should(shipped: Program) -> None:
    items = found(shipped, "--all")
    assert len(items) == 202
    assert sum(item["state"] is not None for item in items) == 191
    counts = {
        kind: (
            sum(item["done"] for item in items if item["kind"] == kind),
            sum(item["state"] is not None for item in items if item["kind"] == kind),
        )
        for kind in ("book", "paper", "tutorial", "video")
    }
    assert counts == {"book": (0, 0), "paper": (1, 3), "tutorial": (44, 165), "video": (1, 23)}
    assert len(found(shipped)) == 191 - 46


def test_every_item_says_where_it_is(shipped: Program) -> None:
    for item in found(shipped, "--all"):
        lines = (shipped.folder / "notes" / item["file"]).read_text().splitlines()
        assert lines[item["line"] - 1].startswith("*" * item["level"] + " ")
        assert item["title"] in lines[item["line"] - 1]


def test_ids_are_unique_and_stay_while_other_lines_change(shipped: Program) -> None:
    before = {item["id"]: item["title"] for item in found(shipped, "--all")}
    assert len(before) == 202
    papers = shipped.folder / "notes" / "papers.org"
    papers.write_text("Some words above.\n\n" + papers.read_text())
    assert {item["id"]: item["title"] for item in found(shipped, "--all")} == before


@pytest.mark.parametrize("query", [["--sort", "random"], ["--sort", "random,reverse"]])
def test_random_is_the_same_for_the_same_moment(shipped: Program, query: list[str]) -> None:
    first = titles(shipped, *query)
    assert first == titles(shipped, *query)
    assert first != titles(shipped)
    assert sorted(first) == sorted(titles(shipped))


def test_all_formats_tell_the_same(tree: Program) -> None:
    wanted = [item["id"] for item in found(tree, "--all")]
    out = {
        name: tree("list", "--all", "--format", name).out
        for name in ("jsonl", "yaml", "csv", "tsv", "plain")
    }
    assert [json.loads(line)["id"] for line in out["jsonl"].splitlines()] == wanted
    assert [item["id"] for item in yaml.safe_load(out["yaml"])["items"]] == wanted
    table = csv.DictReader(io.StringIO(out["csv"].removeprefix("\ufeff"), newline=""))
    assert [row["id"] for row in table] == wanted
    assert [line.split("\t")[0] for line in out["tsv"].splitlines()[1:]] == wanted
    assert [line.split()[0] for line in out["plain"].splitlines()] == wanted


def test_csv_ends_its_rows_as_spreadsheets_want(tree: Program) -> None:
    out = tree("list", "--format", "csv").out
    assert out.count("\r\n") == out.count("\n") == 5
    assert "␍" not in out


def test_a_pipe_gets_plain_lines(tree: Program) -> None:
    assert tree("list").out == tree("list", "--format", "plain").out
    assert len(tree("list").lines) == 4


def test_a_line_names_id_state_kind_title_deadline_and_place(tree: Program) -> None:
    id_ = tree.ids()["Gamma"]
    line = next(line for line in tree("list").lines if "Gamma" in line)
    shown = ["due", "2026-11-25", "!A", "#maths"]
    assert line.split()[:4] == [id_, "TODO", "paper", "Gamma"]
    assert [word for word in line.split()[4:-1] if not word.startswith("#")] == shown[:3]
    assert line.split()[-1] == "all.org:12"


def test_a_part_is_named_below_its_work(tree: Program) -> None:
    assert any("Alpha - Ann 1999 › Two" in line for line in tree("list").lines)


@pytest.mark.parametrize("form", ["table", "plain"])
def test_no_result_is_said_and_is_no_failure(tree: Program, form: str) -> None:
    ran = tree("list", "--format", form, "nowhere")
    assert (ran.code, ran.out, ran.err) == (0, "", "No match for 'nowhere'.\n")


def test_no_result_as_data_is_an_empty_list(tree: Program) -> None:
    ran = tree("list", "--format", "json", "nowhere")
    assert (ran.code, json.loads(ran.out)["items"]) == (0, [])


def test_notes_without_a_heading(run: Program) -> None:
    run.note("empty.org", "")
    ran = run("list")
    assert (ran.code, ran.out) == (0, "")
    assert "Your shelf is empty. Try: `orgshelf add book" in ran.err


def test_table_names_kinds_works_and_progress(tree: Program) -> None:
    out = tree.screen("list", columns=120)
    lines = out.splitlines()
    books = next(line for line in lines if "Book" in line)
    assert "1/4" not in books
    assert "2/4" in books
    assert next(line for line in lines if "Two" in line).split()[:3] == [
        tree.ids()["Two"],
        "TODO",
        "Two",
    ]
    assert "due Wed" in next(line for line in lines if "Gamma" in line)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-20", "3 days late"),
        ("2026-11-22", "1 day late"),
        ("2026-11-23", "due today"),
        ("2026-11-24", "due tomorrow"),
        ("2026-11-29", "due Sun"),
        ("2026-11-30", "due in 7 days"),
        ("2026-12-07", "due in 14 days"),
        ("2026-12-08", "due 2026-12-08"),
        ("2026-11-08", "due 2026-11-08"),
    ],
)
def test_a_deadline_is_said_as_seen_from_today(run: Program, day: str, said: str) -> None:
    run.note("a.org", f"* Books\n** TODO Alpha\nDEADLINE: <{day}>\n")
    assert run.screen("list").splitlines()[1].endswith(said)


def test_states_have_the_colour_of_what_they_mean(run: Program) -> None:
    keywords = "#+TODO: TODO READING WAITING | DONE DROPPED\n"
    states = ("TODO", "READING", "WAITING", "DONE", "DROPPED")
    headings = "".join(f"** {state} Book {state.lower()}\n" for state in states)
    run.note("a.org", f"{keywords}* Books\n{headings}")
    lines = run("--color", "always", "list", "--all").out.splitlines()
    styles = [re.findall(rf"\x1b\[([\d;]+)m{state} *\x1b", "\n".join(lines))[0] for state in states]
    assert len(set(styles)) == len(states)


@pytest.mark.parametrize(
    "options", [("--kind", "Papers"), ("--kind", "PAPER"), ("--state", "reading")]
)
def test_kinds_and_states_are_found_in_any_case(run: Program, options: tuple[str, ...]) -> None:
    run.note("a.org", "#+TODO: TODO READING | DONE\n* Books\n** TODO B\n* Papers\n** READING P\n")
    assert [line.split()[-2:] for line in run("list", *options).lines] == [["P", "a.org:5"]]


@pytest.mark.parametrize("asked", ["todo:reading", "todo:REDING", '(todo "Reading")'])
def test_a_keyword_that_no_file_has_names_the_one_that_is_near(run: Program, asked: str) -> None:
    run.note("a.org", "#+TODO: TODO READING | DONE\n* Books\n** TODO B\n")
    ran = run("list", asked)
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean READING?" in ran.err


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_table_never_cuts_what_one_types(year: Program, columns: int) -> None:
    ids = set(year.ids().values())
    lines = year.screen("list", columns=columns).splitlines()
    shown = [line for line in lines if line.split() and line.split()[0] in ids]
    pending = year("list").lines
    assert len(shown) >= len(pending)
    assert all(len(line) <= columns for line in lines)


def test_table_leaves_the_title_most_of_the_screen(year: Program) -> None:
    out = year.screen("list", columns=80)
    assert "Structure and Interpretation of" in out
    assert "Hierarchical Data" in out


def test_limit_says_how_many_are_left_out(shipped: Program) -> None:
    out = shipped.terminal("list", "-n", "5").out
    assert "140" in out.splitlines()[-1]


def test_next_puts_overdue_first_then_deadline_priority_begun_and_place(run: Program) -> None:
    run.note(
        "all.org",
        "#+TODO: TODO READING | DONE\n"
        "* TODO plain\n"
        "* READING begun\n"
        "* TODO [#A] urgent\n"
        "* TODO soon\nDEADLINE: <2026-11-24 Tue>\n"
        "* TODO late\nDEADLINE: <2026-11-01 Sun>\n"
        "* TODO [#C] some day\n"
        "* DONE finished\nDEADLINE: <2026-10-01 Thu>\n"
        "* TODO today\nDEADLINE: <2026-11-23 Mon>\n",
    )
    items = json.loads(run("next", "--format", "json").out)["items"]
    assert [item["title"] for item in items] == [
        "late",
        "today",
        "soon",
        "urgent",
        "begun",
        "plain",
        "some day",
    ]


def test_next_shows_ten_unless_told(shipped: Program) -> None:
    assert len(shipped("next").lines) == 10
    assert len(shipped("next", "-n", "3").lines) == 3
    assert len(shipped("next", "-n", "30", "--kind", "tutorial").lines) == 30


def test_next_with_nothing_left(run: Program) -> None:
    run.note("all.org", "* DONE all of it\n")
    ran = run("next")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err != ""
