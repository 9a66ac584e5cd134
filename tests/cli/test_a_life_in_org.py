"""Somebody's folder of years gives, without any configuration, what a reader would say is there."""

import json
from collections.abc import Iterator
from textwrap import dedent

import pytest

from program import Program

#: Several kinds in one file, in groups and years; a work file; the household; notes of org-roam,
#: citar and denote; journals; an archive; and what other programs left behind.
ORG = {
    "reading.org": """\
        #+title: What I read
        #+todo: TODO READING | DONE DROPPED
        * Currently reading
        ** READING [#A] The Dispossessed - Ursula K. Le Guin 1974 :book:novel:
        *** DONE Chapter 1
        *** TODO Chapter 2
        ** READING Attention Is All You Need :paper:
        * Up next
        ** Machines
        *** TODO Crafting Interpreters :book:
        SCHEDULED: <2026-11-23 Mon>
        *** TODO The Art of Code :talk:
        * Finished
        ** 2024
        *** DONE Emma - Jane Austen 1815 :book:
        CLOSED: [2024-05-02 Thu 21:10]
        ** 2025
        *** DONE Solaris - Stanisław Lem 1961 :book:
        CLOSED: [2025-02-11 Tue 22:00]
        *** DROPPED Ulysses - James Joyce 1922 :book:
        CLOSED: [2025-08-30 Sat 10:00]
        """,
    "lectures.org": """\
        * Courses
        ** TODO 18.06 Linear Algebra [1/2]
        *** DONE Elimination
        CLOSED: [2026-11-20 Fri 20:00]
        *** TODO Column space
        * Articles
        ** TODO How to read a paper - Srinivasan Keshav 2007
        """,
    "work/projects.org": """\
        #+filetags: :work:
        * TODO Move the database :urgent:
        DEADLINE: <2026-11-25 Wed>
        ** DONE Ask for a window
        CLOSED: [2026-11-19 Thu 09:00]
        ** TODO Dry run
        * Meetings
        ** 2026-11-20 Retro
        ** TODO Read the incident report
        """,
    "home.org": """\
        * Renovation
        ** TODO Buy a sofa
        ** TODO Call the dentist
        SCHEDULED: <2026-11-23 Mon>
        * Garden
        ** 2025
        *** DONE Plant garlic
        """,
    "roam/20240310-sicp.org": """\
        :PROPERTIES:
        :ID:       6a1f
        :ROAM_REFS: @abelson1985
        :END:
        #+title: Structure and Interpretation of Computer Programs
        #+filetags: :book:
        * Summary
        * DONE Ch. 1
        CLOSED: [2026-11-01 Sun 10:00]
        * TODO Ch. 2
        """,
    "roam/20240311-growing_a_language.org": """\
        :PROPERTIES:
        :ID:       6a20
        :ROAM_REFS: https://youtu.be/lw6TaiXzHAE
        :END:
        #+title: Growing a Language
        """,
    "roam/20240312-recursion.org": """\
        :PROPERTIES:
        :ID:       6a21
        :END:
        #+title: Recursion
        See [[id:6a1f][SICP]].
        """,
    "citar/shannon1948.org": """\
        :PROPERTIES:
        :ROAM_REFS: @shannon1948
        :END:
        #+title: A Mathematical Theory of Communication
        * Entropy
        """,
    "denote/20260101T1200--deep-work__book.org": "* Rules\n* TODO Rule 1\n",
    "denote/20260102T0900--groceries__list.org": "* TODO Milk\n",
    "daily/2026-11-22.org": "#+title: 2026-11-22\n* Woke up early\n",
    "reading.org_archive": """\
        #+todo: TODO READING | DONE DROPPED
        * DONE Middlemarch :book:
        CLOSED: [2023-01-01 Sun 10:00]
        :PROPERTIES:
        :ARCHIVE_OLPATH: Finished
        :END:
        """,
    "reading.sync-conflict-20260131-101010-ABCDEF7.org": "* TODO Twice :book:\n",
    "home (conflicted copy ada 2026-01-31 101010).org": "* TODO Twice :book:\n",
    "lectures (Ada's conflicted copy 2026-01-31).org": "* TODO Twice :book:\n",
    "work/projects.org.orig": "* TODO Twice :book:\n",
}
WORKS = {
    ("book", "The Dispossessed - Ursula K. Le Guin 1974"),
    ("book", "Crafting Interpreters"),
    ("book", "Emma - Jane Austen 1815"),
    ("book", "Solaris - Stanisław Lem 1961"),
    ("book", "Ulysses - James Joyce 1922"),
    ("book", "Structure and Interpretation of Computer Programs"),
    ("book", "deep work"),
    ("paper", "Attention Is All You Need"),
    ("paper", "A Mathematical Theory of Communication"),
    ("video", "The Art of Code"),
    ("video", "Growing a Language"),
    ("course", "18.06 Linear Algebra"),
    ("article", "How to read a paper - Srinivasan Keshav 2007"),
}
HOUSEHOLD = ("sofa", "dentist", "database", "Retro", "incident", "garlic", "Milk", "Woke", "Twice")


@pytest.fixture
def life(run: Program) -> Program:
    for name, text in ORG.items():
        run.note(name, dedent(text))
    return run


def reported_works(program: Program, *words: str) -> Iterator[tuple[str, str]]:
    made = json.loads(program("export", "json", *words).out)["progress"]["by_work"]
    return ((work["kind"], work["title"]) for work in made)


def test_the_works_are_those_that_a_reader_would_name(life: Program) -> None:
    found = list(reported_works(life))
    assert sorted(found) == sorted({*WORKS, ("book", "Middlemarch")})
    listed = life("works").out
    assert all(title.partition(" - ")[0][:30] in listed for _, title in WORKS)
    assert len(life("works").lines) == len(WORKS)  # what is archived is in none


@pytest.mark.parametrize(
    "command",
    [
        *(["list"], ["next"], ["agenda"], ["works"], ["progress"], ["tags"]),
        *(["export", form] for form in ("markdown", "json", "csv", "org", "page", "html", "ics")),
    ],
    ids=" ".join,
)
def test_nothing_but_study_appears_unless_it_is_asked_for(
    life: Program, command: list[str]
) -> None:
    ran = life(*command)
    assert [word for word in HOUSEHOLD if word in ran.out] == []
    assert ran.err.endswith("of no kind are left out: --everything shows all.\n") or (
        command == ["agenda"] and "of no kind" in ran.err
    )
    everything = life(*command, "--everything")
    assert "of no kind" not in everything.err
    assert everything.out != ran.out
    (life.folder / ".orgshelf.yaml").write_text("other: show\n")
    assert life(*command).out == everything.out


def test_init_says_what_is_there(life: Program) -> None:
    ran = life("init", "notes")
    assert ran.lines == [
        "8 books, 2 papers, 2 videos, 1 course, 1 article; 4 files are one work each;"
        " 8 items about something else."
    ]


def test_the_numbers_are_of_study(life: Program) -> None:
    told = json.loads(life("progress", "--format", "json").out)
    assert {kind["name"] for kind in told["kinds"]} == {kind for kind, _ in WORKS}
    assert {work["name"] for work in told["works"]} == {title for _, title in reported_works(life)}


def test_one_line_says_that_there_are_copies_and_how_to_merge_them(life: Program) -> None:
    ran = life.process("works")
    assert "4 conflict copies are left out " in ran.err
    assert "`orgshelf merge --conflicts`" in ran.err
