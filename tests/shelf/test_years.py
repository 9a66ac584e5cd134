"""When a work came out, in the ways people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.shelf.years import read_issued


@pytest.mark.parametrize(
    ("text", "year", "edtf"),
    [
        ("1984", 1984, "1984"),
        ("c. 1900", 1900, "1900~"),
        ("ca. 1900", 1900, "1900~"),
        ("circa 1900", 1900, "1900~"),
        ("1900?", 1900, "1900?"),
        ("c. 1900?", 1900, "1900%"),
        ("[1900]", 1900, "1900"),
        ("1990-1995", 1990, "1990/1995"),
        ("1990–95", 1990, "1990/1995"),
        ("c. 1990-1995", 1990, "1990~/1995~"),
        ("2004-05", 2004, "2004-05"),
        ("2004-05-12", 2004, "2004-05-12"),
        ("May 2004", 2004, "2004-05"),
        ("12 May 2004", 2004, "2004-05-12"),
        ("May 12, 2004", 2004, "2004-05-12"),
        ("Spring 2004", 2004, "2004-21"),
        ("Fall 2004", 2004, "2004-23"),
        ("350 BC", -350, "-0349"),
        ("350 BCE", -350, "-0349"),
        ("384–322 BC", -384, "-0383/-0321"),
        ("c. 350 BC", -350, "-0349~"),
        ("AD 79", 79, "0079"),
        ("1990s", 1990, "199X"),
        ("19th century", 1800, "18XX"),
        ("2001-", 2001, "2001/.."),
        ("2001–present", 2001, "2001/.."),
        ("forthcoming", None, ""),
        ("1995-1990", None, ""),
        ("", None, ""),
        ("-5", None, ""),
        ("1" * 5000, None, ""),
    ],
)
def test_a_date_is_read(text: str, year: int | None, edtf: str) -> None:
    issued = read_issued(text)
    assert (issued.text, issued.year, issued.edtf) == (" ".join(text.split()), year, edtf)


@given(st.text())
def test_any_text_is_kept(text: str) -> None:
    assert read_issued(text).text == " ".join(text.split())
