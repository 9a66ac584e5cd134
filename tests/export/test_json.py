"""The JSON document: its shape, its numbers, its schema."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from export.trees import HOSTILE, SHIPPED, document_of, items_only, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.report import Report

FIELDS = [
    "id", "kind", "work", "title", "heading", "state", "done", "priority", "tags", "local_tags",
    "level", "path", "file", "line", "scheduled", "deadline", "closed", "planning", "links",
    "authors", "year", "properties", "effort_minutes", "clocked_minutes", "progress", "role",
    "status",
]  # fmt: skip


def loaded(report: Report) -> dict[str, Any]:
    return document_of(EXPORTERS["json"].render(report))


def schema() -> dict[str, Any]:
    return document_of(EXPORTERS["schema"].render(shipped("notes")))


def item(report: Report, title: str) -> dict[str, Any]:
    (found,) = [entry for entry in loaded(report)["items"] if entry["title"] == title]
    assert isinstance(found, dict)
    return found


def test_a_listing_has_the_documented_shape() -> None:
    document = loaded(shipped("notes", listing=True))
    assert list(document) == ["schema", "generated", "notes", "items"]
    assert document["schema"] == "orgshelf/1"
    assert document["generated"] == "2026-11-23T12:00:00"
    assert document["notes"] == "notes"
    assert {tuple(entry) for entry in document["items"]} == {tuple(FIELDS)}


def test_46_of_191_are_done() -> None:
    document = loaded(items_only(shipped("notes")))
    assert len(document["items"]) == 191
    assert sum(entry["done"] for entry in document["items"]) == 46
    totals = document["progress"]["totals"]
    assert totals == {"done": 46, "total": 191, "percent": 24, "dropped": 0, "unit": "items"}


def test_progress_by_kind_of_the_shipped_notes() -> None:
    rows = loaded(shipped("notes"))["progress"]["by_kind"]
    assert [
        (row["kind"], row["works"], row["progress"]["done"], row["progress"]["total"])
        for row in rows
    ] == [("book", 1, 0, 0), ("paper", 3, 1, 3), ("tutorial", 2, 44, 165), ("video", 3, 1, 23)]


def test_every_heading_is_an_item_whether_it_has_a_keyword_or_not() -> None:
    entries = loaded(shipped("notes"))["items"]
    bare = [entry["title"] for entry in entries if entry["state"] is None]
    assert bare[:5] == [
        "Books",
        "Neural Network Architectures - Judith Dayhoff",
        "Thoughts",
        "Quotes",
        "Architecture Types",
    ]


def test_a_paper_says_all_that_its_entry_says() -> None:
    title = "Computer systems are dynamical systems - Mytkowicz 2008"
    found = item(shipped("notes"), title)
    wanted = {
        "kind": "paper",
        "work": title,
        "title": title,
        "heading": title,
        "state": "TODO",
        "done": False,
        "priority": None,
        "tags": [],
        "local_tags": [],
        "level": 2,
        "path": ["Papers"],
        "file": "papers.org",
        "line": 18,
        "scheduled": None,
        "deadline": None,
        "closed": None,
        "planning": {},
        "links": [
            {
                "target": "http://www-plan.cs.colorado.edu/klipto/CHAOEH193033124_2.pdf",
                "description": "Paper PDF",
            },
            {
                "target": "http://scitation.aip.org/content/aip/journal/chaos/19/3/10.1063/1.3187791",
                "description": "Citation",
            },
        ],
        "authors": ["Mytkowicz"],
        "year": 2008,
        "properties": {},
        "effort_minutes": None,
        "clocked_minutes": 0,
        "progress": {"done": 0, "total": 1, "percent": 0, "dropped": 0, "unit": "items"},
    }
    assert {name: found[name] for name in wanted} == wanted


def test_planning_properties_clocks_and_inheritance(tmp_path: Path) -> None:
    text = """\
