"""What each check finds, and what it lets pass."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from lint.linted import lines, linted_file
from orgshelf.lint.check import FileFacts, FileFinding
from orgshelf.lint.linter import by_name, facts_of

CASES = yaml.safe_load(Path(__file__).with_name("found.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_check_finds_just_these_lines(case: Mapping[str, Any]) -> None:
    assert lines(case["text"], case["check"], files=["there.pdf"]) == case["lines"]


def test_a_stray_byte_is_found_where_it_is() -> None:
    assert lines("* é\n\udcff\n".encode("utf-8", "surrogateescape"), "stray-bytes") == [2]


def facts(name: str, text: str) -> FileFacts:
    return facts_of(linted_file(text.encode(), name))


def between(check: str, *texts: str) -> list[FileFinding]:
    """What a check finds in files called a.org, b.org and so on."""
    find = by_name()[check].in_files
    assert find is not None
    return list(find([facts(f"{chr(97 + i)}.org", text) for i, text in enumerate(texts)]))


def test_an_id_in_two_files_is_found_in_both() -> None:
    text = "* x\n:PROPERTIES:\n:ID: one\n:END:\n"
    found = between("duplicate-id", text, f"\n{text}", text.replace("one", "two"))
    assert [(file, finding.line) for file, finding in found] == [("a.org", 3), ("b.org", 4)]
    assert "b.org:4" in found[0].finding.text
    assert "a.org:3" in found[1].finding.text


def test_a_link_to_an_id_of_another_file_is_good() -> None:
    target = "* x\n:PROPERTIES:\n:ID: one\n:END:\n"
    found = between("invalid-id-link", target, "[[id:one]] [[id:one::*x][y]] [[id:two]]\n")
    assert [(file, finding.text[-3:]) for file, finding in found] == [("b.org", "two")]


def test_tags_are_told_apart_by_case_alone() -> None:
    found = between("tag-case", "* x :gpu:\n", "* y :GPU:gpus:\n", "* z :gpu:\n")
    assert [(file, finding.text) for file, finding in found] == [
        ("b.org", "the tag GPU is written gpu at a.org:1")
    ]


def test_clocks_of_two_files_overlap() -> None:
    clock = "* x\nCLOCK: [2026-11-02 Mon {}:00]--[2026-11-02 Mon {}:30] =>  {}:30\n"
    found = between("clock-overlap", clock.format(10, 11, 1), clock.format(11, 11, 0))
    assert [(file, finding.text[-7:]) for file, finding in found] == [("b.org", "a.org:2")]
