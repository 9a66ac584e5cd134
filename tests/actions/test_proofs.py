"""What counts as an edit that did nothing else."""

import pytest

from orgshelf.actions.entry_text import sections
from orgshelf.actions.proofs import only_grows, only_shrinks, only_touches
from orgshelf.actions.working import FileEdit
from orgshelf.errors import NotEditableError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.reader import read


def document(text: str) -> Document:
    return read(Lines.from_bytes(text.encode()))


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
    assert only_touches(document(TREE), document(text), 1) is fine


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        (TREE.replace("text", "other"), False),
        (TREE + "more\n", False),
        ("#+TITLE: New\n" + TREE, False),
        ("#+FILETAGS: :new:\n" + TREE, False),
        (TREE.replace(":END:\n", ":END:\n#+FILETAGS: :new:\n"), False),
        (TREE.replace(":END:\n", ":END:\n  #+STARTUP: logdrawer\n"), False),
        (TREE.replace(":END:\n", ":END:\nmore\n"), True),
    ],
)
def test_only_touches_no_other_text_and_no_setting(text: str, fine: bool) -> None:
    assert only_touches(document(TREE), document(text), 1) is fine


LOGGED = "* A\n** B\n:LOGBOOK:\nCLOCK: [2026-11-23 Mon 10:00]\n:END:\n** C\n"


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("** B\n:PROPERTIES:\n:K:\n:END:\n:NEW:\n:END:\n:LOGBOOK:\nCLOCK: [x]\n:END:\n", True),
        ("** B\n", True),
        ("** B\n:LOGBOOK:\n- note\n  more\n:END:\n", True),
        ("** B\n:ONE:\n:END:\n:TWO:\n:END:\n:LOGBOOK:\nCLOCK: [x]\n:END:\n", False),
        ("** B\n:LOGBOOK:\nCLOCK: [x]\n", False),
        ("** B\nCLOCK: [x]\n:END:\n", False),
        ("** B\n:END:\n:LOGBOOK:\nCLOCK: [x]\n:END:\n", False),
        ("** B\n:OPEN:\n:LOGBOOK:\nCLOCK: [x]\n:END:\n", False),
        ("** B\n:LOGBOOK:\n- note\n:END:\nCLOCK: [x]\n:END:\n", False),
        ("** B\n#+begin_src\n:LOGBOOK:\n:END:\n#+end_src\n", False),
    ],
)
def test_an_edit_keeps_the_drawers_of_its_heading(text: str, fine: bool) -> None:
    edited = document(f"* A\n{text}** C\n")
    assert only_touches(document(LOGGED), edited, 1) is fine


def test_a_drawer_is_not_lost_with_more_than_the_line_that_was_taken_away() -> None:
    before = document("* A\n:LOGBOOK:\n- one\n- two\n:END:\n")
    assert not only_touches(before, document("* A\n"), 0)


def test_what_has_the_words_of_two_lines_is_read_as_they_would_be_written() -> None:
    def with_a_heading(_: Document, heading: Heading) -> tuple[Splice, ...]:
        return (Splice(heading.line, heading.line, ("text\n* TODO injected",)),)

    found = FileEdit.of(document("* A\n* B\n"), lambda lines, file: read(lines, file))
    with pytest.raises(NotEditableError, match="more than was asked for"):
        found.edited(0, with_a_heading)


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
        ("* A\n** READ M :m:\nother\n*** N\n* B\nb\n", False),
        ("* A\nmore\n** READ M :m:\ntext\n*** N\n* B\nb\n", False),
        ("* A\n** READ M :m:\ntext\n*** N\n* B\nc\n", False),
        ("text\n* A\n** READ M :m:\ntext\n*** N\n* B\nb\n", False),
    ],
)
def test_only_grows_by_what_was_moved(text: str, fine: bool) -> None:
    assert (
        only_grows(document("* A\n* B\nb\n"), document(text), 1, sections(document(MOVED))) is fine
    )


def test_a_keyword_that_is_none_in_the_new_file_is_the_same_words() -> None:
    own = sections(document("#+TODO: READ | GONE\n* READ [#A] M\n"))
    assert only_grows(document("* A\n"), document("* A\n* READ [#A] M\n"), 1, own)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("* A\na\n* D\n", True),
        ("* A\n* D\n", False),
        ("* A\na\n* TODO D\n", False),
        ("* A\na\n** C\n* D\n", False),
        ("* A\nb\n* D\n", False),
        ("#+TITLE: New\n* A\na\n* D\n", False),
    ],
)
def test_only_shrinks_by_what_was_cut(text: str, fine: bool) -> None:
    before = document("* A\na\n* B\n** C\n* D\n")
    assert only_shrinks(before, document(text), 1, 3) is fine
