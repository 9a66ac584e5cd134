"""What real files of each program have that its sample has not; all of it is made up."""

import pytest

from orgshelf.importers import IMPORTERS, recognized
from orgshelf.importers.imported import ImportedLink, ImportedWork, State


def read_one(source: str, text: str) -> ImportedWork:
    """The only work of a file."""
    (work,) = IMPORTERS[source].read(text.encode()).works
    return work


@pytest.mark.parametrize("start", ["@book{,", "@book{ ,", "@book{"])
def test_an_entry_of_bibtex_needs_no_key(start: str) -> None:
    work = read_one("bibtex", f"{start} title = {{Tides}}, year = 1999}}")
    assert (work.title, work.year, work.identifiers) == ("Tides", 1999, ())


def test_a_paper_has_what_the_proceedings_say_that_it_refers_to() -> None:
    entries = """
        @inproceedings{bends, title = {Bends}, author = {Moor, Ada}, crossref = {knots}}
        @proceedings{knots, title = {Proc. of Knots}, editor = {Lind 0001, Bo}, year = 1999,
          publisher = {Harbour}, url = {https://example.org/knots}}"""
    paper, whole = IMPORTERS["bibtex"].read(entries.encode()).works
    assert (paper.year, paper.editors, dict(paper.properties)["BOOKTITLE"]) == (
        *(1999, ("Bo Lind",)),
        "Proc. of Knots",
    )
    assert "URL" in dict(whole.identifiers)
    assert "URL" not in dict(paper.identifiers)


def test_what_jabref_keeps_of_reading_comes_over() -> None:
    work = read_one(
        "bibtex",
        r"@misc{a, title = {Proc. of the 9\textsuperscript{th} Ad\-vance}, readstatus = {read},"
        r" ranking = {rank4}, groups = {Rope}, comment = {Mine}, pmid = {12},"
        r" howpublished = {\url{https://example.org/a_b}}, file = {:https\://example.org/x.pdf:PDF}}",
    )
    assert (work.title, work.state, work.rating) == ("Proc. of the 9th Advance", State.DONE, "4")
    assert (work.tags, work.text) == (("Rope",), "Mine")
    assert dict(work.identifiers) == {
        "PMID": "12", "URL": "https://example.org/a_b", "CUSTOM_ID": "a"
    }  # fmt: skip
    assert work.links == (ImportedLink("https://example.org/x.pdf"),)


RECORD = "TY  - JOUR\nTI  - Tides\n{}ER  - \n"


@pytest.mark.parametrize("above", ["", "\n\n", "1.\n", "Record #1 of 2\nProvider: X\n1.\n"])
def test_ris_is_known_below_words_of_a_data_base(above: str) -> None:
    data = (above + RECORD.format("")).encode()
    importer = recognized(data, "x.txt")
    assert importer is IMPORTERS["ris"]
    assert [work.title for work in importer.read(data).works] == ["Tides"]


def test_ris_says_nothing_twice_and_keeps_no_number_of_a_record() -> None:
    lines = (
        "ID  - 12\nDO  - 10.1000/1\nN1  - doi: 10.1000/1\nAB  - Calm.\nN2  - Calm.\n"
        "SN  - 1234-567X (electronic)\nM1  - Copyright Harbour\n"
        "UR  - https://example.org/a; https://example.org/b\n"
    )
    work = read_one("ris", RECORD.format(lines))
    assert work.text == "Calm."
    assert dict(work.identifiers) == {
        "DOI": "10.1000/1", "ISSN": "1234-567X", "URL": "https://example.org/a"
    }  # fmt: skip
    assert "NUMBER" not in dict(work.properties)


def test_people_of_librarything_have_their_roles() -> None:
    head = "Book Id\tTitle\tPrimary Author\tPrimary Author Role\tSecondary Author\t"
    head += "Secondary Author Roles\tCollections\tEntry Date\n"
    row = "1\tTides\tMoor, Ada\t\tFisk, Jo|Lind, Bo\tTranslator|Editor\tYour library\t[2001-02-03]"
    work = read_one("librarything", head + row)
    assert (work.authors, work.translators, work.editors) == (
        *(("Ada Moor",), ("Jo Fisk",)),
        ("Bo Lind",),
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(encoding: str) -> None:
    data = "@book{a, title = {Café}}".encode(encoding)
    assert [work.title for work in IMPORTERS["bibtex"].read(data).works] == ["Café"]


def clipping(words: str, text: str) -> str:
    return (
        f"Tides (Moor, Ada)\n- Your {words} | Added on Monday, 1 July 2024\n\n{text}\n==========\n"
    )


def test_a_kindles_note_goes_to_the_mark_that_it_was_made_with() -> None:
    work = read_one(
        "kindle",
        clipping("Highlight on page 9 | Location 90-92", "First")
        + clipping("Highlight on page 9 | Location 92-94", "Second")
        + clipping("Note on page 9 | Location 92", "of the sec")
        + clipping("Note on page 9 | Location 92", "of the second")
        + clipping("Note on page 5-5 | Location 50", "alone"),
    )
    assert [(quote.text, quote.page, quote.note) for quote in work.quotes] == [
        ("", "5", "alone"),
        ("First", "9", ""),
        ("Second", "9", "of the second"),
    ]