#+FILETAGS: :all:
* Books
** TODO [#A] The Work [1/2] - Ada Lovelace 1843 :own:
SCHEDULED: <2026-11-20 Fri 19:00 +1w> DEADLINE: <2026-12-01 Tue -3d>
:PROPERTIES:
:Effort: 1:30
:RATING: nil
:END:
:LOGBOOK:
CLOCK: [2026-11-01 Sun 10:00]--[2026-11-01 Sun 11:05] =>  1:05
:END:
*** DONE Part
CLOSED: [2026-11-22 Sun 18:00]
*** TODO Guest
:PROPERTIES:
:AUTHOR: Charles Babbage
:END:
"""
    report = written(tmp_path, {"x.org": text})
    work = item(report, "The Work - Ada Lovelace 1843")
    assert work["heading"] == "The Work [1/2] - Ada Lovelace 1843"
    assert (work["priority"], work["tags"], work["local_tags"]) == ("A", ["all", "own"], ["own"])
    assert (work["scheduled"], work["deadline"]) == ("2026-11-20T19:00", "2026-12-01")
    assert work["planning"] == {
        "scheduled": "<2026-11-20 Fri 19:00 +1w>",
        "deadline": "<2026-12-01 Tue -3d>",
    }
    assert work["properties"] == {"EFFORT": "1:30"}
    assert (work["effort_minutes"], work["clocked_minutes"]) == (90, 65)
    assert work["progress"]["done"] == 1
    assert work["progress"]["total"] == 3
    part = item(report, "Part")
    assert (part["authors"], part["year"]) == (["Ada Lovelace"], 1843)
    assert (part["closed"], part["path"]) == (
        "2026-11-22T18:00",
        ["Books", "The Work - Ada Lovelace 1843"],
    )
    guest = item(report, "Guest")
    assert (guest["authors"], guest["year"]) == (["Charles Babbage"], 1843)
    assert item(report, "Books")["work"] is None


def test_pages_count_where_a_work_has_no_parts() -> None:
    found = item(
        shipped("examples/notes"),
        "Gödel, Escher, Bach: an Eternal Golden Braid - Douglas R. Hofstadter 1979",
    )
    assert found["progress"] == {
        "done": 312, "total": 777, "percent": 40, "dropped": 0, "unit": "pages",
    }  # fmt: skip


def test_dropped_items_are_apart_and_the_newest_come_first(tmp_path: Path) -> None:
    text = """\
* Papers
** DONE Old
CLOSED: [2026-01-01 Thu]
** DONE New
CLOSED: [2026-02-01 Sun]
** DONE Sometime
** CANCELLED Never
CLOSED: [2026-03-01 Sun]
** TODO Later
"""
    header = "#+TODO: TODO | DONE CANCELLED\n"
    progress = loaded(written(tmp_path, {"x.org": header + text}))["progress"]
    assert progress["totals"] == {
        "done": 4, "total": 5, "percent": 80, "dropped": 1, "unit": "items",
    }  # fmt: skip
    assert [(e["title"], e["closed"]) for e in progress["finished"]] == [
        ("New", "2026-02-01"), ("Old", "2026-01-01"), ("Sometime", None),
    ]  # fmt: skip
    assert [entry["title"] for entry in progress["dropped"]] == ["Never"]


def test_links_of_title_properties_and_text_come_once_each(tmp_path: Path) -> None:
    text = """\
* TODO See [[#there][there]] and https://x.org/a
:PROPERTIES:
:URL: https://x.org/a
:DOI: 10.1000/182
:END:
[[file:b.org]] [[https://x.org/c][C]]
* TODO [[#there]]
"""
    report = written(tmp_path, {"x.org": text})
    assert item(report, "See there and https://x.org/a")["links"] == [
        {"target": "#there", "description": "there"},
        {"target": "https://x.org/a", "description": None},
        {"target": "https://doi.org/10.1000/182", "description": "DOI"},
        {"target": "file:b.org", "description": None},
        {"target": "https://x.org/c", "description": "C"},
    ]
    assert item(report, "#there")["links"] == [{"target": "#there", "description": None}]


def test_two_works_of_one_title_are_two(tmp_path: Path) -> None:
    text = "* Books\n** Same\n*** DONE a\n** Same\n*** TODO b\n"
    works = loaded(written(tmp_path, {"x.org": text}))["progress"]["by_work"]
    assert [work["status"] for work in works] == ["finished", "not started"]
    assert works[0]["id"] != works[1]["id"]


@pytest.mark.parametrize("tree", SHIPPED)
@pytest.mark.parametrize("listing", [False, True])
@pytest.mark.parametrize("notes_text", [False, True])
def test_output_is_valid_against_the_schema(tree: str, listing: bool, notes_text: bool) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    validator.validate(loaded(shipped(tree, listing=listing, notes_text=notes_text)))


def test_hostile_notes_are_valid_against_the_schema(tmp_path: Path) -> None:
    document = loaded(written(tmp_path, {"x.org": HOSTILE}, notes_text=True))
    jsonschema.Draft202012Validator(schema()).validate(document)


def test_the_schema_is_one_and_describes_itself() -> None:
    document = schema()
    jsonschema.Draft202012Validator.check_schema(document)
    described = [*nodes(document), *(n for d in document["$defs"].values() for n in nodes(d))]
    assert described
    assert all(node["description"].endswith((".", ":")) for node in described)


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An object of a schema and its members."""
    yield node
    yield from node["properties"].values()


@pytest.mark.parametrize("tree", SHIPPED)
def test_every_field_that_comes_out_is_in_the_schema(tree: str) -> None:
    document = schema()

    def undescribed(value: object, node: dict[str, Any]) -> Iterator[str]:
        node = {**node, **document["$defs"].get(node.get("$ref", "").rpartition("/")[2], {})}
        if isinstance(value, dict) and "additionalProperties" not in node:
            for name, member in value.items():
                if name not in node["properties"]:
                    yield name
                else:
                    yield from undescribed(member, node["properties"][name])
        elif isinstance(value, list):
            for member in value:
                yield from undescribed(member, node["items"])

    assert list(undescribed(loaded(shipped(tree, notes_text=True)), document)) == []


def test_notes_and_quotes_come_on_request() -> None:
    found = item(shipped("notes", notes_text=True), "Quotes")
    assert [quote["page"] for quote in found["quotes"]] == ["12", "39", "42", "56"]
    assert found["quotes"][0]["line"] == 10
    assert found["text"].startswith("12:\n#+BEGIN_QUOTE\n")
    assert "quotes" not in item(shipped("notes"), "Quotes")


def test_jsonl_is_the_items_one_a_line() -> None:
    report = shipped("examples/notes")
    lines = EXPORTERS["jsonl"].render(report).splitlines()
    assert [json.loads(line) for line in lines] == loaded(report)["items"]


def test_each_item_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    report = written(tmp_path, {"x.org": "* TODO a\n* TODO b\n"}, listing=True)
    assert EXPORTERS["json"].render(report).count('\n{"id"') == 2
