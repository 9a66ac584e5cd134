"""What bibliographies have in common: names, keys, and what they must not say."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.trees import SHIPPED, every_kind, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.references import Reference, references
from orgshelf.export.report import Report
from orgshelf.shelf.person import Person
from program import Program
from timing import growth

FORMATS = ("bibtex", "csl-json", "ris")


def of(folder: Path, text: str, name: str = "papers.org") -> list[Reference]:
    return list(references(written(folder, {name: text})))


def one(folder: Path, text: str) -> Reference:
    (found,) = of(folder, text)
    return found


def keys(folder: Path, text: str) -> list[str]:
    return [reference.key for reference in of(folder, text)]


def test_the_shipped_notes_have_these_keys() -> None:
    found = {reference.key: reference for reference in references(shipped("notes"))}
    assert list(found) == [
        "dayhoff", "navlakha2015massexodus", "chan2014make", "mytkowicz2008computer",
    ]  # fmt: skip
    paper = found["navlakha2015massexodus"]
    assert paper.authors == (Person("Navlakha"), Person("Bar-Joseph"))
    assert paper.title == "MASSEXODUS: modeling evolving networks in harsh environments"
    assert (paper.year, paper.type.bibtex) == (2015, "misc")
    assert paper.url == "http://www.snl.salk.edu/~navlakha/pubs/pkdd2015.pdf"


@pytest.mark.parametrize("tree", SHIPPED)
def test_keys_are_ascii_and_one_for_each(tree: str) -> None:
    found = [reference.key for reference in references(every_kind(shipped(tree)))]
    assert len({key.lower() for key in found}) == len(found) > 3
    assert all(re.fullmatch(r"[A-Za-z0-9_:.+/-]+", key) for key in found)


def test_a_key_does_not_change_with_what_is_asked_for() -> None:
    report = shipped("examples/notes")
    every = {reference.title: reference.key for reference in references(report)}
    for entry in report.entries:
        for reference in references(replace(report, entries=[entry])):
            assert every[reference.title] == reference.key


def test_keys_of_one_author_and_year(tmp_path: Path) -> None:
    same = "* Same Words - Chan 2014\n"
    first, second, third = keys(tmp_path, same + same + "* The same again - Chan 2014\n")
    assert first == "chan2014same"
    assert re.fullmatch(r"chan2014same-[0-9a-f]{4,}", second)
    assert re.fullmatch(r"chan2014same-[0-9a-f]{4,}", third)
    assert second != third


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("The Art of It - Donald E. Knuth 1968", "knuth1968art"),
        ("Gödel - Erdős 1950", "erdos1950godel"),
        ("Straße - Øre Łukasiewicz 1920", "lukasiewicz1920strasse"),
        ("On It", "it"),
        ("A 2010", "2010"),
        ("Ludwig - Ludwig van Beethoven 1800", "beethoven1800ludwig"),
        ("深層学習", None),
        ("!!!", None),
    ],
)
def test_how_a_key_is_made(headline: str, wanted: str | None, tmp_path: Path) -> None:
    (key,) = keys(tmp_path, f"* TODO {headline}\n")
    assert key == wanted or (wanted is None and re.fullmatch("work-[0-9a-f]{4}", key))


@pytest.mark.parametrize("name", ["CUSTOM_ID", "KEY"])
def test_a_key_of_ones_own_is_kept_whatever_comes_before(name: str, tmp_path: Path) -> None:
    text = f"* Make - Chan 2014\n* Other - X 1\n:PROPERTIES:\n:{name}: chan2014make\n:END:\n"
    first, own = sorted(keys(tmp_path, text), key=len, reverse=True)
    assert own == "chan2014make"
    assert first.startswith("chan2014make-")


def test_a_key_of_ones_own_holds_nothing_that_ends_it(tmp_path: Path) -> None:
    text = "* X\n:PROPERTIES:\n:CUSTOM_ID: Érd {ő},s% #1\\\n:END:\n"
    assert keys(tmp_path, text) == ["Erdos1"]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), max_size=6))
def test_any_titles_have_keys_of_their_own(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    text = "".join(f"* {title}\n" for title in titles)
    found = keys(tmp_path_factory.mktemp("notes"), text)
    assert len({key.lower() for key in found}) == len(found)
    assert all(re.fullmatch(r"[A-Za-z0-9_:.+/-]+", key) for key in found)


def test_properties_say_more(tmp_path: Path) -> None:
    text = (
        "* Title - X 1900\n:PROPERTIES:\n:AUTHOR: Ada Lovelace; van Rossum, Guido\n"
        ":YEAR: 1843\n:DOI: https://doi.org/10.1000/a_b(1)\n:ISBN: 978-0-262-04630-5 (hardcover)\n"
        ":JOURNAL: Taylor's\n:VOLUME: 3\n:PAGES: 379 - 423\n:END:\nhttps://example.org/x\n"
    )
    paper = one(tmp_path, text)
    assert paper.authors == (Person("Lovelace", "Ada"), Person("Rossum", "Guido", "van"))
    assert (paper.year, paper.doi, paper.isbn) == (1843, "10.1000/a_b(1)", "978-0-262-04630-5")
    assert (paper.pages, paper.length, paper.url) == (("379", "423"), "", "https://example.org/x")
    assert paper.details == {"journal": "Taylor's", "volume": "3"}


@pytest.mark.parametrize(
    "link", ["[[doi:10.1000/x][P]]", "https://doi.org/10.1000/x", "http://dx.doi.org/10.1000/x"]
)
def test_a_doi_is_found_among_the_links(link: str, tmp_path: Path) -> None:
    paper = one(tmp_path, f"* A paper\n{link}\n[[https://example.org][Home]]\n")
    assert (paper.doi, paper.url) == ("10.1000/x", "https://example.org")


def test_the_url_property_is_before_the_links(tmp_path: Path) -> None:
    drawer = ":PROPERTIES:\n:URL: https://example.org/own\n:END:\n"
    paper = one(tmp_path, f"* [[https://example.org/t][A paper]]\n{drawer}")
    assert paper.url == "https://example.org/own"


def test_what_a_sentence_links_to_is_not_the_paper(tmp_path: Path) -> None:
    text = (
        "* A paper\nSee [[https://example.org/other][this]], and https://doi.org/10.1000/other.\n"
    )
    paper = one(
        tmp_path, text + "- [[https://example.org/it][PDF]], [[doi:10.1000/it][Publisher]]\n"
    )
    assert (paper.url, paper.doi) == ("https://example.org/it", "10.1000/it")


def test_only_addresses_of_the_web_are_written(tmp_path: Path) -> None:
    drawer = ":PROPERTIES:\n:URL: javascript:alert(1)\n:DOI: javascript:1\n:END:\n"
    paper = one(tmp_path, f"* A paper\n{drawer}[[file:x.pdf]] [[mailto:a@example.org]]\n")
    assert (paper.url, paper.doi) == ("", "")


@pytest.mark.parametrize(
    ("drawer", "wanted"),
    [
        ("", "misc"),
        (":JOURNAL: J\n", "article"),
        (":SCHOOL: U\n", "phdthesis"),
        (":INSTITUTION: I\n", "techreport"),
        (":BOOKTITLE: Proc\n", "inproceedings"),
        (":BOOKTITLE: Proc\n:JOURNAL: J\n", "article"),
        (":BTYPE: phdthesis\n", "phdthesis"),
        (":BTYPE: } nonsense\n", "misc"),
    ],
)
def test_types(drawer: str, wanted: str, tmp_path: Path) -> None:
    text = f"* A paper\n:PROPERTIES:\n{drawer}:END:\n"
    assert one(tmp_path, text).type.bibtex == wanted


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_says_what_was_read_or_how_it_was_liked(name: str, tmp_path: Path) -> None:
    text = """\
