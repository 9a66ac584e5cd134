"""Identifiers of works: parsed in all common notations, validated, compared and linked.

DOI (ISO 26324), ISBN (ISO 2108), ISSN (ISO 3297), arXiv, PubMed, Handle, YouTube, addresses.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from orgshelf.errors import PropertyValueError
from orgshelf.shelf.isbn import ISBN, isbn_digits, isbn_key, parse_isbn, weighted_sum

_RESOLVER = r"(?:https?://)?(?:www\.)?(?:dx\.)?doi\.org/"
# Publishers whose addresses end in the DOI: ACM, Wiley, Sage, Science and others.
_PUBLISHER = r"https?://[\w.-]+/doi/(?:(?:abs|book|e?pdf|epub|full|pdfdirect|pdfplus|reader)/)?"
_DOI = re.compile(
    rf"(?:{_RESOLVER}|{_PUBLISHER}|(?:urn:)?doi:?\s*|info:doi/)*(10\.\d{{1,9}}(?:\.\d+)*/\S+)",
    re.IGNORECASE,
)
_DOI_ADDRESS = re.compile(r"(?:https?://)(?:www\.)?(?:dx\.)?doi\.org/(.*)", re.IGNORECASE)
#: A page of a publisher that has the DOI in its address.
_DOI_PAGE = re.compile(
    r"https?://[^\s/?#]+/(?:[^\s?#]*/)?(?:doi|articles?|chapter|book|content/pdf)/"
    r"(?:(?:abs|pdf|epdf|full|pdfdirect|book|ref)/)?(10\.\d{4,9}/[^\s?#]+?)"
    r"(?:\.pdf|/(?:full|abstract|pdf|epub|meta))?/?(?:[?#]\S*)?"
    r"|https?://[^\s/?#]+/[^\s?#]*article(?:/file)?\?id=(10\.\d{4,9}/[^\s&#]+)(?:[&#]\S*)?",
    re.IGNORECASE,
)
_LONGEST_PAGE = 500  # letters of such an address
_ISSN = re.compile(
    r"(?:(?:[ep]-?)?ISSN(?:-L)?:?\s*|https?://portal\.issn\.org/resource/issn/)?"
    r"([0-9]{4})[-‐‑–]?([0-9]{3}[0-9X])(?:\s*\([a-z ]+\))?",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"(?:(?:arxiv preprint )?arxiv[: ]\s*"
    r"|(?:https?://)?(?:www\.|export\.)?(?:arxiv|alphaxiv|ar5iv(?:\.labs\.arxiv)?)\.org"
    r"/(?:abs|pdf|html|format)/)?"
    r"(?P<id>(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}"
    r"|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5}|[a-z-]+(?:\.[a-z-]{2,})?/\d{7})"
    r"(?P<version>v\d+)?(?:\.pdf)?/?(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_PMID = re.compile(
    r"(?:pmid:?\s*|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov"
    r"|ncbi\.nlm\.nih\.gov/pubmed)/)?([1-9]\d{0,8})/?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?:hdl:\s*|(?:https?://)?hdl\.handle\.net/)?(\d[\w.]*/\S+)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_URL = re.compile(r"(?:https?|ftp)://[^\s/?#]+\S*", re.IGNORECASE)
_VIDEO = re.compile(r"[\w-]{11}")
#: Query parameters that only track where a reader came from.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref_src)=[^&]*&?")
#: The properties that hold an identifier of a work, and the scheme of each.
PROPERTIES: Mapping[str, str] = {"DOI": "doi", "ARXIV": "arxiv", "ISBN": "isbn", "PMID": "pmid"}


class Identifier(NamedTuple):
    """An identifier: its scheme (``doi``) and its value in canonical form."""

    scheme: str
    value: str

    @property
    def link(self) -> str:
        """Its address."""
        return SCHEMES[self.scheme].link(self.value)

    def __str__(self) -> str:
        """The usual notation with the scheme: ``arXiv:1706.03762``."""
        return f"{_SPOKEN[self.scheme]}{self.value}" if self.scheme in _SPOKEN else self.link


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of identifier: how to parse, link and compare one, with an example.

    ``parse`` returns the canonical form of a valid identifier, else None; ``key`` maps equivalent
    values to equal ones.
    """

    name: str
    parse: Callable[[str], str | None]
    link: Callable[[str], str]
    example: str
    key: Callable[[str], str] = str.casefold


