"""Identifiers in each way that people and programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.shelf.identifiers import SCHEMES, Identifier, identify, link_of, same_key


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/x",
        "doi:10.1000/x",
        "DOI: 10.1000/x",
        "https://doi.org/10.1000/x",
        "http://dx.doi.org/10.1000/x",
        "https://www.doi.org/10.1000/x",
        "doi.org/10.1000/x",
        "https://doi.org/doi:10.1000/x",
        "https://doi.org/10.1000%2Fx",
        "urn:doi:10.1000/x",
        "<https://doi.org/10.1000/x>",
        "(10.1000/x)",
        "10.1000/x.",
        "https://doi.org/10.1000/x?utm_source=y#z",
        "https://dl.example.org/doi/10.1000/x",
        "https://example.org/doi/pdf/10.1000/x?download=true",
        "https://example.org/articles/10.1000/x/full",
        "https://example.org/content/pdf/10.1000/x.pdf",
        "https://example.org/one/article?id=10.1000/x",
        "https://dl.acm.org/doi/10.1000/x",
        "https://pubs.example.org/doi/abs/10.1000/x?journalCode=y",
    ],
)
def test_a_doi_is_one_however_it_is_written(text: str) -> None:
    assert link_of("doi", text) == "https://doi.org/10.1000/x"
    assert same_key("doi", text) == same_key("doi", "10.1000/X")


@pytest.mark.parametrize(
    ("scheme", "good", "value"),
    [
        ("isbn", "978-0-465-02656-2", "978-0-465-02656-2"),
        ("isbn", "ISBN 0-262-01153-0", "0-262-01153-0"),
        ("isbn", "080442957X", "080442957X"),
        ("isbn", "urn:isbn:080442957X", "080442957X"),
        ("isbn", "9791034304370", "9791034304370"),
        ("isbn", "978 0 465 02656 2", "978-0-465-02656-2"),
        ("isbn", "ISBN13: ９７８０４６５０２６５６２", "9780465026562"),
        ("doi", "10.1016/0022-2836(81)90087-5", "10.1016/0022-2836(81)90087-5"),
        ("doi", "10.1002/(X)1:5<6::A>3.0.CO;2-2", "10.1002/(X)1:5<6::A>3.0.CO;2-2"),
        ("arxiv", "hep-th/9901001v2", "hep-th/9901001v2"),
        ("arxiv", "arXiv preprint arXiv:1706.03762", "1706.03762"),
        ("arxiv", "https://arxiv.org/abs/1706.03762/", "1706.03762"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/21283589/?from=x", "21283589"),
        ("issn", "p-ISSN 0028-0836 (print)", "0028-0836"),
        ("issn", "https://portal.issn.org/resource/ISSN/0028-0836", "0028-0836"),
        ("issn", "0028-0836", "0028-0836"),
        ("issn", "ISSN 2434561x", "2434-561X"),
        ("arxiv", "arXiv:1706.03762v5 [cs.CL]", "1706.03762v5"),
        ("arxiv", "https://arxiv.org/pdf/1706.03762v5.pdf", "1706.03762v5"),
        ("arxiv", "math.GT/0309136", "math.GT/0309136"),
        ("arxiv", "hep-th/9901001", "hep-th/9901001"),
        ("arxiv", "10.48550/arXiv.1706.03762", "1706.03762"),
        ("pmid", "PMID: 21283589", "21283589"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/21283589/", "21283589"),
        ("hdl", "https://hdl.handle.net/1721.1/12345", "1721.1/12345"),
        ("youtube", "https://youtu.be/aircAruvnKk?t=3", "aircAruvnKk"),
        ("youtube", "https://www.youtube.com/watch?list=x&v=aircAruvnKk", "aircAruvnKk"),
        ("youtube", "https://m.youtube.com/shorts/aircAruvnKk", "aircAruvnKk"),
    ],
)
def test_what_is_written_well_is_read(scheme: str, good: str, value: str) -> None:
    assert SCHEMES[scheme].parse(good) == value


@pytest.mark.parametrize(
    ("scheme", "bad"),
    [
        ("doi", "banana"),
        ("arxiv", "1706.3762"),
        ("arxiv", "1799.12345"),
        ("issn", "ISSN 1234-567X"),
        ("doi", "10.1000"),
        ("isbn", "hello"),
        ("isbn", "978-0-465-02656-3"),
        ("isbn", "0-262-01153-1"),
        ("isbn", "9770465026562"),
        ("issn", "0028-0837"),
        ("arxiv", "banana"),
        ("pmid", "0"),
        ("url", "example.org"),
        ("url", "javascript:alert(1)"),
        ("youtube", "https://example.org/watch?v=aircAruvnKk"),
        ("youtube", "https://[/watch"),
    ],
)
def test_what_is_written_badly_is_none(scheme: str, bad: str) -> None:
    assert SCHEMES[scheme].parse(bad) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.Example.org/a/", "https://example.org/a#part"),
        ("https://example.org/a?utm_source=x", "https://example.org/a"),
    ],
)
def test_addresses_that_differ_in_nothing_are_one(one: str, other: str) -> None:
    assert same_key("url", one) == same_key("url", other)


def test_isbns_of_ten_and_thirteen_digits_are_one() -> None:
    assert same_key("isbn", "0-465-02656-7") == same_key("isbn", "978-0-465-02656-2")


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://doi.org/10.1000/x", Identifier("doi", "10.1000/x")),
        ("https://doi.org/10.48550/arXiv.1706.03762", Identifier("arxiv", "1706.03762")),
        ("http://arxiv.org/abs/1706.03762", Identifier("arxiv", "1706.03762")),
        ("https://youtu.be/aircAruvnKk", Identifier("youtube", "aircAruvnKk")),
        ("https://example.org/10.1000/x", Identifier("url", "https://example.org/10.1000/x")),
    ],
)
def test_an_address_says_what_it_leads_to(address: str, wanted: Identifier) -> None:
    assert identify(address) == wanted


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    for name, scheme in SCHEMES.items():
        value = scheme.parse(text)
        if value is not None:
            assert scheme.parse(value) == value
            assert same_key(name, value) == same_key(name, text)
    assert identify(text).value or not text
