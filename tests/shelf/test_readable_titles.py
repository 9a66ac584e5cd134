"""Titles as every report and list shows them: the words, without what Org's markup adds."""

import pytest

from shelf.shelved import shelve


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The /C/ language", "The C language"),
        ("Foot[fn:1] note[fn:: said so]", "Foot note"),
        ("<<spot>> Target", "Target"),
        ("On the <<<radio>>>", "On the radio"),
        ("@@html:<b>@@Snippet", "Snippet"),
        ("After [cite:@knuth]", "After (knuth)"),
        ("What src_python{1+1} is", "What 1+1 is"),
        ("a << b and x@@y", "a << b and x@@y"),
        ("snake_case and src_", "snake_case and src_"),
    ],
)
def test_a_title_is_its_words(written: str, read: str) -> None:
    assert shelve(f"* {written}\n")[0].heading.title == read
