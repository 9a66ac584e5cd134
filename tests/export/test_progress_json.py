"""The numbers of progress as JSON: all of them, as the schema says."""

import json
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import jsonschema
import pytest

from export.trees import document_of, shipped
from orgshelf.export import EXPORTERS, encodable, json_document, progress_json
from orgshelf.model import Progress
from orgshelf.progress.counts import Group
from orgshelf.progress.numbers import Numbers
from program import Program
from terminal.measured import TODAY, ago, everything, finished_on

IDS = {"c" * 16: "cccc", "d" * 16: "dddd"}


def written(numbers: Numbers, by: str | None = None, groups: Sequence[Group] | None = None) -> str:
    source = progress_json.ProgressSource(numbers, "notes", by, groups)
    return encodable.document(json_document.document_of(progress_json.DOCUMENT, source, IDS))


def loaded(numbers: Numbers) -> dict[str, Any]:
    return document_of(written(numbers))


def schema() -> dict[str, Any]:
    return document_of(EXPORTERS["progress-schema"].render(shipped("notes")))


def check(document: object) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    assert [error.message for error in validator.iter_errors(document)] == []


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("numbers", [everything(), finished_on({}), finished_on({TODAY: 2})])
def test_the_document_is_as_the_schema_says(numbers: Numbers) -> None:
    check(loaded(numbers))


@pytest.mark.parametrize("tree", ["shipped", "year"])
def test_what_the_command_prints_is_as_the_schema_says(
    tree: str, request: pytest.FixtureRequest
) -> None:
    program: Program = request.getfixturevalue(tree)
    for words in ([], ["--by", "tag"], ["--kind", "video"]):
        check(json.loads(program("progress", "--format", "json", *words).out))
    assert json.loads(program("export", "progress-schema").out) == schema()


@pytest.mark.parametrize("name", ["total", "undated", "burn_up", "goals", "finished", "generated"])
def test_the_schema_misses_what_is_not_there(name: str) -> None:
    document = loaded(everything())
    del document[name]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema())


def test_nothing_is_left_out() -> None:
    document = loaded(everything())
    left = {"now", "works_left_out", "stale_left_out"}
    assert {field.name for field in fields(Numbers)} - left < set(document)
    total = everything().total
    assert document["total"] == {
        "id": None,
        "name": "all",
        "kind": None,
        "status": None,
        "progress": {"done": 10, "total": 30, "percent": 33, "dropped": 1, "unit": "items"},
        "recent": 5,
        "clocked_minutes": 65,
        "effort_minutes": 120,
        "effort_left_minutes": 30,
        "pace": {"last_4_weeks": 1.25, "last_12_weeks": 0.5},
        "forecast": {
            "outlook": "dated",
            "early": "2027-03-01",
            "likely": "2027-04-01",
            "late": "2027-06-01",
            "words": "at this pace: March to June 2027",
        },
    }
    assert document["works"][0]["id"] == "cccc"
    assert document["works"][0]["status"] == "in progress"
    assert document["stale"] == [
        {"id": "dddd", "name": "Delta", "kind": "paper", "touched": "2026-10-10", "days": 44}
    ]
    assert {field.name for field in fields(total)} <= {*document["total"], "unit"}
    goal = everything().goals[0]
    assert {field.name for field in fields(goal)} == set(document["goals"][0])


def test_days_weeks_months_and_years_have_the_same_sums() -> None:
    days = {date(2025, 12, 31): 1, date(2026, 1, 1): 2, date(2026, 1, 4): 4, date(2026, 1, 5): 8}
    assert loaded(finished_on(days))["finished"] == {
        "days": [
            {"day": "2025-12-31", "items": 1},
            {"day": "2026-01-01", "items": 2},
            {"day": "2026-01-04", "items": 4},
            {"day": "2026-01-05", "items": 8},
        ],
        "weeks": [{"week": "2025-12-29", "items": 7}, {"week": "2026-01-05", "items": 8}],
        "months": [{"month": "2025-12", "items": 1}, {"month": "2026-01", "items": 14}],
        "years": [{"year": 2025, "items": 1}, {"year": 2026, "items": 14}],
    }


def test_minutes_and_pages_are_named() -> None:
    document = loaded(everything())
    assert document["clocked"]["years"] == [{"year": 2026, "minutes": 65}]
    assert document["pages"]["years"] == [{"year": 2024, "pages": 500}, {"year": 2026, "pages": 42}]
    assert document["burn_up"][-1] == {"day": ago(1).isoformat(), "done": 10}


def test_groups_are_there_where_they_are_asked_for() -> None:
    group = Group("gpu", None, Progress(1, 2), 1)
    document = json.loads(written(everything(), "tag", [group]))
    check(document)
    assert document["by"] == "tag"
    assert document["groups"] == [
        {
            "name": "gpu",
            "kind": None,
            "progress": {"done": 1, "total": 2, "percent": 50, "dropped": 0, "unit": "items"},
            "recent": 1,
        }
    ]


def test_no_control_character_is_raw() -> None:
    evil = "\x1b[2J\x07\x9b"
    text = written(replace(everything(), goals=[replace(everything().goals[0], name=evil)]))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert json.loads(text)["goals"][0]["name"] == evil
