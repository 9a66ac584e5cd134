"""Finding what the notes have already: by DOI, ISBN, address or title."""

from collections.abc import Iterable, Iterator

from orgshelf.org.elements.spans import without_verbatim
from orgshelf.org.syntax.links import find_links, is_link
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.identifiers import identify
from orgshelf.shelf.identity import identifier_in_title, title_key, work_key
from orgshelf.shelf.roam_refs import roam_refs
from orgshelf.shelf.titles import credits_of

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
    known, called = frozenset(_identifiers(new)), frozenset(_titles(new))
    words = frozenset(word for name in called for word in name[-1].split())

    def is_same(entry: Entry) -> bool:
        if not known.isdisjoint(_identifiers(entry)):
            return True
        # To part a title from its authors takes long.
        likely = words.issubset(title_key(entry.heading.title).split())
        return likely and not called.isdisjoint(_titles(entry))

    return next(filter(is_same, entries), None)


def names_of(entry: Entry) -> Iterator[tuple[str, ...]]:
    """All that an entry is known by; a title is one among works of its kind or sisters.

    The first word of each name is the scheme of an identifier, else work or part.
    """
    yield from _identifiers(entry)
    yield from _titles(entry)


def _identifiers(entry: Entry) -> Iterator[tuple[str, ...]]:
    heading = entry.heading
    for name, scheme in _PROPERTIES.items():
        if value := heading.get(name):
            yield work_key(scheme, value)
    if identifier := identifier_in_title(heading.title):
        yield work_key(*identifier)
    for address in _addresses(entry):
        yield work_key(*identify(address))


def _titles(entry: Entry) -> Iterator[tuple[str, ...]]:
    title = title_key(credits_of(entry.heading).title)
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
