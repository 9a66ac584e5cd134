"""A year looked back on: on the screen, for programs, and as files to share."""

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest

from program import Program

NOTES = """\
* Books
** DONE <b>Sets</b> & "maps" - Emmy Noether 1921 :gift_for_mum:private:
CLOSED: [2026-03-01 Sun 10:00]
** DONE <script>alert(1)</script> & more - Ann Author 2001
CLOSED: [2026-03-02 Mon 10:00]
:PROPERTIES:
:PAGES: 100
:RATING: 5
:URL: https://example.org/secret-address
:END:
A very private word.
** DONE \x1b]0;owned\x07 A title of more letters than there can be room for on a picture of one year
CLOSED: [2026-04-02 Thu 10:00]
:PROPERTIES:
:PAGES: 300
:END:
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", NOTES)
    return run


def test_the_screen_and_a_pipe_have_numbers_and_works(year: Program) -> None:
    out = year("wrapped").out
    assert out.startswith("2026\n\n11   works finished\n")
    screen = year.screen("wrapped")
    assert screen.startswith("2026 in works so far\n")
    assert "The C Programming Language, 272 pages" in screen
    assert max(map(len, year.screen("wrapped", columns=40).splitlines())) <= 40
    assert "paper" not in year("wrapped", "2026", "kind:book").out


def test_json_has_all_and_tables_have_the_works(year: Program) -> None:
    found = json.loads(year("wrapped", "-f", "json").out)
    assert (found["schema"], found["year"], found["until"]) == (
        "orgshelf-year/1",
        2026,
        "2026-11-23",
    )
    assert len(found["works"]) == sum(found["months"]) == sum(k["works"] for k in found["kinds"])
    lines = year("wrapped", "-f", "jsonl").lines
    assert [json.loads(line) for line in lines] == found["works"]
    assert year("wrapped", "--fields", "finished,title").lines[0].startswith("2026-01-18  Time,")


def test_without_a_year_it_is_this_one_and_in_january_the_last(run: Program) -> None:
    run.note("books.org", "* Books\n** DONE One\nCLOSED: [2026-03-01 Sun 10:00]\n")
    assert run("wrapped").lines[2] == "1  work finished"
    assert run("wrapped", ORGSHELF_NOW="2027-01-31T09:00").lines[0] == "2026"
    assert run("wrapped", ORGSHELF_NOW="2027-02-01T09:00").lines[:3] == [
        "2027",
        "",
        "0  works finished",
    ]
    assert run("wrapped", "2026", ORGSHELF_NOW="2028-05-01T09:00").lines[2] == "1  work finished"


@pytest.mark.parametrize("name", ["year.html", "year.svg", "YEAR.SVG"])
def test_a_file_to_share_has_titles_and_nothing_else_of_the_notes(
    shelf: Program, name: str
) -> None:
    ran = shelf("wrapped", "-o", name)
    assert (ran.code, ran.err) == (0, f"Wrote {name}.\n")
    text = (shelf.folder / name).read_text()
    for word in ("private", "secret", "mum", "Sets", "books.org", str(shelf.folder), "\x1b"):
        assert word not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text
    assert "<script" not in text
    ids = shelf("list", "--all", "--fields", "id").lines
    assert not any(re.search(rf"\b{short}\b", text) for short in ids if not short.isdecimal())


def test_the_picture_is_svg_that_loads_nothing(shelf: Program) -> None:
    shelf("wrapped", "-o", "year.svg")
    root = ElementTree.fromstring((shelf.folder / "year.svg").read_bytes())
    assert (root.get("width"), root.get("height")) == ("1200", "630")
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "rect", "text"}
    assert not any("href" in name for element in root.iter() for name in element.attrib)


def test_the_page_is_whole_and_loads_nothing(shelf: Program) -> None:
    shelf("wrapped", "-o", "year.html")
    text = (shelf.folder / "year.html").read_text()
    assert "default-src 'none'" in unescape(text)
    assert not re.search(r"(?:src|href)=", text)
    assert re.findall(r"<(h[1-6])[ >]", text) == ["h1", "h2", "h2"]


def test_the_picture_is_png_too(year: Program) -> None:
    assert year("wrapped", "-o", "year.png").code == 0
    data = (year.folder / "year.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1200, 630)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-o", "year.pdf"], "end its name in .html, .svg, .png"),
        (["-o", "notes/books.org"], "end its name in .html"),
        (["2026", "kidn:book"], "did you mean `kind`"),
        (["-f", "table", "--fields", "title"], "--fields is not for table"),
    ],
)
def test_what_cannot_be_made_is_said(shelf: Program, words: list[str], told: str) -> None:
    before = (shelf.folder / "notes" / "books.org").read_bytes()
    ran = shelf("wrapped", *words)
    assert (ran.code, told in ran.err) == (2, True), ran.err
    assert (shelf.folder / "notes" / "books.org").read_bytes() == before
