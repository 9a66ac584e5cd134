"""CSL-JSON, rendered by a citation processor."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st

from export.trees import HOSTILE, SHIPPED, every_kind, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.references import references
from orgshelf.export.report import Report

Item = Mapping[str, object]
#: The style that comes with the processor.
STYLE = "harvard-cite-them-right"


def items(report: Report) -> list[Item]:
    found = json.loads(EXPORTERS["csl-json"].render(report))
    assert isinstance(found, list)
    return found


def bibliography(data: Iterable[Item]) -> list[str]:
    """Each item as the style writes it, in the style's order."""
    works = list(data)
    source = CiteProcJSON(works)
    made = CitationStylesBibliography(
        CitationStylesStyle(STYLE, validate=False), source, formatter.plain
    )
    for work in works:
        made.register(Citation([CitationItem(work["id"])]))
    made.sort()
    return [str(line) for line in made.bibliography()]


def test_the_shipped_notes_make_this_bibliography() -> None:
    assert bibliography(items(shipped("notes"))) == [
        "Chan (2014) “Make It or Break It: Manipulating Robustness in Large Networks”. "
        "Available at: https://doi.org/10.1137/1.9781611973440.37.",
        "Dayhoff, J. (no date) Neural Network Architectures. Available at: "
        "http://books.google.com/books/about/Neural_network_architectures.html?id=9RwnAAAAMAAJ.",
        "Mytkowicz (2008) “Computer systems are dynamical systems”. Available at: "
        "http://www-plan.cs.colorado.edu/klipto/CHAOEH193033124_2.pdf.",
        "Navlakha and Bar-Joseph (2015) “MASSEXODUS: modeling evolving networks in harsh "
        "environments”. Available at: https://doi.org/10.1007/s10618-014-0399-1.",
    ]


@pytest.mark.parametrize("tree", SHIPPED)
def test_every_work_is_rendered(tree: str) -> None:
    report = every_kind(shipped(tree))
    lines = bibliography(items(report))
    wanted = list(references(report))
    assert len(lines) == len(wanted)
    for reference in wanted:
        assert any(reference.title in line for line in lines)
    assert "2016" in next(line for line in lines if "斎藤康毅" in line) if len(lines) > 9 else True


@pytest.mark.parametrize("tree", SHIPPED)
def test_a_work_is_what_its_reference_is(tree: str) -> None:
    report = every_kind(shipped(tree))
    for item, reference in zip(items(report), references(report), strict=True):
        assert (item["id"], item["title"]) == (reference.key, reference.title)
        assert item.get("DOI", "") == reference.doi
        assert item.get("URL", "") == reference.url
        assert item.get("ISBN", "") == reference.isbn
        assert item.get("keyword", "") == ", ".join(reference.keywords)
        issued = {"date-parts": [[reference.year]]} if reference.year else None
        assert item.get("issued") == issued


def test_types_and_parts_of_names(tmp_path: Path) -> None:
    text = """\
* Papers
** A - Ludwig van Beethoven 1800
:PROPERTIES:
:JOURNAL: J
:VOLUME: 1
:NUMBER: 2
:PAGES: 3-9
:END:
** B
:PROPERTIES:
:AUTHOR: Guy L. Steele Jr.; {The Team}
:BOOKTITLE: Proc
:PUBLISHER: P
:ADDRESS: Here
:END:
* Videos
** C
* Tutorials
** D
"""
    a, b, c, d = items(every_kind(written(tmp_path, {"x.org": text})))
    assert [item["type"] for item in (a, b, c, d)] == [
        "article-journal", "paper-conference", "motion_picture", "webpage",
    ]  # fmt: skip
    assert a["author"] == [
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}
    ]
    assert (a["container-title"], a["volume"], a["issue"], a["page"]) == ("J", "1", "2", "3-9")
    assert b["author"] == [
        {"family": "Steele", "given": "Guy L.", "suffix": "Jr."}, {"literal": "The Team"},
    ]  # fmt: skip
    assert (b["container-title"], b["publisher"], b["publisher-place"]) == ("Proc", "P", "Here")


def test_hostile_notes_are_rendered(tmp_path: Path) -> None:
    found = items(every_kind(written(tmp_path, {"x.org": HOSTILE})))
    assert len(bibliography(found)) == len(found)
    assert not any("javascript:" in str(item.get("URL")) for item in found)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.integers(1000, 2999))
def test_any_title_and_year_come_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, year: int
) -> None:
    folder = tmp_path_factory.mktemp("notes")
    text = f"* A {title} z\n:PROPERTIES:\n:YEAR: {year}\n:AUTHOR: Ada Lovelace\n:END:\n"
    report = written(folder, {"papers.org": text})
    (item,) = items(report)
    assert item["title"] == next(references(report)).title
    assert item["issued"] == {"date-parts": [[year]]}
    assert item["author"] == [{"family": "Lovelace", "given": "Ada"}]
    (line,) = bibliography([item])
    assert line.startswith(f"Lovelace, A. ({year})")
