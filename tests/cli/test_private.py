"""What is marked private is in nothing that is written for others."""

import json

import pytest

from orgshelf.export import EXPORTERS
from program import Program

NOTES = """\
#+EXCLUDE_TAGS: secret
* Books
** TODO Dune
Dune text.
** TODO Diary :secret:
Diary text.
*** TODO Confession
Confession text.
** TODO Letters :private:
DEADLINE: <2026-12-01 Tue>
Letters text.
** COMMENT Sketch
*** TODO Sketch part
"""
OTHER = "#+FILETAGS: :private:\n* Papers\n** TODO Testament\n"
KEPT = ("Diary", "Confession", "Letters", "Testament")
FORMATS = [name for name, one in EXPORTERS.items() if "schema" not in name and not one.binary]


@pytest.fixture
def notes(run: Program) -> Program:
    (run.folder / "a.org").write_text(NOTES, encoding="utf-8")
    (run.folder / "b.org").write_text(OTHER, encoding="utf-8")
    return run


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_has_what_is_private(notes: Program, name: str) -> None:
    text = [] if name == "page" else ["--notes-text"]
    made = notes("export", name, *text).out
    assert [word for word in KEPT if word in made] == []


@pytest.mark.parametrize("name", ["markdown", "org", "html", "page"])
def test_no_report_to_read_has_what_is_commented_out(notes: Program, name: str) -> None:
    made = notes("export", name).out
    assert "Dune" in made
    assert "Sketch" not in made


def test_totals_are_of_what_is_shown(notes: Program) -> None:
    totals = json.loads(notes("export", "json").out)["progress"]["totals"]
    assert (totals["done"], totals["total"]) == (0, 2)


def test_the_person_sees_it_all_the_same(notes: Program) -> None:
    listed = notes("list").out
    assert all(word in listed for word in KEPT)
    assert "Diary text" in notes("show", "Diary").out


def test_a_template_has_nothing_private(notes: Program) -> None:
    (notes.folder / "t.txt").write_text("{% for e in items %}{{ e.title }};{% endfor %}")
    made = notes("export", "--template", "t.txt")
    assert made.code == 0, made.err
    assert [word for word in (*KEPT, "Sketch") if word in made.out] == []
