"""The outline, read back by an XML parser."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from export.trees import HOSTILE, SHIPPED, items_only, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.report import Report
from orgshelf.export.titles_and_dates import title_words


def body(report: Report) -> Element:
    found = ElementTree.fromstring(EXPORTERS["opml"].data(report)).find("body")
    assert found is not None
    return found


def walked(element: Element, depth: int = 0) -> Iterator[tuple[int, Element]]:
    for child in element:
        yield depth, child
        yield from walked(child, depth + 1)


def one(folder: Path, text: str) -> dict[str, str]:
    (found,) = body(written(folder, {"x.org": text}))
    return found.attrib


@pytest.mark.parametrize("tree", SHIPPED)
def test_the_outline_is_that_of_the_notes(tree: str) -> None:
    report = shipped(tree)
    found = [(depth, outline.get("text")) for depth, outline in walked(body(report))]
    assert found == [(len(entry.path), title_words(entry)) for entry in report.entries]


@pytest.mark.parametrize("tree", SHIPPED)
def test_items_have_a_box_and_the_rest_has_none(tree: str) -> None:
    report = shipped(tree)
    for (_, outline), entry in zip(walked(body(report)), report.entries, strict=True):
        assert (outline.get("_status") is not None) == entry.is_item
        assert (outline.get("_complete") == "true") == entry.heading.done
        assert (outline.get("_status") == "checked") == entry.heading.done
        assert outline.get("_state") == entry.heading.keyword


def test_an_outline_says_what_its_heading_says(tmp_path: Path) -> None:
    text = (
        "#+TODO: TODO READING | DONE\n"
        '* READING [#A] A "B" & <C> - Ada Lovelace 1843 :maths:gpu:\n'
        "SCHEDULED: <2026-11-25 Wed 19:00> DEADLINE: <2026-12-01 Tue>\n"
        "[[https://example.org/a?b&c][PDF]]\n"
    )
    assert one(tmp_path, text) == {
        "text": 'A "B" & <C> - Ada Lovelace 1843',
        "_status": "indeterminate",
        "_complete": "false",
        "_state": "READING",
        "_priority": "A",
        "_start": "2026-11-25T19:00",
        "_due": "2026-12-01",
        "category": "maths,gpu",
        "type": "link",
        "url": "https://example.org/a?b&c",
    }


def test_notes_come_on_request(tmp_path: Path) -> None:
    text = '* x\nOne & "two"\n\n- three > 2\n'
    (found,) = body(written(tmp_path, {"x.org": text}, notes_text=True))
    assert found.get("_note") == 'One & "two"\n\n- three > 2'
    assert "_note" not in one(tmp_path, text)


def test_parts_without_their_work_stand_on_the_first_level() -> None:
    report = items_only(shipped("notes"))
    outlines = list(walked(body(report)))
    assert len(outlines) == 191
    assert sum(outline.get("_complete") == "true" for _, outline in outlines) == 46


def test_only_addresses_of_the_web_are_links(tmp_path: Path) -> None:
    report = written(tmp_path, {"x.org": HOSTILE}, notes_text=True)
    for _, outline in walked(body(report)):
        assert (outline.get("type") == "link") == ("url" in outline.attrib)
        assert outline.get("url", "https:").startswith(("https:", "http:", "mailto:"))


def test_levels_without_end_are_cut_off_and_nothing_is_lost(tmp_path: Path) -> None:
    text = "".join(f"{'*' * level} level {level}\n" for level in range(1, 2001))
    outlines = list(walked(body(written(tmp_path, {"x.org": text}))))
    assert [outline.get("text") for _, outline in outlines] == [
        f"level {level}" for level in range(1, 2001)
    ]
    assert [depth for depth, _ in outlines[:50]] == list(range(50))


def test_the_head_says_what_and_when() -> None:
    top = ElementTree.fromstring(EXPORTERS["opml"].data(shipped("notes")))
    assert (top.tag, top.get("version")) == ("opml", "2.0")
    assert top.findtext("head/title") == "notes"
    assert top.findtext("head/dateModified") == "Mon, 23 Nov 2026 12:00:00 -0000"


def test_keywords_and_kinds_may_hold_anything(tmp_path: Path) -> None:
    note = "#+TODO: A\x1bB | C\n* A\x1bB x\n:PROPERTIES:\n:KIND: k\x07\uffff\n:END:\n"
    report = written(tmp_path, {"x.org": note})
    assert body(report)[0].get("_state") == "A\ufffdB"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("\x00\x08\x0b\ufffe\uffff\x85\u2028")
@example("a><b")
def test_any_title_comes_back(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    folder = tmp_path_factory.mktemp("notes")
    text = f"* a {title} z\n{title}\n"
    report = written(folder, {"x.org": text}, notes_text=True)
    outlines = list(walked(body(report)))
    assert [outline.get("text") for _, outline in outlines] == [
        title_words(entry) for entry in report.entries
    ]
