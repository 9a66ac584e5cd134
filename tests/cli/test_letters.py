"""Letters are found however they are written, and regular expressions stay exact."""

import json
import unicodedata

import pytest

from program import Program

NOTES = """\
* Books
** TODO Vox in Rama — Dvořák’s ﬁrst “Symphony”
:PROPERTIES:
:AUTHOR: Antonín Dvořák
:END:
** TODO Straße ＡＢＣ
:PROPERTIES:
:AUTHOR: Antonin Dvorak
:END:
"""


@pytest.fixture
def notes(run: Program) -> Program:
    run.note("a.org", NOTES)
    return run


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "words",
    [
        ("dvorak",),
        ("Dvořák's",),
        ("heading:dvorak",),
        ('heading:"first"',),
        ('heading:"dvořák\'s first"',),
        ("author:dvořák", "heading:vox"),
        ("work:dvorak",),
        ("--work", "dvořák"),
        ('heading:"rama - d"',),
    ],
)
def test_a_title_is_found(notes: Program, words: tuple[str, ...], form: str) -> None:
    typed = [unicodedata.normalize(form, word) for word in words]  # type: ignore[arg-type]
    out = notes("list", *typed).out
    assert "Vox in Rama" in out


@pytest.mark.parametrize("ref", ["dvorak's first", "DVOŘÁK", "rama - dvorak", 'first "symphony"'])
def test_a_ref_names_it(notes: Program, ref: str) -> None:
    assert "Vox in Rama" in notes("show", ref).out


@pytest.mark.parametrize("ref", ["strasse", "straße abc", "abc"])
def test_ligatures_and_widths_are_letters(notes: Program, ref: str) -> None:
    assert "Straße" in notes("show", ref).out


def test_the_author_is_one_group(notes: Program) -> None:
    document = json.loads(notes("progress", "--by", "author", "--format", "json").out)
    assert [(group["name"], group["progress"]["total"]) for group in document["groups"]] == [
        ("Antonín Dvořák", 2)
    ]


def test_the_same_title_otherwise_written_is_there_already(notes: Program) -> None:
    ran = notes(
        "add", "book", unicodedata.normalize("NFD", "Vox in Rama - Dvorak's first Symphony")
    )
    assert ran.code != 0
    assert "already" in ran.err


def test_regular_expressions_are_exact(notes: Program) -> None:
    assert "Vox" not in notes("list", "heading-regexp:dvorak").out
    assert "Vox" in notes("list", "heading-regexp:Dvořák").out
