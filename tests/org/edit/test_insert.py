"""Adding a heading: golden files, and what holds whatever the file."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actions.moved import data_of, place_of, working
from orgshelf.errors import PropertyError, TagError
from orgshelf.org.edit.compose import NewHeading, insert_heading, says, settle_state

PAIRS = Path(__file__).with_name("add")
CASES: dict[str, dict[str, Any]] = yaml.safe_load((PAIRS / "cases.yaml").read_text("utf-8"))
NOW = datetime(2026, 11, 23, 1, 25)


def add(data: bytes, case: Mapping[str, Any]) -> bytes:
    new = NewHeading(
        case["title"],
        case["keyword"],
        tuple(case.get("tags", ())),
        tuple(case.get("properties", {}).items()),
    )
    found = working(data, case.get("settings"))
    headings = found.document.headings
    parent = headings[place_of(found, case["under"])] if case["under"] else None
    grown, place = found.pasted(insert_heading(found.document, parent, new))
    assert says(grown.document.headings[place], new)
    return data_of(grown.edited(place, partial(settle_state, now=NOW)))


@pytest.mark.parametrize("name", CASES)
def test_pair(name: str) -> None:
    wanted = (PAIRS / f"{name}.org.want").read_bytes()
    assert add((PAIRS / f"{name}.org").read_bytes(), CASES[name]) == wanted


def test_every_pair_is_described() -> None:
    assert {path.stem for path in PAIRS.glob("*.org")} == set(CASES)


def test_what_org_would_not_read_is_refused() -> None:
    case = {"under": 1, "title": "t", "keyword": None}
    with pytest.raises(TagError, match="'a-b' is not a tag"):
        add(b"* A\n", {**case, "tags": ["a-b"]})
    with pytest.raises(PropertyError, match="one line of text"):
        add(b"* A\n", {**case, "properties": {"K": "a\nb"}})
    with pytest.raises(PropertyError, match="cannot name a property"):
        add(b"* A\n", {**case, "properties": {"a b": "c"}})


@pytest.mark.parametrize("title", ["TODO x", "[#A] x", "x :tag:", "COMMENT x", "x "])
def test_a_title_that_reads_otherwise_is_noticed(title: str) -> None:
    found = working(b"* A\n")
    new = NewHeading(title, None)
    paste = insert_heading(found.document, found.document.headings[0], new)
    heading = found.pasted(paste)[0].document.headings[-1]
    assert not says(heading, new)


lines = st.sampled_from(
    ("", "", "text", "* A", "** TODO B :x:", "*** C", "- [ ] box", ":PROPERTIES:", ":END:", "  ")
)
titles = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8)


@given(
    st.lists(lines, max_size=12), st.sampled_from(("\n", "\r\n")), st.booleans(), titles, st.data()
)
def test_all_that_was_there_stays_byte_for_byte(
    texts: list[str], ending: str, ended: bool, title: str, data: st.DataObject
) -> None:
    before = (ending.join(texts) + (ending if ended and texts else "")).encode()
    found = working(before)
    parent = data.draw(st.sampled_from((None, *found.document.headings)))
    new = NewHeading(f"x{title}", "TODO", ("new",), (("URL", "https://e.org"),))
    grown, place = found.pasted(insert_heading(found.document, parent, new))
    heading = grown.document.headings[place]
    after = data_of(grown).split(b"\n")
    inside = after[heading.line - 1 : heading.line + 3]
    assert says(heading, new)
    assert heading.level > (parent.level if parent else 0)
    assert inside[0].startswith(b"*" * heading.level + b" TODO x")
    left = [*after[: heading.line - 1], *after[heading.line + 3 :]]
    assert _texts(b"\n".join(left)) == _texts(before)


def _texts(data: bytes) -> list[bytes]:
    return [line for line in data.replace(b"\r", b"").split(b"\n") if line.strip()]
