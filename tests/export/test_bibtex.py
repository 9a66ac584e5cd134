"""BibTeX, read back by bibtexparser and by pybtex."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string as parse
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex import errors
from pybtex.database import BibliographyData, parse_string
from pylatexenc.latex2text import LatexNodes2Text

from export.trees import HOSTILE, SHIPPED, every_kind, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.bibtex import escape, title
from orgshelf.export.references import Reference, references
from orgshelf.export.report import Report

WORD = st.text(
    st.characters(categories=["L", "N", "P", "S"]) | st.sampled_from("\\{}$%&#_~^\"'`-@=,;"),
    min_size=1,
    max_size=8,
)
# Which of a name's words are small is asked of letters that can be.
NAME_WORD = st.text(
    st.characters(categories=["Lu", "Ll"]) | st.sampled_from("-'.&%0_~^"), min_size=1
)


def decoded(text: str) -> str:
    """What LaTeX would set; it draws ^ as its own accent."""
    for macro, brace in (("{\\textbraceleft}", "\\{"), ("{\\textbraceright}", "\\}")):
        text = text.replace(macro, brace)  # which the reader knows by this name only
    return str(LatexNodes2Text(math_mode="verbatim").latex_to_text(text)).replace("ˆ", "^")


def entries(report: Report) -> list[Entry]:
    """The entries as bibtexparser has them, nothing of the file left over."""
    library = parse(EXPORTERS["bibtex"].render(report))
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return library.entries


def by_pybtex(report: Report) -> BibliographyData:
    with errors.capture() as problems:
        found = parse_string(EXPORTERS["bibtex"].render(report), "bibtex")
    assert problems == []
    return found


def check_names(reference: Reference, author: str) -> None:
    """Each part of each name is what it was."""
    library = parse(
        f"@misc{{x, author = {{{author}}}}}",
        append_middleware=[SeparateCoAuthors(), SplitNameParts()],
    )
    assert library.failed_blocks == []
    people = library.entries[0]["author"]
    assert len(people) == len(reference.authors) + reference.others
    for name, person in zip(reference.authors, people, strict=False):
        parts = [person.last, person.first, person.von, person.jr]
        family = name.family if name.given else f"{name.particle} {name.family}".strip()
        particle = name.particle if name.given else ""
        wanted = (family, name.given, particle, name.suffix)
        assert [decoded(" ".join(words)) for words in parts] == list(wanted)


@pytest.mark.parametrize("tree", SHIPPED)
def test_both_parsers_read_what_the_notes_have(tree: str) -> None:
    report = every_kind(shipped(tree))
    wanted = list(references(report))
    read = by_pybtex(report)
    assert list(read.entries) == [reference.key for reference in wanted]
    for reference, entry in zip(wanted, entries(report), strict=True):
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert (entry.key, entry.entry_type) == (reference.key, reference.type.bibtex)
        assert decoded(fields["title"]) == reference.title
        assert fields.get("year", "") == str(reference.year or "")
        assert (fields.get("doi", ""), fields.get("url", "")) == (reference.doi, reference.url)
        assert fields.get("isbn", "") == reference.isbn
        assert decoded(fields.get("keywords", "")) == ", ".join(reference.keywords)
        people = read.entries[reference.key].persons.get("author", [])
        families = [name.family for name in reference.authors] + ["others"] * reference.others
        assert [" ".join(person.last_names) for person in people] == families
        if reference.authors:
            check_names(reference, fields["author"])


def test_hostile_notes_are_entries_too(tmp_path: Path) -> None:
    report = every_kind(written(tmp_path, {"x.org": HOSTILE}))
    titles = [decoded(entry["title"]) for entry in entries(report)]
    assert titles == [reference.title for reference in references(report)]
    assert list(by_pybtex(report).entries) == [entry.key for entry in entries(report)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Neural networks", "Neural networks"),
        ("Neural Networks of DNA", "Neural {Networks} of {DNA}"),
        ("MASSEXODUS: a model", "{MASSEXODUS}: a model"),
        ("iPhones", "{iPhones}"),
        ("100% of $x_1$ & #2", "100\\% of \\$x\\_1\\$ \\& \\#2"),
        ("a\\b {c} ~d^", "a{\\textbackslash}b {\\textbraceleft}c{\\textbraceright}"
         " {\\textasciitilde}d{\\textasciicircum}"),
        ("a -- b --- c", "a -{}- b -{}-{}- c"),
        ("Gödel, Łódź", "Gödel, {Łódź}"),
    ],
)  # fmt: skip
def test_titles(text: str, wanted: str) -> None:
    assert title(text) == wanted


@given(st.lists(WORD, min_size=1).map(" ".join))
@example("``q'' ?`` <<a>> ,, !`")
def test_any_text_is_set_as_it_was(text: str) -> None:
    assert decoded(escape(text)) == text.replace("ˆ", "^")
    assert escape(text).count("{") == escape(text).count("}")


@settings(deadline=None)
@given(st.lists(WORD, min_size=1).map(" ".join))
@example('@string{a = "b"}')
@example("@comment{")
@example('"')
def test_any_title_comes_back(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.mktemp("notes")
    report = written(folder, {"papers.org": f"* A {words} z\n"})
    (wanted,) = references(report)
    (entry,) = entries(report)
    assert entry.key == wanted.key
    assert decoded(entry["title"]) == wanted.title.replace("ˆ", "^")
    (read,) = by_pybtex(report).entries.values()
    assert decoded(read.fields["title"]) == wanted.title.replace("ˆ", "^")


@settings(deadline=None)
@given(st.lists(st.lists(NAME_WORD, min_size=1, max_size=4).map(" ".join), min_size=1))
@example(["Ludwig van Beethoven", "others", "and", "Łukasiewicz"])
def test_any_authors_come_back(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    folder = tmp_path_factory.mktemp("notes")
    text = f"* x\n:PROPERTIES:\n:AUTHOR: {'; '.join(names)};\n:END:\n"
    report = written(folder, {"papers.org": text})
    (wanted,) = references(report)
    if wanted.authors:
        check_names(wanted, entries(report)[0]["author"])


@pytest.mark.parametrize(
    ("author", "wanted"),
    [
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("van Rossum; Steele, Jr., Guy L.", "{van Rossum} and Steele, Jr., Guy L."),
        ("{Simon and Schuster, Inc.};", "{Simon and Schuster, Inc.}"),
        ("Silver et al.", "Silver and others"),
        ("García y Vega, José;", "{García y Vega}, José"),
        ("García Márquez, Gabriel;", "García Márquez, Gabriel"),
    ],
)
def test_authors(author: str, wanted: str, tmp_path: Path) -> None:
    text = f"* x\n:PROPERTIES:\n:AUTHOR: {author}\n:END:\n"
    (entry,) = entries(written(tmp_path, {"papers.org": text}))
    assert entry["author"] == wanted


def test_fields_of_the_properties(tmp_path: Path) -> None:
    text = (
        "* x\n:PROPERTIES:\n:JOURNAL: A & B\n:VOLUME: 3\n:PAGES: 379 - 423\n"
        ":DOI: 10.1000/a_b%{c}\n:URL: https://example.org/a_b?c=%20#d\n:END:\n"
    )
    (entry,) = entries(written(tmp_path, {"papers.org": text}))
    found = {name: field.value for name, field in entry.fields_dict.items()}
    assert found["journal"] == "A \\& B"
    assert found["pages"] == "379--423"
    assert found["doi"] == "10.1000/a_b%25%7Bc%7D"
    assert found["url"] == "https://example.org/a_b?c=%20#d"


def test_letters_of_all_scripts_stay(tmp_path: Path) -> None:
    text = "* 深層学習 Ü - 斎藤康毅 2016\n"
    data = EXPORTERS["bibtex"].render(written(tmp_path, {"books.org": text}))
    assert re.search('author = "斎藤康毅"', data)
    assert 'title = "深層学習 {Ü}"' in data


EVERY_TYPE = """\
* Preprint :gpu:
:PROPERTIES:
:AUTHOR: Ashish Vaswani, Noam Shazeer et al.
:YEAR: 2017
:MONTH: June
:EPRINT: arXiv:1706.03762v5
:END:
* Article
:PROPERTIES:
:AUTHOR: King, Jr., Martin Luther and Doe, Jane
:YEAR: 1963
:MONTH: 8
:JOURNAL: J
:VOLUME: 3
:NUMBER: 2
:PAGES: 1-9
:ISSN: 0028-0836
:PMID: 21283589
:LANGUAGE: english
:PUBLISHER: P
:END:
* Thesis
:PROPERTIES:
:AUTHOR: Ada Lovelace
:YEAR: Spring 1843
:SCHOOL: University of London
:EDITOR: Bob Bee
:PAGES: 200
:END:
* Talk
:PROPERTIES:
:KIND: talk
:AUTHOR: {Barnes and Noble}
:YEAR: c. 1900
:EVENTTITLE: Strange Loop
:END:
* Course
:PROPERTIES:
:KIND: course
:AUTHOR: Ludwig van Beethoven
:YEAR: 1990-1995
:ORGANIZATION: MIT
:URL: https://example.org
:END:
* Chapter
:PROPERTIES:
:KIND: chapter
:AUTHOR: Aristotle
:TRANSLATOR: Ann Bee
:EDITOR: Cee, Dee
:YEAR: 350 BC
:BOOKTITLE: Works
:PAGES: 12-30
:END:
* Series
:PROPERTIES:
:KIND: book
:AUTHOR: Donald E. Knuth
:TRANSLATOR: Ann Bee
:YEAR: 1968
:SERIES: The Art
:VOLUME: 1
:ISBN: 978-0-465-02656-2
:PAGES: 650
:LANGUAGE: english
:EDITION: 3
:END:
* Edited
:PROPERTIES:
:KIND: book
:EDITOR: Cee, Dee
:YEAR: 2001
:END:
* In press
:PROPERTIES:
:AUTHOR: Ann Bee
:YEAR: 2030
:BOOKTITLE: Proc
:EDITION: 2
:ISSN: 0028-0836
:END:
"""


def test_types_and_fields_of_all_that_is_studied(tmp_path: Path) -> None:
    report = every_kind(written(tmp_path, {"papers.org": EVERY_TYPE}))
    found = by_pybtex(report).entries
    types = {entry.fields["title"].strip("{}"): entry.type for entry in found.values()}
    assert types == {
        "Preprint": "misc",
        "Article": "article",
        "Thesis": "phdthesis",
        "Talk": "misc",
        "Course": "misc",
        "Chapter": "incollection",
        "Series": "book",
        "Edited": "collection",
        "In press": "inproceedings",
    }
    by_title = {entry.fields["title"].strip("{}"): entry for entry in found.values()}
    preprint, talk = by_title["Preprint"], by_title["Talk"]
    assert (preprint.fields["eprint"], preprint.fields["month"]) == ("1706.03762v5", "6")
    assert str(preprint.persons["author"][-1]) == "others"
    assert talk.fields["date"] == "1900~"
    assert [str(p) for p in by_title["Article"].persons["author"]] == [
        "King, Jr., Martin Luther",
        "Doe, Jane",
    ]
    assert by_title["Chapter"].fields["date"] == "-0349"
    assert by_title["Series"].fields["volume"] == "1"
    assert by_title["Series"].fields["translator"] == "Bee, Ann"
    assert "Bob Bee" in by_title["Thesis"].fields["note"]


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
def test_biber_finds_nothing_to_warn_of(tmp_path: Path) -> None:
    report = every_kind(written(tmp_path, {"papers.org": EVERY_TYPE}))
    (tmp_path / "a.bib").write_text(EXPORTERS["bibtex"].render(report))
    ran = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--quiet", "a.bib"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, "")
