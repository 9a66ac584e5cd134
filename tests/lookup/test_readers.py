"""What services answer, read as works; and answers that are none of theirs."""

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookup.services import ARTICLE, BOOKS, DATA, FEED, HTML, KNOTS, PAGE, PAPER, VIDEO
from orgshelf.errors import ImportFormatError
from orgshelf.importers.imported import Imported, ImportedWork, cleaned
from orgshelf.lookup.answers import read_books, read_csl, read_feed, read_page, read_video
from orgshelf.lookup.network import Reply

READERS = (read_csl, read_feed, read_books, read_video, read_page)


def clean(work: ImportedWork | None) -> ImportedWork:
    assert work is not None
    return cleaned(Imported((work,))).works[0]


def of_json(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), "application/json")


def test_a_journal_article_of_crossref() -> None:
    assert clean(read_csl(of_json(KNOTS))) == ImportedWork(
        "On knots & bends",
        kind="paper",
        authors=("Ada Moor", "Bo van Reef", "{The Rope Group}"),
        year=1978,
        identifiers=(("ISSN", "2049-3630"),),
        properties=(
            ("JOURNAL", "Journal of Rope"),
            ("PUBLISHER", "Rope Press"),
            ("VOLUME", "21"),
            ("NUMBER", "2"),
            ("PAGES", "120-126"),
        ),
    )


def test_a_data_set_of_datacite() -> None:
    work = clean(read_csl(of_json(DATA)))
    assert (work.title, work.authors, work.year) == ("A hundred ropes", ("{Rope Archive}",), 2020)


def test_a_registrar_without_csl_leads_to_a_page() -> None:
    assert read_csl(Reply(ARTICLE.encode(), HTML)) == read_page(Reply(ARTICLE.encode(), HTML))


def test_papers_of_arxiv_by_their_numbers() -> None:
    feed = FEED.format(PAPER.format("1706.03762") + PAPER.format("2101.00001"))
    found = read_feed(Reply(feed.encode()))
    assert list(found) == ["1706.03762", "2101.00001"]
    assert clean(found["1706.03762"]) == ImportedWork(
        "Paper 1706.03762 in two lines",
        kind="paper",
        authors=("Ada Moor", "Bo Reef"),
        year=2017,
        identifiers=(("DOI", "10.1000/1706.03762"),),
        properties=(("BTYPE", "preprint"),),
    )


def test_what_arxiv_says_of_a_wrong_number_is_no_paper() -> None:
    error = "<entry><id>http://arxiv.org/api/errors#bad</id><title>Error</title></entry>"
    assert read_feed(Reply(FEED.format(error).encode())) == {}


def test_books_of_open_library_by_any_isbn() -> None:
    found = read_books(of_json({"ISBN:0465026567": BOOKS["9780465026562"]}))
    assert clean(found["978046502656"]) == ImportedWork(
        "The long knot: a book of rope",
        kind="book",
        authors=("Ada Moor", "Bo Reef"),
        year=2004,
        pages="312",
        properties=(("PUBLISHER", "Rope Press"),),
    )


def test_a_video_by_its_channel() -> None:
    assert read_video(of_json(VIDEO)) == ImportedWork(
        "Knots in ten minutes", kind="video", authors=("Rope Channel",)
    )


def test_what_a_page_says_for_citations_comes_first() -> None:
    assert clean(read_page(Reply(ARTICLE.encode(), HTML))) == ImportedWork(
        "Hitches, revisited",
        kind="paper",
        authors=("Ada Moor", "Bo Reef"),
        year=2019,
        identifiers=(("DOI", "10.1000/hitches"),),
        properties=(("JOURNAL", "Journal of Rope"),),
    )


def test_what_a_page_says_for_sharing_comes_before_its_title() -> None:
    work = clean(read_page(Reply(PAGE.encode(), HTML)))
    assert (work.title, work.authors, work.year) == ("Ropes & hitches", ("Cy Cord",), 2021)


@pytest.mark.parametrize(
    ("page", "kind", "title"),
    [
        ("<svg><title>logo</title></svg><title>Real\n one</title>", HTML, "Real one"),
        ("<title>Knöten</title>", "text/html; charset=ISO-8859-1", "Knöten"),
        ("<meta charset='windows-1252'><title>Knöten</title>", "text/html", "Knöten"),
        ("<title>Knöten</title>", "", "Knöten"),
        ("<title>Zip</title>", "text/html; charset=zip", "Zip"),
    ],
)
def test_titles_in_any_encoding(page: str, kind: str, title: str) -> None:
    encoding = "utf-8" if not kind or kind == HTML else "cp1252"
    work = read_page(Reply(page.encode(encoding), kind.lower()))
    assert work is not None
    assert work.title == title


def test_a_page_without_a_title_says_nothing() -> None:
    assert read_page(Reply(b"<p>x", HTML)) is None


def test_a_picture_is_no_page() -> None:
    with pytest.raises(ImportFormatError, match="image/png"):
        read_page(Reply(b"\x89PNG", "image/png"))


MEMBERS = ("title", "author", "issued", "date-parts", "ISSN", "authors", "name", "type")
VALUES = st.recursive(
    st.one_of(st.none(), st.text(max_size=5), st.integers()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=4),
    ),
    max_leaves=10,
).map(lambda value: json.dumps(value).encode())


@pytest.mark.parametrize("reader", READERS)
@given(st.one_of(st.binary(max_size=200), VALUES), st.sampled_from(("", "text/html", "a/json")))
def test_no_answer_does_more_than_to_be_refused(
    reader: Callable[[Reply], object], data: bytes, kind: str
) -> None:
    with suppress(ImportFormatError):
        reader(Reply(data, kind))


def test_crossrefs_subtitle_and_the_day_of_print_are_read() -> None:
    item = {
        "type": "book", "title": "Knots", "subtitle": ["A <i>history</i>"], "author": [],
        "issued": {"date-parts": [[None]]}, "published-print": {"date-parts": [[1999, 2]]},
        "ISBN": ["9780804429573", "080442957X"],
    }  # fmt: skip
    work = clean(read_csl(Reply(json.dumps(item).encode())))
    assert work is not None
    assert (work.title, work.year) == ("Knots: A history", 1999)
    assert work.identifiers == (("ISBN", "9780804429573"),)
    again = read_csl(Reply(json.dumps(item | {"title": "Knots: a history"}).encode()))
    assert again is not None
    assert again.title == "Knots: a history"


def test_a_library_writes_pages_in_words() -> None:
    books = {"ISBN:0804429571": {"title": "Knots", "pagination": "xii, 312 p. ; 24 cm"}}
    (work,) = read_books(Reply(json.dumps(books).encode())).values()
    assert work.pages == "312"


def test_a_page_of_a_conference_is_a_paper_without_the_markup_of_its_title() -> None:
    head = (
        '<meta name="citation_title" content="On &lt;i&gt;Vec&lt;T&gt;&lt;/i&gt;">'
        '<meta name="citation_conference_title" content="Proc. of Knots">'
    )
    work = read_page(Reply(head.encode(), HTML))
    assert work is not None
    assert (work.title, work.kind) == ("On Vec<T>", "paper")
    assert dict(work.properties)["BOOKTITLE"] == "Proc. of Knots"
