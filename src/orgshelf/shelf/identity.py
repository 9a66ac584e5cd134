"""What a work is known by, so that it is found again however another program writes it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from orgshelf.errors import PropertyValueError
from orgshelf.org.syntax.links import find_links
from orgshelf.org.syntax.plain_words import readable_title
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.identifiers import Identifier, identify, parse_arxiv, read_identifier, same_key
from orgshelf.shelf.roam_refs import roam_refs
from orgshelf.shelf.spelling import spelled
from orgshelf.shelf.titles import Credits, credits_of

#: One name of a work: what kind of name, and the name in one form for all ways to write it.
Key = tuple[str, str]

#: Properties with an identifier, and the scheme of each.
_SCHEMES = {"DOI": "doi", "ISBN": "isbn", "ARXIV": "arxiv"}
_WORD = re.compile(r"\w+")


def property_key(name: str, value: str) -> Key:
    """What a property calls a work."""
    if name == "URL":
        return link_key(value)
    if scheme := _SCHEMES.get(name):
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
    return name in ("DOI", "ISBN", "ARXIV", "URL") or name.endswith(("_ID", "_KEY", "_UUID"))


def entry_keys(entry: Entry) -> Iterator[Key]:
    """What an entry is known by beside its title."""
    heading = entry.heading
    for name, value in heading.properties.items():
        if is_identifier(name) and value:
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
