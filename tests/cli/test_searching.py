"""`search`: what is found, in which order, and how it is shown."""

import json

import jsonschema
import pytest

from program import Program

PAPERS = """\
* Papers
** TODO Gradient flow - Ann Lee 1999 :maths:
:PROPERTIES:
:URL: https://example.org/flow
:END:
Nothing here but an aside on the energy of a lattice.
*** Quotes
12:
#+BEGIN_QUOTE
The descent never sees
the valley it is in.
#+END_QUOTE
** DONE Lattices - Bo 2001
A gradient is taken at every point of the field, which is a lattice.
"""
BOOKS = """\
* Books
** TODO 機械学習入門
深層学習とは何か。
** TODO Straßenkarten für Größen
** TODO [[https://tales.net/tale][Łukasiewicz, C++]]
A start, where words are divided by the end of
a line. Art is late 🎉, and 책을 too.
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    notes = run.folder / "notes"
    notes.mkdir()
    (notes / "papers.org").write_text(PAPERS, encoding="utf-8")
    (notes / "books.org").write_text(BOOKS, encoding="utf-8")
    return run


def found(shelf: Program, *words: str) -> list[str]:
    """The places of the hits, best first."""
    ran = shelf("search", "--format", "json", *words)
    assert ran.code == 0, ran.err
    return [f"{item['file']}:{item['match']['line']}" for item in json.loads(ran.out)["items"]]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        (["gradient"], ["papers.org:2", "papers.org:14"]),  # a title counts more than a text
        (["GRADIENT", "lattice"], ["papers.org:2", "papers.org:14"]),
        (["gradients"], []),
        (["grad*"], ["papers.org:2", "papers.org:14"]),
        (['"every point"'], ["papers.org:14"]),
        (['"point every"'], []),
        (["NEAR(energy lattice, 3)"], ["papers.org:6"]),
        (["NEAR(aside lattice, 1)"], []),
        (["valley", "OR", "energy"], ["papers.org:11", "papers.org:6"]),
        (["lattice", "-energy"], ["papers.org:14"]),
        (["example"], ["papers.org:4"]),  # a property
        (["strassenkarten"], ["books.org:4"]),
        (["STRAßENKARTEN"], ["books.org:4"]),
        (["strassen*", "grossen"], ["books.org:4"]),
        (['"straßenkarten für"'], ["books.org:4"]),
        (["機械学習"], ["books.org:2"]),
        (["学習"], ["books.org:2"]),
        (["習"], ["books.org:2"]),
        (["深層学習とは"], ["books.org:3"]),
        (["機械", "OR", "größen"], ["books.org:2", "books.org:4"]),
        (["学習*"], ["books.org:2"]),
        (["NEAR(機械 学習, 2)"], ["books.org:2"]),
        (["学習", "-深層"], []),
        (["größen"], ["books.org:4"]),
        (["lukasiewicz"], ["books.org:5"]),
        (["łukasiewicz", "-c++"], []),
        (["c"], ["books.org:5"]),
        (["c++"], ["books.org:5"]),
        (["c#"], []),
        (["tales.net"], ["books.org:5"]),  # the target of a link in a title
        (["todo"], []),
        (["art"], ["books.org:7"]),
        (["art", "-star"], ["books.org:7"]),
        (["art", "-star*"], []),
        (['"by the end of a line"'], ["books.org:6"]),
        (['NEAR("the end" art, 9)'], ["books.org:6"]),
        (["🎉"], ["books.org:7"]),
        (["책"], ["books.org:7"]),
        (["art", "AND", "late"], ["books.org:7"]),
        (["grossen"], ["books.org:4"]),
    ],
)
def test_what_is_found(shelf: Program, words: list[str], places: list[str]) -> None:
    assert sorted(found(shelf, *words)) == sorted(places)
    if len(words) == 1 and len(places) == 2:
        assert found(shelf, *words) == places


def test_a_hit_has_its_work_its_page_and_the_line(shelf: Program) -> None:
    (line,) = shelf("search", "valley").lines
    assert "papers.org:11" in line
    assert "Gradient flow - Ann Lee 1999 › Quotes" in line
    assert "the valley it is in." in line
    assert line.endswith("p. 12")


def test_json_is_what_the_schema_says(shelf: Program) -> None:
    document = json.loads(shelf("search", "valley", "--format", "json").out)
    jsonschema.validate(document, json.loads(shelf("export", "schema").out))
    assert document["items"][0]["match"] == {
        "line": 11,
        "text": "the valley it is in.",
        "page": "12",
    }


def test_the_words_are_marked_on_a_terminal(shelf: Program) -> None:
    ran = shelf("--color", "always", "search", "valley")
    assert "\x1b[1;35mvalley\x1b[0m" in ran.out
    ran = shelf("--color", "always", "search", "strassenkarten")
    assert "\x1b[1;35mStraßenkarten\x1b[0m" in ran.out


def test_kinds_and_queries_narrow_it(shelf: Program) -> None:
    assert found(shelf, "lattice OR gradient", "--kind", "book") == []
    assert found(shelf, "gradient", "--query", "done:") == ["papers.org:14"]
    assert found(shelf, "gradient", "--query", "tags:maths") == ["papers.org:2"]


def test_nothing_to_look_for_is_said(shelf: Program) -> None:
    for words in (["-x"], ["*"], ['""'], ["OR"], ["NEAR()"]):
        ran = shelf("search", *words)
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    "word", ['"', 'a"b', "NEAR(", "(", ")", "a AND", "^a", "a:b", "{", "é*", "\0"]
)
def test_no_word_is_an_error_of_sqlite(shelf: Program, word: str) -> None:
    assert shelf("search", f"gradient {word}").code == 0


def test_nothing_found_is_no_failure(shelf: Program) -> None:
    ran = shelf("search", "zugzwang")
    assert (ran.code, ran.out, ran.err) == (0, "", "No match for 'zugzwang'.\n")


def test_it_works_without_an_index(shelf: Program) -> None:
    assert shelf("--no-index", "search", "lattice").out == shelf("search", "lattice").out


@pytest.mark.parametrize("word", ["日本", "-lattice"])
def test_words_without_end_are_refused(shelf: Program, word: str) -> None:
    ran = shelf("search", "gradient", *[word] * 2000)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "orgshelf: These are too many words at once: look for fewer.\n"


def test_what_is_as_good_comes_in_the_order_of_the_notes(shelf: Program) -> None:
    shelf.note("b.org", "* zebra\n")
    assert found(shelf, "zebra") == ["b.org:1"]
    shelf.note("a.org", "* zebra\n")
    assert found(shelf, "zebra") == ["a.org:1", "b.org:1"]


def test_some_alone(shelf: Program) -> None:
    assert found(shelf, "gradient", "--limit", "1") == ["papers.org:2"]
    assert found(shelf, "gradient", "--limit", "1", "--query", "done:") == ["papers.org:14"]
    assert "1 more is not shown." in shelf.terminal("search", "gradient", "-n", "1").out


@pytest.mark.parametrize(
    "query", ["kind:paper", "todo: or done:", "regexp:^the", "parent:(todo:)", "rating:>=4", "the"]
)
def test_a_query_leaves_those_that_it_lists(year: Program, query: str) -> None:
    hits = [item["id"] for item in json.loads(year("search", "the", "-f", "json").out)["items"]]
    listed = json.loads(year("list", "--all", query, "-f", "json").out)["items"]
    asked = {item["id"] for item in listed}
    for extra in ([], ["-n", "3"]):
        ran = year("search", "the", "--query", query, "-f", "json", *extra)
        found = [item["id"] for item in json.loads(ran.out)["items"]]
        assert found == [id_ for id_ in hits if id_ in asked][: 3 if extra else None]
    assert year("--no-index", "search", "the", "-q", query).out == (
        year("search", "the", "-q", query).out
    )
