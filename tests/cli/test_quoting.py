"""`quotes`: which, with what source, and for other programs."""

import json
from datetime import date, timedelta

import jsonschema
import pytest
from pybtex.database import parse_string

from program import Program

NOTES = """\
* Books
** TODO Nets & <Minds> - Judith Dayhoff 1990
*** Quotes
12:
#+BEGIN_QUOTE
A pattern is spread 100% over
many units.
#+END_QUOTE
** DONE Other - Ann Lee, Bo Ek 2001
#+BEGIN_QUOTE
Plain.
#+END_QUOTE
** TODO Without
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    (run.folder / "notes").mkdir()
    (run.folder / "notes" / "books.org").write_text(NOTES, encoding="utf-8")
    return run


def test_each_quote_has_its_source(shelf: Program) -> None:
    assert shelf("quotes").lines == [
        "A pattern is spread 100% over",
        "many units.",
        "  — Judith Dayhoff, Nets & <Minds>, p. 12  books.org:5",
        "",
        "Plain.",
        "  — Ann Lee, Bo Ek, Other  books.org:10",
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["author:lee"], 1),
        (["other"], 1),
        (["books.org:2"], 1),
        (["kind:book"], 2),
        (["-n", "1"], 1),
    ],
)
def test_a_heading_or_a_query_says_which(shelf: Program, words: list[str], count: int) -> None:
    quotes = json.loads(shelf("quotes", "--format", "json", *words).out)["quotes"]
    assert len(quotes) == count


def test_none_is_said_and_is_no_failure(shelf: Program) -> None:
    ran = shelf("quotes", "without")
    assert (ran.code, ran.out) == (0, "")
    assert "no quote" in ran.err


def test_the_one_of_the_day_stays_all_day(shelf: Program) -> None:
    days = {}
    for day in range(1, 15):
        morning, evening = (
            shelf("quotes", "--random", ORGSHELF_NOW=f"2026-11-{day:02}T{hour}:00").out
            for hour in ("08", "23")
        )
        assert morning == evening
        days[day] = morning
    assert len(set(days.values())) == 2


def test_each_quote_has_its_turn(year: Program) -> None:
    count = len(json.loads(year("quotes", "--format", "json").out)["quotes"])
    days = [date(2026, 11, 1) + timedelta(day) for day in range(2 * count)]
    said = [year("--now", day.isoformat(), "quotes", "--random").out for day in days]
    assert count > 5
    assert len(set(said[:count])) == count
    assert said[:count] == said[count:]


def test_json(shelf: Program) -> None:
    document = json.loads(shelf("quotes", "--format", "json").out)
    assert document["schema"] == "orgshelf/1"
    assert document["notes"] == "notes"
    jsonschema.validate(document, json.loads(shelf("export", "schema").out))
    assert document["quotes"][0] == {
        "text": "A pattern is spread 100% over\nmany units.",
        "page": "12",
        "work": "Nets & <Minds>",
        "authors": ["Judith Dayhoff"],
        "year": 1990,
        "kind": "book",
        "file": "books.org",
        "line": 5,
    }


def test_anki_knows_a_note_again_and_sees_no_markup(shelf: Program) -> None:
    lines = shelf("quotes", "--format", "anki").lines
    head = ["#separator:tab", "#html:true", "#guid column:1", "#tags column:4"]
    assert lines[:4] == head
    rows = [line.split("\t") for line in lines[4:]]
    assert [row[1:] for row in rows] == [
        [
            "Judith Dayhoff, Nets &amp; &lt;Minds&gt;, p. 12",
            "A pattern is spread 100% over<br>many units.",
            "book",
        ],
        ["Ann Lee, Bo Ek, Other", "Plain.", "book"],
    ]
    assert len({row[0] for row in rows}) == 2
    assert shelf("quotes", "--format", "anki").lines == lines


SAME_PLACE = """\
* Books
** TODO Nets - Judith Dayhoff 1990
3:
#+BEGIN_QUOTE
All that is here is *one* thing.
#+END_QUOTE
3:
#+BEGIN_QUOTE
All that is here is another [[https://example.org][thing]].
#+END_QUOTE
#+BEGIN_QUOTE
The same.
#+END_QUOTE
#+BEGIN_QUOTE
The same.
#+END_QUOTE
5:
#+BEGIN_QUOTE
Alone, and [[file:x.org][no link]].
#+END_QUOTE
"""


def test_each_quote_has_a_front_of_its_own_in_anki(shelf: Program) -> None:
    shelf.note("books.org", SAME_PLACE)
    rows = [line.split("\t") for line in shelf("quotes", "--format", "anki").lines[4:]]
    assert [row[1] for row in rows] == [
        "Judith Dayhoff, Nets, p. 3: All that is here is one …",
        "Judith Dayhoff, Nets, p. 3: All that is here is another …",
        "Judith Dayhoff, Nets: The same.",
        "Judith Dayhoff, Nets: The same. (2)",
        "Judith Dayhoff, Nets, p. 5",
    ]
    assert [row[2] for row in rows[:2]] == [
        "All that is here is <b>one</b> thing.",
        'All that is here is another <a href="https://example.org">thing</a>.',
    ]
    assert rows[4][2] == "Alone, and no link."


def test_bibtex_escapes_what_tex_would_read(shelf: Program) -> None:
    text = shelf("quotes", "--format", "bibtex-note").out
    assert "@book{dayhoff1990nets,\n" in text
    assert r"title = {Nets \& <Minds>}" in text
    assert "author = {Lee, Ann and Ek, Bo}" in text
    assert r"annote = {A pattern is spread 100\% over many units. (p. 12)}" in text


def test_bibtex_has_the_keys_types_and_names_of_the_bibliography(year: Program) -> None:
    quoted = parse_string(year("quotes", "--format", "bibtex-note").out, "bibtex").entries
    whole = parse_string(year("export", "bibtex").out, "bibtex").entries
    assert len(quoted) > 3
    for key, entry in quoted.items():
        assert entry.type == whole[key].type
        assert entry.persons == whole[key].persons


def test_a_page_is_said_once(shelf: Program) -> None:
    shelf.note("books.org", "* Books\n** One\n#+BEGIN_QUOTE\nAll. (p. 3)\n#+END_QUOTE\n")
    assert "annote = {All. (p. 3)}" in shelf("quotes", "--format", "bibtex-note").out


def test_markdown_is_a_block_quote_and_no_markup(shelf: Program) -> None:
    text = shelf("quotes", "author:dayhoff", "--format", "markdown").out
    lines = text.splitlines()
    assert lines[0] == "> A pattern is spread 100% over"
    assert all(line.startswith(">") for line in lines)
    assert "<Minds>" not in text


@pytest.mark.parametrize("form", ["plain", "json", "anki", "bibtex-note", "markdown"])
def test_control_characters_and_stray_bytes_come_out_harmless(shelf: Program, form: str) -> None:
    (shelf.folder / "notes" / "books.org").write_bytes(
        b"* Books\n** a\xff\x1b[31m\tb\n#+BEGIN_QUOTE\n\x07x\t\xff\n#+END_QUOTE\n"
    )
    ran = shelf("quotes", *([] if form == "plain" else ["--format", form]))
    assert ran.code == 0
    assert not {"\x1b", "\x07"} & set(ran.out)
    ran.out.encode()


def test_a_text_without_quotation_marks_is_shown_with_them(year: Program) -> None:
    ran = year("note", "gödel", "escher", "worth", "it")
    assert ran.code == 2
    assert "Put the text in quotation marks: 'gödel escher' 'worth it'." in ran.err
    assert "No title contains" in year("note", "nothing", "of", "it").err