def parse_doi(text: str) -> str | None:
    """The DOI of ``doi:10.1000/x``, of an address that resolves or has it, or of itself."""
    text = text.strip().removeprefix("<").removesuffix(">" if text.strip().startswith("<") else "")
    if "doi.org/" in text.casefold() or "/doi/" in text:
        text = _without_percent(text.partition("?")[0].partition("#")[0])
    elif len(text) < _LONGEST_PAGE and (page := _DOI_PAGE.fullmatch(text)):
        text = _without_percent(page[1] or page[2])
    match = _DOI.fullmatch(text.removeprefix("(").removesuffix(")") if text[:1] == "(" else text)
    return match[1].rstrip(".,;") if match else None


def _without_percent(text: str) -> str:
    return unquote(text) if "%" in text else text


def parse_issn(text: str) -> str | None:
    """``1234-5679``, if its check digit is right."""
    match = _ISSN.fullmatch(text.strip())
    if not match:
        return None
    digits = (match[1] + match[2]).upper()
    return f"{digits[:4]}-{digits[4:]}" if weighted_sum(digits) % 11 == 0 else None


def parse_arxiv(text: str) -> str | None:
    """``1706.03762``, ``1706.03762v5``, ``math.GT/0309136``, or an address or DOI of arXiv."""
    text = text.strip()
    if doi := parse_doi(text):
        match = _ARXIV_DOI.fullmatch(doi)
        return parse_arxiv(match[1]) if match else None
    match = _ARXIV.fullmatch(text.partition("#")[0].partition("?")[0])
    return match["id"] + (match["version"] or "").lower() if match else None


def parse_pmid(text: str) -> str | None:
    """``PMID: 12345678``, its address, or the number alone."""
    match = _PMID.fullmatch(text.strip().partition("?")[0].partition("#")[0])
    return match[1] if match else None


def parse_handle(text: str) -> str | None:
    """``hdl:1721.1/12345``, its address, or itself."""
    match = _HANDLE.fullmatch(text.strip())
    return match[1] if match else None


def parse_url(text: str) -> str | None:
    """An address of the web."""
    text = text.strip()
    return text if _URL.fullmatch(text) else None


def parse_youtube(text: str) -> str | None:
    """The id of a video (11 characters), by itself or in any of its addresses."""
    text = text.strip()
    if _VIDEO.fullmatch(text):
        return text
    parts = urlsplit_safely(text if "://" in text else f"https://{text}")
    host, path = parts.netloc.casefold().removeprefix("www.").removeprefix("m."), parts.path
    if host == "youtu.be":
        found = path.strip("/")
    elif host in ("youtube.com", "youtube-nocookie.com", "music.youtube.com", "gaming.youtube.com"):
        last = path.rstrip("/").rpartition("/")
        named = last[0] in ("/embed", "/shorts", "/live", "/v")
        found = last[2] if named else parse_qs(parts.query).get("v", [""])[0]
    else:
        return None
    return found if _VIDEO.fullmatch(found) else None


class _Parts(NamedTuple):
    netloc: str
    path: str
    query: str


