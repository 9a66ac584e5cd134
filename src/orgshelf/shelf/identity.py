"""What a work is known by, so that it is found again however another program writes it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from orgshelf.errors import PropertyValueError
from orgshelf.org.elements.spans import without_verbatim
from orgshelf.org.syntax.link_finder import find_links, is_link
from orgshelf.org.syntax.plain_words import readable_title
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.identifiers import (
    PROPERTIES,
    Identifier,
    identify,
    parse_arxiv,
    read_identifier,
    same_key,
)
from orgshelf.shelf.property_names import value_of
from orgshelf.shelf.roam_refs import roam_refs
from orgshelf.shelf.spelling import spelled
from orgshelf.shelf.titles import Credits, credits_of

#: One name of a work: what kind of name, and the name in one form for all ways to write it.
Key = tuple[str, str]

_WORD = re.compile(r"\w+")
#: Properties with identifiers, and the scheme of each.
_NAMING = {**PROPERTIES, "EPRINT": "arxiv"}


def property_key(name: str, value: str) -> Key:
    """What a property calls a work."""
    if name == "URL":
        return link_key(value)
    if scheme := PROPERTIES.get(name):
        return work_key(scheme, value)
    return name, value.strip().casefold()


def work_key(scheme: str, value: str) -> tuple[str, str]:
    """What is the same for one work; a paper of arXiv has a DOI of its number."""
    if scheme == "doi" and (number := parse_arxiv(value)):
        return same_key("arxiv", number)
    return same_key(scheme, value)


def link_key(address: str) -> Key:
    """What a link calls a work: what it leads to counts, not how."""
    return work_key(*identify(address.strip()))


def title_key(title: str) -> str:
    """A title without accents, capitals, marks and signs, but for those of ``C++`` and ``C#``."""
    return " ".join(_WORD.findall(spelled(readable_title(title))))


def surnames(names: Iterable[str]) -> frozenset[str]:
    """The family names of people, each in one form for ``Ada Moor`` and ``Moor, Ada``."""
    families = (name.partition(",")[0].split() for name in names)
    return frozenset(title_key(words[-1]) for words in families if words)


def identifier_in_title(title: str) -> Identifier | None:
    """The identifier that a work is called by of which nothing else is known yet."""
    with suppress(PropertyValueError):
        return read_identifier(title)
    return None


def is_identifier(name: str) -> bool:
    """Whether a property's name, in capitals, says that it holds an identifier."""
    return name == "URL" or name in PROPERTIES or is_number(name)


def is_number(name: str) -> bool:
    """Whether a property's name says that a program gave its value to one work."""
    return name.endswith(("_ID", "_KEY", "_UUID"))


def shared_identifiers(properties: Mapping[str, str]) -> frozenset[str]:
    """The identifiers of what a work is in: a journal's ISSN, and a book's ISBN of a chapter."""
    return frozenset(("ISSN", "ISBN") if properties.get("BOOKTITLE") else ("ISSN",))


def entry_keys(entry: Entry) -> Iterator[Key]:
    """What an entry is known by beside its title."""
    heading = entry.heading
    shared = shared_identifiers(heading.properties)
    for name, value in heading.properties.items():
        if is_identifier(name) and value and name not in shared:
            yield property_key(name, value)
    if identifier := identifier_in_title(heading.title):
        yield work_key(*identifier)
    refs = roam_refs(heading)
    yield from (property_key("CUSTOM_ID", key) for key in refs.keys)
    yield from map(link_key, refs.addresses)
    if "[[" in heading.text or "://" in heading.text:
        yield from (link_key(link.target) for link in find_links(heading.text))


def entry_credits(entry: Entry) -> Credits | None:
    """The title and the authors of a work; None for what is none."""
    return credits_of(entry.heading) if entry.role is Role.WORK else None


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
    shared = shared_identifiers(heading.properties)
    for name, scheme in _NAMING.items():
        if name not in shared and (value := value_of(heading, name)):
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
