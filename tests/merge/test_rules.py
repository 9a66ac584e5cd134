"""What is merged by meaning: one example of each rule."""

from typing import NamedTuple

import pytest

from merge.merging import merge, merge_text

HEAD = "#+TODO: TODO READING | DONE DROPPED\n"


class Case(NamedTuple):
    """Three versions and what they become."""

    base: str
    ours: str
    theirs: str
    merged: str


def log(*entries: str) -> str:
    return "\n".join(("* A", ":LOGBOOK:", *entries, ":END:", ""))


def clock(day: int, end: str = "--[2026-11-{day} 11:00] =>  1:00") -> str:
    return f"CLOCK: [2026-11-{day} 10:00]" + end.format(day=day)


def drawer(*lines: str) -> str:
    return "\n".join(("* A", ":PROPERTIES:", *lines, ":END:", ""))


def reviews(*rows: str) -> str:
    head = ("| position | due | last-review |", "|----------+-----+-------------|")
    return "\n".join(("* A", ":REVIEW_DATA:", *head, *rows, ":END:", ""))


TEXT = "* A\none\n\ntwo\n"
CASES = {
    "tags of both": Case("* A :x:\n", "* A :x:y:\n", "* A :z:\n", "* A" + " " * 69 + ":y:z:\n"),
    "keyword and title": Case(
        "* TODO A b c d\n", "* DONE A b c d\n", "* TODO A b c e\n", "* DONE A b c e\n"
    ),
    "priority and dates": Case(
        "* A\nSCHEDULED: <2026-12-01 Tue>\n",
        "* [#A] A\nSCHEDULED: <2026-12-02 Wed>\n",
        "* A\nSCHEDULED: <2026-12-01 Tue> DEADLINE: <2026-12-09 Wed>\n",
        "* [#A] A\nSCHEDULED: <2026-12-02 Wed> DEADLINE: <2026-12-09 Wed>\n",
    ),
    "done counts where both set a keyword": Case(
        HEAD + "* TODO A\n",
        HEAD + "* READING A\n",
        HEAD + "* DONE A\nCLOSED: [2026-11-20 Fri]\n",
        HEAD + "* DONE A\nCLOSED: [2026-11-20 Fri]\n",
    ),
    "the later of two ends": Case(
        HEAD + "* TODO A\n",
        HEAD + "* DROPPED A\nCLOSED: [2026-11-21 Sat]\n",
        HEAD + "* DONE A\nCLOSED: [2026-11-20 Fri]\n",
        HEAD + "* DROPPED A\nCLOSED: [2026-11-21 Sat]\n",
    ),
    "the later of two repeats": Case(
        "* A\nSCHEDULED: <2026-11-20 Fri .+1d>\n",
        "* A\nSCHEDULED: <2026-11-22 Sun .+1d>\n",
        "* A\nSCHEDULED: <2026-11-23 Mon .+1d>\n",
        "* A\nSCHEDULED: <2026-11-23 Mon .+1d>\n",
    ),
    "properties of both": Case(
        drawer(":X: 1", ":Y: 1"),
        drawer(":X: 2", ":Y: 1"),
        drawer(":X: 1", ":Z: 3"),
        drawer(":X: 2", ":Z: 3"),
    ),
    "the page further on": Case(
        drawer(":PAGE: 9"), drawer(":PAGE: 85"), drawer(":PAGE: 120"), drawer(":PAGE: 120")
    ),
    "clocks of both, the newest first": Case(
        log(clock(20)),
        log(clock(22), clock(20)),
        log(clock(21), clock(20)),
        log(clock(22), clock(21), clock(20)),
    ),
    "a clock that one side started and the other has stopped": Case(
        log(clock(20)),
        log(clock(21, ""), clock(20)),
        log(clock(21), clock(20)),
        log(clock(21), clock(20)),
    ),
    "a short title that got a word more": Case(
        "* TODO Tides\n* B\n",
        "* TODO High tides\n* B\n",
        "* DONE Tides\n* B\n",
        "* DONE High tides\n* B\n",
    ),
    "a clock that was stopped": Case(
        log(clock(20, "")), log(clock(20)), log(clock(21), clock(20, "")), log(clock(21), clock(20))
    ),
    "a new drawer and new text": Case(
        "* A\n", log(clock(20)), "* A\ntext\n", log(clock(20)) + "text\n"
    ),
    "the row of the last review": Case(
        reviews("| front | 2026-11-20 | 2026-11-10 |"),
        reviews("| front | 2026-12-20 | 2026-11-20 |"),
        reviews("| front | 2026-12-02 | 2026-11-21 |"),
        reviews("| front | 2026-12-02 | 2026-11-21 |"),
    ),
    "boxes that follow each other, counted": Case(
        "* A [0/2]\n- [ ] a\n- [ ] b\n",
        "* A [1/2]\n- [X] a\n- [ ] b\n",
        "* A [1/2]\n- [ ] a\n- [X] b\n",
        "* A [2/2]\n- [X] a\n- [X] b\n",
    ),
    "parts that follow each other, counted": Case(
        "* A [0/2]\n** TODO b\n** TODO c\n",
        "* A [1/2]\n** DONE b\n** TODO c\n",
        "* A [1/2]\n** TODO b\n** DONE c\n",
        "* A [2/2]\n** DONE b\n** DONE c\n",
    ),
    "a part that one side finished, counted": Case(
        "* A [0/1]\n** TODO b\n* C\n",
        "* A [0/1]\n** TODO b\n* C\nmore\n",
        "* A [1/1]\n** DONE b\n* C\n",
        "* A [1/1]\n** DONE b\n* C\nmore\n",
    ),
    "tags of both, and another level": Case(
        "* A\n* B\n* C\n",
        "* A\n* B" + " " * 68 + ":one:\n* C\n",
        "* A\n*** B" + " " * 66 + ":two:\n* C\n",
        "* A\n*** B" + " " * 63 + ":one:two:\n* C\n",
    ),
    "a box and its words": Case(
        "* A\n- [ ] a\n", "* A\n- [X] a\n", "* A\n- [ ] b\n", "* A\n- [X] b\n"
    ),
    "paragraphs put in at the same place": Case(
        TEXT, TEXT + "\nour own\n", TEXT + "\nour other\n", TEXT + "\nour own\n\nour other\n"
    ),
    "the same paragraph put in by both": Case(
        TEXT, TEXT + "\nnew\n", TEXT + "\nnew\n\nmore\n", TEXT + "\nnew\n\nmore\n"
    ),
    "moved here and edited there": Case(
        "* A\n** x\ntext\n* B\n",
        "* A\n* B\n** x\ntext\n",
        "* A\n** DONE x\ntext\nmore\n* B\n",
        "* A\n* B\n** DONE x\ntext\nmore\n",
    ),
    "moved deeper and edited there": Case(
        "* A\n** x\n*** y\n** B\n",
        "* A\n** B\n*** x\n**** y\n",
        "* A\n** x\n*** TODO y\n** B\n",
        "* A\n** B\n*** x\n**** TODO y\n",
    ),
    "renamed here and edited there": Case(
        "* Winter book\ntext of it\n",
        "* Another name\ntext of it\n",
        "* TODO Winter book\ntext of it\n",
        "* TODO Another name\ntext of it\n",
    ),
    "known by its ID": Case(
        "* A\n:PROPERTIES:\n:ID: 1\n:END:\n* B\n",
        "* B\n* C\n:PROPERTIES:\n:ID: 1\n:END:\nours\n",
        "* A :x:\n:PROPERTIES:\n:ID: 1\n:END:\n* B\n",
        "* B\n* C" + " " * 71 + ":x:\n:PROPERTIES:\n:ID: 1\n:END:\nours\n",
    ),
    "sorted here and added there": Case(
        "* A\n* B\n* C\n",
        "* C\n* B\n* A\n",
        "* A\n* B\n* N\n* C\n",
        "* C\n* B\n* N\n* A\n",
    ),
    "taken away and left alone": Case(
        "* A\n** x\n* B\n", "* B\n", "* A\n** x\n* B\ntext\n", "* B\ntext\n"
    ),
    "settings of both": Case(
        "#+TODO: TODO | DONE\n#+FILETAGS: :a:\n* A\n",
        "#+TODO: TODO NEXT | DONE\n#+FILETAGS: :a:b:\n* A\n",
        "#+TODO: TODO | DONE DROPPED\n#+FILETAGS: :c:\n* A\n",
        "#+TODO: TODO NEXT | DONE DROPPED\n#+FILETAGS: :b:c:\n* A\n",
    ),
    "a drawer at the top": Case(
        ":PROPERTIES:\n:X: 1\n:END:\n",
        ":PROPERTIES:\n:X: 2\n:END:\n",
        ":PROPERTIES:\n:X: 1\n:Y: 2\n:END:\n",
        ":PROPERTIES:\n:X: 2\n:Y: 2\n:END:\n",
    ),
    "line ends of one and text of the other": Case(
        "* A\nx\n", "* A\r\nx\r\n", "* A\nx\ny\n", "* A\r\nx\r\ny\r\n"
    ),
    "no last line end": Case("* A\n* B\n", "* A\n* B", "* TODO A\n* B\n", "* TODO A\n* B"),
}


