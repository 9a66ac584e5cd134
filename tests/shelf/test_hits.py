"""Where the words that were looked for stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.shelf.hits import folded, marks


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Die Straßenkarten", "strassenkarten", ["Straßenkarten"]),
        ("STRASSE, Straße", "straße", ["STRASSE", "Straße"]),
        ("Gödel and Godel", "godel", ["Gödel", "Godel"]),
        ("ﬁnal İstanbul", "istanbul", ["İstanbul"]),
        ("Σίσυφος", "σισυφος", ["Σίσυφος"]),
        ("機械学習入門", "学習", ["学習"]),
        ("がか", "か", ["か"]),
        ("a.b", ".", ["."]),
        ("nothing", "x", []),
        ("nothing", "", []),
    ],
)
def test_words_are_marked_as_they_are_written(text: str, word: str, found: list[str]) -> None:
    assert [text[start:stop] for start, stop in marks(text, [word])] == found


@given(st.text("aAßÄäﬁİe\u0301 が機.", max_size=12), st.text("asßäfi が機", max_size=3))
def test_what_is_marked_has_the_word(text: str, word: str) -> None:
    plain = folded(word)[0]
    assert bool(marks(text, [word])) == bool(plain and plain in folded(text)[0])
    for start, stop in marks(text, [word]):
        assert plain in folded(text[start:stop])[0]
