"""What counts as an edit that did nothing else."""

import pytest

from orgshelf.change.proofs import only_grows, only_shrinks, only_touches
from orgshelf.model import Heading
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read


def headings(text: str) -> tuple[Heading, ...]:
    return read(Lines.from_bytes(text.encode())).headings


TREE = "* A [1/2]\ntext\n** TODO B :x:\n:PROPERTIES:\n:K: v\n:END:\n** C\n"


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        (TREE, True),
        (TREE.replace("TODO B", "DONE B").replace("[1/2]", "[2/2]"), True),
        (TREE.replace("TODO B :x:", "B :y:").replace("v", "w"), True),
        (TREE.replace("TODO B", "TODO D"), False),
        (TREE.replace("** TODO B", "*** TODO B"), False),
        (TREE.replace("** C", "** TODO C"), False),
        (TREE.replace("** C", "** C :t:"), False),
        (TREE.replace("text\n", ""), False),
        (TREE.replace("** C\n", ""), False),
        (TREE + "** D\n", False),
    ],
)
def test_only_touches_one_heading(text: str, fine: bool) -> None:
    assert only_touches(headings(TREE), headings(text), 1) is fine


MOVED = "* READ M :m:\ntext\n** N\n"


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("* A\n** READ M :m:\ntext\n*** N\n* B\nb\n", True),
        ("* A\n\n* READ M :m:\ntext\n** N\n* B\nb\n", True),
        ("* A\n** READ M :m:\ntext\n** N\n* B\nb\n", False),
        ("* A\n** READ M\ntext\n*** N\n* B\nb\n", False),
        ("* A\n** READ M :m:\n*** N\n* B\nb\n", False),
        ("* A\n** M :m:\ntext\n*** N\n* B\nb\n", False),
        ("* A\n** READ M :m:\ntext\n*** N\n* B\n", False),
        ("* A :t:\n** READ M :m:\ntext\n*** N\n* B\nb\n", False),
        ("* A\n** READ M :m:\ntext\n* B\nb\n", False),
        ("* A\n* B\nb\n", False),
    ],
)
def test_only_grows_by_what_was_moved(text: str, fine: bool) -> None:
    assert only_grows(headings("* A\n* B\nb\n"), headings(text), 1, headings(MOVED)) is fine


def test_a_keyword_that_is_none_in_the_new_file_is_the_same_words() -> None:
    own = headings("#+TODO: READ | GONE\n* READ [#A] M\n")
    assert only_grows(headings("* A\n"), headings("* A\n* READ [#A] M\n"), 1, own)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("* A\na\n* D\n", True),
        ("* A\n* D\n", False),
        ("* A\na\n* TODO D\n", False),
        ("* A\na\n** C\n* D\n", False),
    ],
)
def test_only_shrinks_by_what_was_cut(text: str, fine: bool) -> None:
    before = headings("* A\na\n* B\n** C\n* D\n")
    assert only_shrinks(before, headings(text), 1, 3) is fine
