"""Identifiers and addresses as other programs write them, and works known by these alone."""

import re
from collections.abc import Mapping
from datetime import date

from orgshelf.importers.imported import ImportedQuote, ImportedWork, Pair, State
from orgshelf.shelf.identifiers import (
    Identifier,
    has_check_digit,
    identify,
    isbn_digits,
    parse_arxiv,
    parse_doi,
    urlsplit_safely,
)

_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com")


def isbn(text: str) -> str:
    """An ISBN of ten or thirteen digits whose last one is right, without hyphens; else empty."""
    digits = isbn_digits(text)
    return digits if has_check_digit(digits) else ""


def written_isbn(text: str) -> str:
    """The first ISBN of a text as it is written there, with its hyphens; else empty."""
    return next((word for word in text.replace(",", " ").split() if isbn(word)), "")


def doi(text: str) -> str:
    """A DOI without what resolves it; else empty."""
    return parse_doi(text.strip().rstrip(".")) or ""


def arxiv(text: str) -> str:
    """The number of a paper on arXiv, with its version if it has one; else empty."""
    return parse_arxiv(text) or ""


def web(text: str) -> str:
    """An address of the web; anything else, such as a script, is none."""
    text = text.strip()
    return text if re.match(r"https?://[^\s]", text, re.IGNORECASE) else ""


_KINDS: Mapping[str, str] = {
    "isbn": "book",
    "doi": "paper",
    "arxiv": "paper",
    "pmid": "paper",
    "hdl": "paper",
    "youtube": "video",
}
#: The schemes that have a property of their own; what an address stands for has that.
_PROPERTIES: Mapping[str, str] = {"isbn": "ISBN", "doi": "DOI", "arxiv": "ARXIV", "pmid": "PMID"}
_NO_ADDRESS = ("isbn", "doi")


def identified_work(identifier: Identifier) -> ImportedWork:
    """The work, called as its identifier; its kind is what mostly has such a one."""
    return ImportedWork(
        title=str(identifier),
        kind=_KINDS.get(identifier.scheme) or kind_of_address(identifier.link),
        identifiers=identifying_pairs(identifier),
    )


def identifying_pairs(identifier: Identifier) -> tuple[Pair, ...]:
    """The properties that hold an identifier: its own, and its address where DOIs have none."""
    scheme = identifier.scheme
    own = ((_PROPERTIES[scheme], identifier.value),) if scheme in _PROPERTIES else ()
    return own if scheme in _NO_ADDRESS else (*own, ("URL", identifier.link))


_OF_PAPERS = ("doi", "arxiv", "pmid", "hdl")


def page_work(
    title: str,
    address: str,
    *,
    state: State = State.UNREAD,
    tags: tuple[str, ...] = (),
    added: date | None = None,
    text: str = "",
    quotes: tuple[ImportedQuote, ...] = (),
    identifiers: tuple[Pair, ...] = (),
) -> ImportedWork:
    """A page that was saved to be read; without a title it is called as its address."""
    url = web(address)
    names = (("DOI", doi(url)), ("ARXIV", arxiv(url)), ("URL", "" if doi(url) else url))
    return ImportedWork(
        title=title.strip() or url,
        kind=kind_of_address(url),
        state=state,
        identifiers=(*identifiers, *names),
        added=added,
        tags=tags,
        text=text,
        quotes=quotes,
    )


def kind_of_address(address: str) -> str:
    """``video`` where films are shown, ``paper`` for a PDF and what has a DOI, else ``article``."""
    place = urlsplit_safely(address)
    host = place.netloc.casefold()
    if any(host == name or host.endswith(f".{name}") for name in _VIDEO_HOSTS):
        return "video"
    is_paper = place.path.casefold().endswith(".pdf") or identify(address).scheme in _OF_PAPERS
    return "paper" if is_paper else "article"
