"""RIS, read back by rispy."""

import re
from pathlib import Path

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from export.trees import HOSTILE, SHIPPED, every_kind, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.references import references
from orgshelf.export.report import Report

Fields = dict[str, str | list[str]]


def entries(report: Report) -> list[Fields]:
    found: list[Fields] = rispy.loads(EXPORTERS["ris"].render(report))
    return found


@pytest.mark.parametrize("tree", SHIPPED)
def test_a_work_is_what_its_reference_is(tree: str) -> None:
    report = every_kind(shipped(tree))
    for entry, reference in zip(entries(report), references(report), strict=True):
        assert (entry["id"], entry["title"]) == (reference.key, reference.title)
        assert entry["type_of_reference"] == reference.type.ris
        assert entry.get("year", "") == str(reference.year or "")
        assert (entry.get("doi", ""), entry.get("issn", "")) == (reference.doi, reference.isbn)
        assert entry.get("urls", []) == [reference.url] * bool(reference.url)
        assert entry.get("keywords", []) == list(reference.keywords)
        families = [str(name).split(",")[0] for name in entry.get("authors", [])]
        assert families == [f"{name.particle} {name.family}".strip() for name in reference.authors]


@pytest.mark.parametrize("tree", SHIPPED)
def test_every_line_is_one_of_the_format(tree: str) -> None:
    lines = EXPORTERS["ris"].render(every_kind(shipped(tree))).splitlines()
    assert all(re.fullmatch(r"([A-Z][A-Z0-9]  - .*)?", line) for line in lines)
    assert lines.count("ER  - ") == sum(line.startswith("TY  - ") for line in lines) > 3


def test_all_that_a_paper_can_have(tmp_path: Path) -> None:
    text = """\
* Title
:PROPERTIES:
:AUTHOR: Ludwig van Beethoven; Guy L. Steele Jr.; {The Team}
:YEAR: 1843
:JOURNAL: J
:VOLUME: 1
:NUMBER: 2
:PAGES: 3--9
:DOI: 10.1000/x
:ISBN: 0-262-01153-0
:PUBLISHER: P
:ADDRESS: Here
:END:
"""
    (entry,) = entries(written(tmp_path, {"papers.org": text}))
    assert entry == {
        "type_of_reference": "JOUR",
        "id": "beethoven1843title",
        "title": "Title",
        "authors": ["van Beethoven, Ludwig", "Steele, Guy L., Jr.", "The Team"],
        "year": "1843",
        "secondary_title": "J",
        "publisher": "P",
        "place_published": "Here",
        "volume": "1",
        "number": "2",
        "start_page": "3",
        "end_page": "9",
        "doi": "10.1000/x",
        "issn": "0-262-01153-0",
    }


def test_hostile_notes_are_entries_too(tmp_path: Path) -> None:
    report = every_kind(written(tmp_path, {"x.org": HOSTILE}))
    assert [entry["title"] for entry in entries(report)] == [
        reference.title for reference in references(report)
    ]


def test_a_title_cannot_end_its_entry(tmp_path: Path) -> None:
    text = "* A\rER  - \rTY  - BOOK\x0bKW  - x\u2028ER  - \x85ER  -\n"
    (entry,) = entries(written(tmp_path, {"papers.org": text}))
    assert "keywords" not in entry


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_title_and_author_come_back(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    folder = tmp_path_factory.mktemp("notes")
    text = f"* A {title} z\n:PROPERTIES:\n:AUTHOR: Ada {title} Z\n:END:\n"
    report = written(folder, {"papers.org": text})
    (reference,) = references(report)
    (entry,) = entries(report)
    assert entry["title"] == reference.title
    assert len(entry["authors"]) == len(reference.authors)
