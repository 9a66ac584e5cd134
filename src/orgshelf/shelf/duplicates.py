"""Finding what the notes have already: by DOI, ISBN, address or title."""

import re
from collections.abc import Iterable, Iterator

from orgshelf.org.elements.spans import without_verbatim
from orgshelf.org.syntax.links import find_links, is_link
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.identifiers import identify, parse_arxiv, same_key
from orgshelf.shelf.roam_refs import roam_refs
from orgshelf.shelf.spelling import spelled
from orgshelf.shelf.titles import credits_of

_WORD = re.compile(r"\w+")


#: Properties with identifiers, and the scheme of each.
_PROPERTIES = {
    "DOI": "doi",
    "ISBN": "isbn",
    "ARXIV": "arxiv",
    "EPRINT": "arxiv",
    "PMID": "pmid",
}


def find_duplicate(entries: Iterable[Entry], new: Entry) -> Entry | None:
    """The first entry that is the same as ``new``, which is none of them."""
    wanted = frozenset(names_of(new))
    return next((entry for entry in entries if not wanted.isdisjoint(names_of(entry))), None)


def names_of(entry: Entry) -> Iterator[tuple[str, ...]]:
    """All that an entry is known by; a title is one among works of its kind or sisters.

    The first word of each name is the scheme of an identifier, else work or part.
    """
    heading = entry.heading
    for name, scheme in _PROPERTIES.items():
        if value := heading.get(name):
            yield work_key(scheme, value)
    for address in _addresses(entry):
        yield work_key(*identify(address))
    title = " ".join(_WORD.findall(spelled(credits_of(heading).title)))
    if title and entry.role is Role.WORK:
        yield "work", entry.kind, title
    elif title:
        yield "part", entry.file, *entry.path, title


def _addresses(entry: Entry) -> Iterator[str]:
    """URL and ROAM_REFS, the links of the title, and those that are a line of the text."""
    if url := entry.heading.get("URL"):
        yield url.strip()
    yield from roam_refs(entry.heading).addresses
    lone = filter(is_link, without_verbatim(entry.text).split("\n"))
    for text in (entry.heading.text, *lone):
        yield from (link.target for link in find_links(text))


def work_key(scheme: str, value: str) -> tuple[str, str]:
    """What is the same for one work; a paper of arXiv has a DOI of its number."""
    if scheme == "doi" and (number := parse_arxiv(value)):
        return same_key("arxiv", number)
    return same_key(scheme, value)
