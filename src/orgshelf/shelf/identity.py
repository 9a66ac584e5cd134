"""What a work is known by, so that it is found again however another program writes it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from orgshelf.org.syntax.links import find_links
from orgshelf.shelf.duplicates import address_key, doi_key, isbn_key
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.titles import Credits, credits_of

#: One name of a work: what kind of name, and the name in one form for all ways to write it.
Key = tuple[str, str]

_ARXIV = re.compile(
    r"(?:.*arxiv\.org/(?:abs|pdf|html)/|.*10\.48550/arxiv\.|arxiv:)?(.+?)(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)
_YOUTUBE = re.compile(
    r"https?://(?:(?:www|m|music)\.)?(?:youtube\.com/(?:watch\?(?:.*&)?v=|shorts/|live/|embed/)"
    r"|youtu\.be/)([\w-]{11})(?![\w-]).*",
    re.IGNORECASE,
)
_DOI_LINK = re.compile(r"https?://(?:dx\.)?doi\.org/10\..*", re.IGNORECASE)
_ARXIV_LINK = re.compile(
    r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/.*", re.IGNORECASE
)
_WORD = re.compile(r"\w+")


def property_key(name: str, value: str) -> Key:
    """What a property calls a work."""
    match name:
        case "DOI":
            return "doi", doi_key(value)
        case "ISBN":
            return "isbn", isbn_key(value)
        case "ARXIV":
            return "arxiv", _arxiv(value)
        case "URL":
            return link_key(value)
    return name, value.strip().casefold()


def link_key(address: str) -> Key:
    """What a link calls a work: what it leads to counts, not how."""
    address = address.strip()
    if _DOI_LINK.fullmatch(address):
        found = doi_key(address)
        return ("arxiv", _arxiv(found)) if "48550/arxiv." in found else ("doi", found)
    if _ARXIV_LINK.fullmatch(address):
        return "arxiv", _arxiv(address)
    if video := _YOUTUBE.fullmatch(address):
        return "youtube", video[1]
    return "address", address_key(address)


def _arxiv(text: str) -> str:
    match = _ARXIV.fullmatch(text.strip())
    return (match[1] if match else text.strip()).casefold()


def title_key(title: str) -> str:
    """A title without accents, capitals and signs."""
    text = title.casefold()
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(_WORD.findall(text))


def surnames(names: Iterable[str]) -> frozenset[str]:
    """The family names of people, each in one form for ``Ada Moor`` and ``Moor, Ada``."""
    families = (name.partition(",")[0].split() for name in names)
    return frozenset(title_key(words[-1]) for words in families if words)


def is_identifier(name: str) -> bool:
    """Whether a property's name, in capitals, says that it holds an identifier."""
    return name in ("DOI", "ISBN", "ARXIV", "URL") or name.endswith(("_ID", "_KEY", "_UUID"))


def entry_keys(entry: Entry) -> Iterator[Key]:
    """What an entry is known by beside its title."""
    heading = entry.heading
    for name, value in heading.properties.items():
        if is_identifier(name) and value:
            yield property_key(name, value)
    if "[[" in heading.text or "://" in heading.text:
        yield from (link_key(link.target) for link in find_links(heading.text))


def entry_credits(entry: Entry) -> Credits | None:
    """The title and the authors of a work; None for what is none."""
    return credits_of(entry.heading) if entry.role is Role.WORK else None
