"""`priority`, `tag` and `set`: what they write, say and refuse."""

import pytest

from program import Program

SHELF = """\
#+PRIORITIES: A E C
* Books
** TODO Alpha :maths:old:
:PROPERTIES:
:RATING: 3
:END:
** TODO [#B] Beta
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", SHELF)
    return run


def text(program: Program) -> str:
    return (program.folder / "notes" / "books.org").read_text("utf-8")


def test_priority_is_of_the_files_range(shelf: Program) -> None:
    ran = shelf("priority", "alpha", "beta", "e")
    assert ran.out == "books.org:3 priority E  Alpha\nbooks.org:7 priority E  Beta\n"
    assert "** TODO [#E] Alpha" in text(shelf)
    assert "** TODO [#E] Beta" in text(shelf)
    refused = shelf("priority", "alpha", "F")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "orgshelf: books.org has no priority 'F': use one from A to E, or --clear.\n"
    )


def test_priority_is_taken_away(shelf: Program) -> None:
    assert shelf("priority", "beta", "--clear").out == "books.org:7 no priority  Beta\n"
    assert "** TODO Beta\n" in text(shelf)
    again = shelf("priority", "beta", "--clear")
    assert (again.code, again.out) == (0, "")
    assert again.err == "books.org:7 already had no priority  Beta\n"


def test_numeric_priorities(run: Program) -> None:
    run.note("books.org", "#+PRIORITIES: 1 20 10\n* TODO A\n")
    assert run("priority", "books.org:2", "12").out == "books.org:2 priority 12  A\n"
    assert run("priority", "books.org:2", "7").code == 0
    assert text(run).endswith("* TODO [#7] A\n")


def test_tags_are_put_on_and_taken_off(shelf: Program) -> None:
    ran = shelf("tag", "alpha", "+gpu", "-maths", "-y")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "books.org:3 +gpu -maths  Alpha\n"
    assert "** TODO Alpha" + " " * 55 + ":old:gpu:\n" in text(shelf)


@pytest.mark.parametrize("tag", ["-physics", "-q1", "-yoga", "-h2o", "-old"])
def test_no_tag_is_taken_for_an_option(shelf: Program, tag: str) -> None:
    shelf("tag", "alpha", f"+{tag[1:]}")
    assert f":{tag[1:]}:" in text(shelf)
    assert shelf("tag", tag, "alpha").out == f"books.org:3 {tag}  Alpha\n"


@pytest.mark.parametrize("tags", ["b,a", "b:a", ":b:a:", "b a", "b,a,b"])
def test_tags_are_set(shelf: Program, tags: str) -> None:
    assert shelf("tag", "alpha", "--set", tags).out == "books.org:3 +b +a -maths -old  Alpha\n"
    assert "** TODO Alpha" + " " * 59 + ":b:a:\n" in text(shelf)


def test_tags_are_cleared_by_query(shelf: Program) -> None:
    assert shelf("tag", "-q", "alpha", "--clear").out == "books.org:3 -maths -old  Alpha\n"
    assert "** TODO Alpha\n" in text(shelf)


def test_tags_that_are_there_are_aligned(shelf: Program) -> None:
    assert shelf("tag", "alpha", "+old").out == "books.org:3 tags in order  Alpha\n"
    assert shelf("tag", "alpha", "+old").err == "books.org:3 already had those tags  Alpha\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["alpha"], "Name tags like +gpu or -maths"),
        (["alpha", "+x", "--clear"], "Name tags like +gpu or -maths"),
        (["alpha", "--set", "x", "--clear"], "Name tags like +gpu or -maths"),
        (["alpha", "+a-b"], "'a-b' is not a tag"),
        (["alpha", "--set", "a.b"], "'a.b' is not a tag"),
        (["+x"], "Which one? Give an id"),
    ],
)
def test_wrong_tags_are_refused(shelf: Program, words: list[str], said: str) -> None:
    ran = shelf("tag", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert text(shelf) == SHELF


def test_properties_are_set(shelf: Program) -> None:
    assert shelf("set", "alpha", "RATING", "5").out == "books.org:3 RATING 5  Alpha\n"
    assert shelf("set", "alpha", "X", "-5").out == "books.org:3 X -5  Alpha\n"
    assert ":PROPERTIES:\n:RATING:   5\n:X:        -5\n:END:\n" in text(shelf)
    again = shelf("set", "alpha", "RATING", "5")
    assert (again.out, again.err) == ("", "books.org:3 RATING was already 5  Alpha\n")


def test_properties_are_deleted(shelf: Program) -> None:
    ran = shelf("set", "alpha", "rating", "--delete")
    assert ran.out == "books.org:3 rating taken away  Alpha\n"
    assert "PROPERTIES" not in text(shelf)
    again = shelf("set", "alpha", "rating", "--delete")
    assert (again.code, again.out, again.err) == (0, "", "books.org:3 no rating  Alpha\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["alpha", "TODO", "DONE"], "use `orgshelf state`"),
        (["alpha", "deadline", "fri"], "use `orgshelf deadline`"),
        (["alpha", "a b", "c"], "'A B' cannot name a property"),
        (["alpha", "X", "a\nb"], "one line of text"),
        (["alpha"], "like `2a07 RATING 5`"),
        (["--delete"], "like `2a07 RATING`"),
        (["X", "5"], "Name headings and property"),
    ],
)
def test_what_is_no_property_is_refused(shelf: Program, words: list[str], said: str) -> None:
    ran = shelf("set", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert text(shelf) == SHELF


def test_what_is_below_a_heading_stays(shelf: Program) -> None:
    shelf("set", "books.org:2", "KIND", "book")
    assert text(shelf) == SHELF.replace(
        "* Books\n", "* Books\n:PROPERTIES:\n:KIND:     book\n:END:\n", 1
    )


PAGED = "* Books\n** TODO A\n:PROPERTIES:\n:PAGE: 85\n:END:\nA remark.\n"


@pytest.fixture
def paged(run: Program) -> Program:
    run.note("books.org", PAGED)
    run.note(".orgshelf.yaml", "log_page: true\n")
    return run


def test_a_new_page_is_noted_and_one_undo_takes_both_back(paged: Program) -> None:
    assert paged("set", "a", "page", "120").out == "books.org:2 PAGE 120  A\n"
    assert text(paged) == (
        "* Books\n** TODO A\n:PROPERTIES:\n:PAGE:     120\n:END:\n"
        "- Note taken on [2026-11-23 Mon 09:00] \\\\\n  PAGE 85 → 120\nA remark.\n"
    )
    again = paged("set", "a", "page", "120")
    assert (again.out, again.err) == ("", "books.org:2 PAGE was already 120  A\n")
    assert paged("undo").code == 0
    assert text(paged) == PAGED


@pytest.mark.parametrize(
    "words", [["RATING", "5"], ["PAGE", "iv"], ["PAGE", "--delete"], ["PAGES", "300"]]
)
def test_only_a_new_page_is_noted(paged: Program, words: list[str]) -> None:
    assert paged("set", "a", *words).code == 0
    assert "Note taken" not in text(paged)


def test_no_page_is_noted_unless_it_is_asked_for(run: Program) -> None:
    run.note("books.org", PAGED)
    assert run("set", "a", "PAGE", "120").code == 0
    assert text(run) == PAGED.replace(":PAGE: 85", ":PAGE:     120")


def test_a_tag_that_the_encoding_of_the_file_lacks_is_refused(run: Program) -> None:
    note = run.note("a.org", "")
    data = "* TODO 读书笔记\n今天读了三本书\n".encode("gbk") + b"\xc2\xa9\n"
    note.write_bytes(data)
    refused = run("tag", "a.org:1", "+読書")
    assert (refused.code, note.read_bytes()) == (1, data)
    assert "which has no '読'" in refused.err
    assert run("tag", "a.org:1", "+read").code == 0
    assert note.read_bytes().startswith(data[:15])