@pytest.mark.parametrize("name", CASES)
def test_both_changes_are_there(name: str) -> None:
    base, ours, theirs, merged = CASES[name]
    assert merge_text(base, ours, theirs) == merged
    assert merge(base.encode(), ours.encode(), theirs.encode()).conflicts == ()


OPEN = {
    "two titles": Case(
        "* The book\n",
        "* Our book\ntext\n",
        "* One book\n",
        "<<<<<<< ours\n* Our book\n=======\n* One book\n>>>>>>> theirs\ntext\n",
    ),
    "two ratings": Case(
        drawer(":X: 1", ":RATING: 1"),
        drawer(":X: 2", ":RATING: 2"),
        drawer(":X: 1", ":RATING: 3"),
        drawer(":X: 2", "<<<<<<< ours", ":RATING: 2", "=======", ":RATING: 3", ">>>>>>> theirs"),
    ),
    "one sentence": Case(
        "* A\none word\n\nmore\n",
        "* A\none term\n\nmore\n",
        "* A :x:\none name\n\nmore\n",
        "* A :x:\n<<<<<<< ours\none term\n=======\none name\n>>>>>>> theirs\n\nmore\n",
    ),
    "taken away and changed": Case(
        "* A\n** x\n** y\n* B\n",
        "* B\n",
        "* A\n** x\n** DONE y\n* B\n",
        "<<<<<<< ours\n=======\n* A\n** x\n** DONE y\n>>>>>>> theirs\n* B\n",
    ),
    "moved to two places": Case(
        "* A\n** x\n* B\n* C\n",
        "* A\n* B\n** x\n* C\n",
        "* A\n* B\n* C\n** x\n",
        "* A\n* B\n** x\n* C\n<<<<<<< ours\n=======\n** x\n>>>>>>> theirs\n",
    ),
    "code put in at the same place": Case(
        "* A\n#+begin_src\na\nb\n#+end_src\n",
        "* A\n#+begin_src\na\no\nb\n#+end_src\n",
        "* A\n#+begin_src\na\nt\nb\n#+end_src\n",
        "* A\n#+begin_src\na\n<<<<<<< ours\no\n=======\nt\n>>>>>>> theirs\nb\n#+end_src\n",
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_cannot_be_decided_is_the_least_part(name: str) -> None:
    base, ours, theirs, merged = OPEN[name]
    assert merge_text(base, ours, theirs) == merged


def test_a_conflict_is_told_by_its_line() -> None:
    assert merge(b"x\n* A\n", b"y\n* A\n", b"z\n* A\n").conflicts == (1,)


def test_each_below_the_other_is_a_conflict_that_loses_nothing() -> None:
    merged = merge(
        b"* A\na text\n* B\nb text\n",
        b"* A\na text\n** B\nb text\n",
        b"* B\nb text\n** A\na text\n",
    )
    assert merged.conflicts
    assert merged.data.count(b"a text") == merged.data.count(b"b text") == 1


def test_without_a_base_all_is_kept_that_only_one_has() -> None:
    ours, theirs = "* A :x:\none\n* B\n", "* A :y:\none\ntwo\n* C\n"
    assert merge_text(None, ours, theirs) == "* A" + " " * 69 + ":x:y:\none\ntwo\n* B\n* C\n"


def test_without_a_base_what_differs_is_to_be_decided() -> None:
    assert "<<<<<<< ours\nhere\n=======\nthere\n>>>>>>> theirs\n" in merge_text(
        None, "* A\nhere\n", "* A\nthere\n"
    )


def test_letters_that_an_encoding_lacks_make_it_utf_8() -> None:
    merged = merge(b"* A\n", "* A\nf\u00fcr\n".encode("latin-1"), "* TODO A\n* 本\n".encode())
    assert merged.data == "* TODO A\nf\u00fcr\n* 本\n".encode()


def test_a_file_of_both_line_ends_keeps_each() -> None:
    merged = merge(b"* A\r\nx\ny\r\nz\n", b"* A\r\nx\ny\r\nz\nour\n", b"* B\r\nx\ny\r\nz\n")
    assert merged.data == b"* B\r\nx\ny\r\nz\nour\n"
