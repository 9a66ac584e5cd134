"""Finding what the notes have already: by DOI, ISBN, address or title."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from orgshelf.org.elements.spans import without_verbatim
from orgshelf.org.syntax.links import find_links, is_link
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.titles import credits_of

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi: ?)(10\.\d.*)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://(?:www\.)?([^#]*?)/*(?:#.*)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def find_duplicate(entries: Iterable[Entry], new: Entry) -> Entry | None:
    """The first entry that is the same as ``new``, which is none of them."""
    wanted = frozenset(names_of(new))
    return next((entry for entry in entries if not wanted.isdisjoint(names_of(entry))), None)


def names_of(entry: Entry) -> Iterator[tuple[str, ...]]:
    """All that an entry is known by; a title is one among works of its kind or sisters.

    The first word of each name says what it is: doi, isbn, address, work or part.
    """
    heading = entry.heading
    if doi := heading.get("DOI"):
        yield "doi", doi_key(doi)
    if isbn := heading.get("ISBN"):
        yield "isbn", isbn_key(isbn)
    for address in _addresses(entry):
        match = _DOI.fullmatch(address)
        yield ("doi", doi_key(address)) if match else ("address", address_key(address))
    title = " ".join(_WORD.findall(credits_of(heading).title.casefold()))
    if title and entry.role is Role.WORK:
        yield "work", entry.kind, title
    elif title:
        yield "part", entry.file, *entry.path, title


def _addresses(entry: Entry) -> Iterator[str]:
    """The URL property, the links of the title, and those that are a line of the text."""
    if url := entry.heading.get("URL"):
        yield url.strip()
    lone = filter(is_link, without_verbatim(entry.text).split("\n"))
    for text in (entry.heading.text, *lone):
        yield from (link.target for link in find_links(text))


def doi_key(text: str) -> str:
    """A DOI without what resolves it, in small letters."""
    match = _DOI.fullmatch(text.strip())
    return unquote(match[1] if match else text.strip()).casefold()


def address_key(text: str) -> str:
    """An address without what makes no difference: scheme, www, fragment, closing slash."""
    match = _ADDRESS.fullmatch(text)
    if not match:
        return text
    host, slash, path = match[1].partition("/")
    return host.casefold() + slash + path


def isbn_key(text: str) -> str:
    """The number in its form of thirteen digits, but for the last, which follows from them."""
    digits = re.sub(r"[^0-9Xx]", "", text)[:-1]
    return {9: f"978{digits}", 12: digits}.get(len(digits), text.casefold())
