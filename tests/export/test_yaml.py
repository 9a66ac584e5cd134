"""YAML is the JSON document again."""

import json
from pathlib import Path

import pytest
import yaml

from export.trees import HOSTILE, SHIPPED, shipped, written
from orgshelf.export import EXPORTERS


@pytest.mark.parametrize("tree", SHIPPED)
@pytest.mark.parametrize("notes_text", [False, True])
def test_loads_back_equal_to_json(tree: str, notes_text: bool) -> None:
    report = shipped(tree, notes_text=notes_text)
    document = yaml.safe_load(EXPORTERS["yaml"].render(report))
    assert document == json.loads(EXPORTERS["json"].render(report))
    assert list(document) == ["schema", "generated", "notes", "progress", "items"]


def test_hostile_notes_load_back_equal_to_json(tmp_path: Path) -> None:
    text = HOSTILE + "* TODO 2026-11-23\n* TODO yes\n* TODO 😀 ~\n* TODO null\n".encode()
    report = written(tmp_path, {"x.org": text}, notes_text=True)
    document = yaml.safe_load(EXPORTERS["yaml"].render(report))
    assert document == json.loads(EXPORTERS["json"].render(report))


def test_letters_of_every_script_stay_letters() -> None:
    text = EXPORTERS["yaml"].render(shipped("examples/notes"))
    assert "title: ゼロから作るDeep Learning - 斎藤康毅 2016\n" in text
    assert "&id" not in text


ACTING = "\x7f\x9b\u2028\u2029\u202e\u2066\u206a\ufff9\U000e0041"


@pytest.mark.parametrize("format_", ["yaml", "json", "jsonl"])
def test_what_acts_on_a_screen_is_escaped_and_comes_back(tmp_path: Path, format_: str) -> None:
    """In titles, names of properties and texts of several lines."""
    drawer = f":PROPERTIES:\n:X{ACTING}: {ACTING}y\n:END:"
    text = f"* TODO a{ACTING}b\n{drawer}\nc{ACTING}\nd: '\"{ACTING}\n"
    report = written(tmp_path, {f"{ACTING}.org": text.encode()}, notes_text=True)
    said = EXPORTERS[format_].render(report)
    assert not set(ACTING) & set(said)
    document = yaml.safe_load(said) if format_ == "yaml" else json.loads(said)
    item = document if format_ == "jsonl" else document["items"][0]
    assert item["title"] == f"a{ACTING}b"
    assert item["properties"] == {f"X{ACTING}".upper(): f"{ACTING}y"}
    assert item["text"] == f"c{ACTING}\nd: '\"{ACTING}"
    assert item["file"] == f"{ACTING}.org"
