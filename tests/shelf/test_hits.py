"""Where the words that were looked for stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.shelf.hits import marks, marks_in_line, term, traced
from orgshelf.shelf.spelling import spelled


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Die Straßenkarten", "strassenkarten", ["Straßenkarten"]),
        ("STRASSE, Straße", "straße", ["STRASSE", "Straße"]),
        ("Gödel and Godel", "godel", ["Gödel", "Godel"]),
        ("Go\u0308del", "gödel", ["Go\u0308del"]),
        ("ﬁnal İstanbul", "istanbul", ["İstanbul"]),
        ("Σίσυφος", "σισυφος", ["Σίσυφος"]),
        ("Łukasiewicz, Ørsted", "orsted", ["Ørsted"]),
        ("ёлка и елка", "елка", ["ёлка", "елка"]),
        ("мой мои", "мои", ["мои"]),
        ("ספר שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
        ("機械学習入門", "学習", ["学習"]),
        ("ｶﾞ とガ", "ガ", ["ｶﾞ", "ガ"]),
        ("がか", "か", ["か"]),
        ("나는 책을", "책", ["책"]),
        ("start of the art", "art", ["art"]),
        ("state-of-the-art", "of the", ["of-the"]),
        ("C, C++ and C#", "c", ["C", "C++", "C#"]),
        ("C, C++ and C#", "C++", ["C++"]),
        ("C, C++ and C#", "c#", ["C#"]),
        ("now 🎉!", "🎉", ["🎉"]),
        ("the largest", "largest step", []),
        ("nothing", "x", []),
    ],
)
def test_words_are_marked_as_they_are_written(text: str, words: str, found: list[str]) -> None:
    assert [text[start:stop] for start, stop in marks(text, [term(words)])] == found


def test_of_a_phrase_that_goes_on_below_its_words_are_marked() -> None:
    assert marks_in_line("the largest", [term("largest step")]) == [(4, 11)]


def test_of_a_beginning_the_whole_word_is_marked() -> None:
    text = "art, artful, start"
    assert [text[a:b] for a, b in marks(text, [term("art*", prefix=True)])] == ["art", "artful"]


@given(st.text("aAßÄäﬁİe\u0301й\u0306+#1_ が機ｶﾞ🎉.", max_size=12))
def test_a_text_is_spelled_the_same_whether_it_is_traced_or_not(text: str) -> None:
    made = traced(text)
    assert made.letters.split() == spelled(text).split()
    assert len(made.starts) == len(made.stops) == len(made.letters)
    assert all(
        0 <= start < stop <= len(text) for start, stop in zip(made.starts, made.stops, strict=True)
    )