#+TODO: TODO READING | DONE DROPPED
* DONE [#A] [2/3] Deep - Ada Lovelace 1843 [66%] :gpu:reading:Done:ARCHIVED:
CLOSED: [2026-11-21 Sat 10:11] DEADLINE: <2026-12-24 Thu>
:PROPERTIES:
:RATING: 5stars
:PAGES: 300
:PAGE: 217
:EFFORT: 12:34
:NOTE: mynote
:END:
:LOGBOOK:
CLOCK: [2026-11-01 Sun 10:00]--[2026-11-01 Sun 11:05] =>  1:05
- State "DONE" from "READING" [2026-11-21 Sat 10:11]
:END:
I liked this secretly.
** TODO Chapter
"""
    report = written(tmp_path, {"books.org": text}, notes_text=True)
    data = EXPORTERS[name].render(report)
    assert "gpu" in data
    assert "Deep" in data
    words = r"TODO|DONE|READING|#A|2/3|66|2026|Dec|5stars|217|12:34|1:05|note|secretly|Chapter|read"
    assert re.findall(words, data, re.IGNORECASE) == []


@pytest.mark.parametrize("name", FORMATS)
def test_reading_a_paper_changes_no_byte(name: str, shipped: Program) -> None:
    before = shipped("export", name).out
    assert shipped("done", "papers.org:18").code == 0
    assert shipped("set", "papers.org:18", "RATING", "4").code == 0
    assert shipped("note", "papers.org:18", "Splendid.").code == 0
    assert shipped("export", name).out == before


@pytest.mark.parametrize(
    "value",
    [
        "-",
        "- ",
        "\u3000",
        "1-",
        "[[",
        "[[a][",
        "https://",
        "{",
        "a, ",
        "a and ",
        "; ",
        "van ",
        "et al ",
    ],
)
def test_time_grows_with_the_size_whatever_a_property_says(value: str, tmp_path: Path) -> None:
    few, many = (said_again_and_again(tmp_path / str(n), value, n) for n in (1_000, 10_000))
    # A hundred times as long is what each letter meeting each other would take.
    assert growth(lambda: list(references(few)), lambda: list(references(many)), 35) < 35


def said_again_and_again(folder: Path, value: str, count: int) -> Report:
    """A work all of whose fields say a value many times."""
    folder.mkdir()
    long = f"x{value * count} x"
    names = ("AUTHOR", "PAGES", "DOI", "ISBN", "URL", "CUSTOM_ID", "JOURNAL", "BTYPE")
    drawer = "".join(f":{name}: {long}\n" for name in names)
    text = f"* {long} - {long} 1999\n:PROPERTIES:\n{drawer}:END:\n{long}\n"
    return written(folder, {"papers.org": text})


def test_books_and_papers_unless_other_kinds_are_named(year: Program) -> None:
    kinds = (
        "orgshelf export ris",
        "orgshelf export ris --kind video",
        "orgshelf export ris kind:video",
        "orgshelf export ris 'kind:video,book'",
        "orgshelf export ris tags:maths",
        "orgshelf export ris tags:algorithms",
    )
    types = [
        set(re.findall("TY  - (.*)", year.shell(command, PYTHONWARNINGS="error").out))
        for command in kinds
    ]
    assert types == [
        {"BOOK", "JOUR", "UNPB"},
        {"VIDEO"},
        {"VIDEO"},
        {"VIDEO", "BOOK"},
        set(),
        {"BOOK"},
    ]


def test_a_kind_of_ones_own_is_something(run: Program) -> None:
    run.note("notes.yaml", "kinds: {podcast: {titles: [Podcasts]}}\n", root=".")
    run.note("x.org", "* Podcasts\n** TODO On Air - Ada Lovelace 1843\n")
    assert run("--config", "notes.yaml", "export", "bibtex").out == ""
    found = run("--config", "notes.yaml", "export", "bibtex", "kind:podcast").out
    assert found.startswith("@misc{lovelace1843air,")


def test_a_work_comes_where_it_is_found_itself() -> None:
    report = shipped("examples/notes")
    parts = [entry for entry in report.entries if entry.owning_work]
    some = Report(report.generated, "x", parts, report.library, report.short_ids, report.dropped)
    assert list(references(some)) == []
