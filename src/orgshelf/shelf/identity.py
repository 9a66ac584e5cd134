"""Identity of works: keys that are equal however two programs write the same work."""

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

#: One key of a work: the scheme, and a value in canonical form.
Key = tuple[str, str]

_WORD = re.compile(r"\w+")
#: Properties with identifiers, and the scheme of each.
_NAMING = {**PROPERTIES, "EPRINT": "arxiv"}


def property_key(name: str, value: str) -> Key:
    """The key in the value of a property."""
    if name == "URL":
        return link_key(value)
    if scheme := PROPERTIES.get(name):
        return work_key(scheme, value)
    return name, value.strip().casefold()


def work_key(scheme: str, value: str) -> tuple[str, str]:
    """The key of an identifier; an arXiv paper and its DOI have the same one."""
    if scheme == "doi" and (number := parse_arxiv(value)):
        return same_key("arxiv", number)
    return same_key(scheme, value)


def link_key(address: str) -> Key:
    """The key in an address."""
    return work_key(*identify(address.strip()))


def title_key(title: str) -> str:
    """A title without accents, case, markup and punctuation, except in ``C++`` and ``C#``."""
    return " ".join(_WORD.findall(spelled(readable_title(title))))


def surnames(names: Iterable[str]) -> frozenset[str]:
    """The family names of people, equal for ``Ada Moor`` and ``Moor, Ada``."""
    families = (name.partition(",")[0].split() for name in names)
    return frozenset(title_key(words[-1]) for words in families if words)


def identifier_in_title(title: str) -> Identifier | None:
    """The identifier that a title consists of, as of a work that was not looked up yet."""
    with suppress(PropertyValueError):
        return read_identifier(title)
    return None


def is_identifier(name: str) -> bool:
    """Whether the property of this name, in capitals, holds an identifier."""
    return name == "URL" or name in PROPERTIES or is_number(name)


def is_number(name: str) -> bool:
    """Whether the property of this name holds the id that a program gave to a work."""
    return name.endswith(("_ID", "_KEY", "_UUID"))


def shared_identifiers(properties: Mapping[str, str]) -> frozenset[str]:
    """The properties that identify the container of a work: the journal's ISSN, the book's ISBN."""
    return frozenset(("ISSN", "ISBN") if properties.get("BOOKTITLE") else ("ISSN",))


def entry_keys(entry: Entry) -> Iterator[Key]:
    """The keys of an entry, without its title."""
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
    """The title and the authors of a work; None if the entry is not a work."""
    return credits_of(entry.heading) if entry.role is Role.WORK else None


def find_duplicate(entries: Iterable[Entry], new: Entry) -> Entry | None:
    """The first of the entries that is the same work as ``new``."""
    known, called = frozenset(_identifiers(new)), frozenset(_titles(new))
    words = frozenset(word for name in called for word in name[-1].split())

    def is_same(entry: Entry) -> bool:
        if not known.isdisjoint(_identifiers(entry)):
            return True
        # Parsing the authors of a title is slow.
        likely = words.issubset(title_key(entry.heading.title).split())
        return likely and not called.isdisjoint(_titles(entry))

    return next(filter(is_same, entries), None)


def names_of(entry: Entry) -> Iterator[tuple[str, ...]]:
    """All keys of an entry: its identifiers, and its title among works of its kind or siblings.

    The first item of each key is the scheme of an identifier, or ``work`` or ``part``.
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
    """The addresses in URL, in ROAM_REFS, in the title, and in lines that are only a link."""
    if url := entry.heading.get("URL"):
        yield url.strip()
    yield from roam_refs(entry.heading).addresses
    lone = filter(is_link, without_verbatim(entry.text).split("\n"))
    for text in (entry.heading.text, *lone):
        yield from (link.target for link in find_links(text))
