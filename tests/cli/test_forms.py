"""Every command that reads prints the same rows in the same formats, and only those asked for."""

import csv
import json
import shutil
from typing import Any

import jsonschema
import pytest
import yaml

from program import ROOT, Program

#: A command, and the member of its JSON document that has its rows.
LISTINGS = [
    ("list", "items"),
    ("next", "items"),
    ("works", "items"),
    ("tree --depth 2", "items"),
    ("show compact", "items"),
    ("search compil*", "items"),
    ("agenda month", "agenda"),
    ("tags", "tags"),
    ("quotes", "quotes"),
    ("log", "changes"),
]
#: Those whose JSON is a document of numbers.
NUMBERS = ["progress", "progress --by tag", "clock report --since 2026-01-01"]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program in the example year, which the tests here only read."""
    folder = tmp_path_factory.mktemp("forms")
    shutil.copytree(ROOT / "examples" / "notes", folder / "notes")
    program = Program(folder, folder / "home")
    assert program("tag", "compact", "+here").code == 0
    assert program("undo").code == 0
    return program


def said(program: Program, command: str, *options: str) -> str:
    ran = program(*command.split(), *options)
    assert ran.code == 0, ran.err
    return ran.out


def rows(program: Program, command: str, format_: str, *options: str) -> list[dict[str, Any]]:
    text = said(program, command, "--format", format_, *options)
    if format_ == "jsonl":
        return [json.loads(line) for line in text.splitlines()]
    if format_ == "csv":
        return list(csv.DictReader(text.splitlines()))
    head, *lines = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]


@pytest.mark.parametrize(("command", "member"), LISTINGS)
def test_json_is_as_the_schema_says_and_yaml_and_jsonl_are_the_same(
    year: Program, command: str, member: str
) -> None:
    document = json.loads(said(year, command, "--format", "json"))
    jsonschema.validate(document, json.loads(said(year, "export schema")))
    assert document[member]
    assert yaml.safe_load(said(year, command, "--format", "yaml")) == document
    assert rows(year, command, "jsonl") == document[member]


@pytest.mark.parametrize("command", NUMBERS)
def test_a_document_of_numbers_is_the_same_in_yaml(year: Program, command: str) -> None:
    document = json.loads(said(year, command, "--format", "json"))
    assert yaml.safe_load(said(year, command, "--format", "yaml")) == document
    assert json.loads(said(year, command, "-f", "json", "--fields", "generated")) == {
        "generated": document["generated"]
    }


@pytest.mark.parametrize("command", [*(command for command, _ in LISTINGS), *NUMBERS])
def test_tables_have_the_rows_of_jsonl_and_tables_for_people_are_there(
    year: Program, command: str
) -> None:
    wanted = rows(year, command, "jsonl")
    tables = [rows(year, command, name) for name in ("csv", "tsv")]
    assert [len(table) for table in tables] == [len(wanted)] * 2
    name = next(iter(wanted[0]))
    assert all([row[name] for row in t] == [str(row[name] or "") for row in wanted] for t in tables)
    assert said(year, command, "--format", "table")
    assert said(year, command, "--format", "plain") == said(year, command)


def test_progress_in_a_table_is_all_then_kinds_then_works(year: Program) -> None:
    document = json.loads(said(year, "progress", "-f", "json"))
    wanted = [document["total"], *document["kinds"], *document["works"]]
    assert rows(year, "progress", "jsonl") == wanted
    groups = json.loads(said(year, "progress --by kind", "-f", "json"))["groups"]
    assert rows(year, "progress --by kind", "jsonl") == groups


@pytest.mark.parametrize("format_", ["csv", "tsv", "jsonl"])
def test_fields_are_those_that_are_named_in_their_order(year: Program, format_: str) -> None:
    found = rows(year, "works", format_, "--fields", "title,id, progress_percent")
    assert {tuple(row) for row in found} == {("title", "id", "progress_percent")}
    whole = json.loads(said(year, "works", "-f", "json"))["items"]
    assert [row["id"] for row in found] == [item["id"] for item in whole]
    assert [int(row["progress_percent"]) for row in found] == [
        item["progress"]["percent"] for item in whole
    ]


def test_fields_alone_are_plain_columns(year: Program) -> None:
    out = said(year, "works", "--fields", "id,status", "--kind", "paper")
    assert out.splitlines()[0].split(maxsplit=1)[1] in ("finished", "in progress", "not started")
    assert said(year, "--color always works", "--fields", "id", "-k", "paper").splitlines() == [
        line.split()[0] for line in out.splitlines()
    ]
    assert "-" in said(year, "list", "--fields", "deadline").splitlines()


def test_a_name_in_upper_case_is_a_property(year: Program) -> None:
    out = said(year, "works", "--fields", "RATING,title", "-k", "video", "-f", "tsv")
    assert "5\tGrowing a Language - Guy Steele 1998" in out.splitlines()
    assert "\tThe Mother of All Demos - Douglas Engelbart 1968" in out.splitlines()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("works --fields id,colour", "There is no field 'colour': use id, kind,"),
        ("works --fields id --format table", "--fields is not for table"),
        ("quotes --fields text --format anki", "--fields is not for anki"),
        ("progress --fields total,colour -f json", "There is no field 'colour': use schema,"),
    ],
)
def test_what_cannot_be_is_said(year: Program, words: str, told: str) -> None:
    ran = year(*words.split())
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_work_says_that_it_is_one_and_how_far_it_is(run: Program) -> None:
    run.note("a.org", "* Books\n** Up next\n*** TODO One\n*** Two\n**** DONE A\n**** TODO B\n")
    items = json.loads(said(run, "tree", "-f", "json"))["items"]
    assert [(item["title"], item["role"], item["status"]) for item in items] == [
        ("Books", "shelf", None),
        ("Up next", "group", None),
        ("One", "work", "not started"),
        ("Two", "work", "in progress"),
        ("A", "part", "finished"),
        ("B", "part", "not started"),
    ]


def test_show_has_the_texts_and_what_is_below(run: Program) -> None:
    run.note("a.org", "* Books\n** TODO One\nwords\n*** TODO Part\nmore\n")
    items = json.loads(said(run, "show one", "-f", "json"))["items"]
    assert [(item["title"], item["text"]) for item in items] == [("One", "words"), ("Part", "more")]


def test_an_agenda_says_of_which_days_it_is(year: Program) -> None:
    document = json.loads(said(year, "agenda 2026-11-23..2026-11-25", "-f", "json"))
    assert (document["first"], document["last"]) == ("2026-11-23", "2026-11-25")
    assert {row["date"] for row in document["agenda"]} <= {f"2026-11-{n}" for n in (23, 24, 25)}