def urlsplit_safely(text: str) -> _Parts:
    """The parts of an address; empty if ``urlsplit`` rejects it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return _Parts("", "", "")
    return _Parts(parts.netloc, parts.path, parts.query)


def url_key(text: str) -> str:
    """An address without scheme, www, fragment, tracking parameters and trailing slash."""
    rest = re.sub(r"^https?://(?:www\.)?", "", text, flags=re.IGNORECASE).partition("#")[0]
    place, mark, query = rest.partition("?")
    query = _TRACKING.sub("", query).rstrip("&") if mark else ""
    host, slash, path = place.rstrip("/").partition("/")
    host = re.sub(r":(?:80|443)$", "", host)
    return host.casefold() + slash + path + (f"?{query}" if query else "")


def _arxiv_key(text: str) -> str:
    return re.sub(r"v\d+$", "", text.casefold())


def _at(start: str) -> Callable[[str], str]:
    return lambda value: start + quote(value, safe="/:;()._-~!$&'*+,=@<>[]")


#: Each scheme by its name in lower case; the properties have the same names in upper case.
SCHEMES: Mapping[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme("doi", parse_doi, lambda doi: f"https://doi.org/{doi}", "10.1000/182"),
        Scheme("isbn", parse_isbn, lambda i: f"urn:isbn:{isbn_digits(i)}", "978-0-465-02656-2",
               isbn_key),
        Scheme("issn", parse_issn, lambda issn: f"https://portal.issn.org/resource/ISSN/{issn}",
               "0028-0836"),
        Scheme("arxiv", parse_arxiv, _at("https://arxiv.org/abs/"), "1706.03762", _arxiv_key),
        Scheme("pmid", parse_pmid, _at("https://pubmed.ncbi.nlm.nih.gov/"), "21283589"),
        Scheme("hdl", parse_handle, _at("https://hdl.handle.net/"), "hdl:1721.1/12345"),
        Scheme("youtube", parse_youtube, _at("https://www.youtube.com/watch?v="),
               "https://www.youtube.com/watch?v=aircAruvnKk", str),
        Scheme("url", parse_url, str, "https://example.org/a.pdf", url_key),
    )
}  # fmt: skip


def same_key(scheme: str, text: str) -> tuple[str, str]:
    """A key that is equal for two notations of one identifier; the text itself if invalid."""
    known = SCHEMES[scheme]
    if scheme == "isbn":
        return scheme, isbn_key(text)
    return scheme, known.key(known.parse(text) or text.strip())


def link_of(scheme: str, text: str) -> str | None:
    """The address of an identifier in any notation; None if it is invalid."""
    known = SCHEMES[scheme.casefold()]
    value = known.parse(text)
    return known.link(value) if value else None


def identify(address: str) -> Identifier:
    """The identifier in an address or a link: a DOI, an arXiv paper, a video …, else itself."""
    if (doi := parse_doi(address)) is None and (match := _DOI_ADDRESS.fullmatch(address)):
        doi = _without_percent(match[1]) or None
    if doi is not None:
        found = parse_arxiv(doi)
        return Identifier("arxiv", found) if found else Identifier("doi", doi)
    lower = address.casefold()
    for mark, scheme in _IN_ADDRESSES:
        if mark in lower and (value := SCHEMES[scheme].parse(address)):
            return Identifier(scheme, value)
    return Identifier("url", address)


def read_identifier(text: str) -> Identifier | None:
    """The identifier that the whole text is; None for other text and for ambiguous numbers.

    Raises:
        PropertyValueError: it is an ISBN with a wrong check digit.
    """
    text = text.strip()
    if match := ISBN.fullmatch(text):
        digits = isbn_digits(match[1])
        if isbn := parse_isbn(text):
            return Identifier("isbn", isbn)
        if text.upper().startswith(("ISBN", "URN:ISBN")) or (
            len(digits) == 13 and digits.startswith(("978", "979"))
        ):
            raise PropertyValueError("ISBN", text, "a digit of it is wrong")
    if arxiv := parse_arxiv(text):
        return Identifier("arxiv", arxiv)
    found = identify(text)
    return found if found.scheme != "url" or _WEB.fullmatch(text) else None


#: Prefixes of the schemes whose usual notation is not an address.
_SPOKEN = {"doi": "doi:", "arxiv": "arXiv:", "isbn": "ISBN ", "pmid": "PMID:", "hdl": "hdl:"}
_IN_ADDRESSES = (
    ("arxiv", "arxiv"),
    ("youtu", "youtube"),
    ("pubmed", "pmid"),
    ("pmid", "pmid"),
    ("hdl.handle.net", "hdl"),
    ("hdl:", "hdl"),
)
