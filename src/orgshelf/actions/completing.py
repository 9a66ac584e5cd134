"""Works with an identifier that lack title, authors or year, and completing them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from orgshelf.actions.importing import ForeignFile, ImportOptions, Outcome, import_works
from orgshelf.actions.transaction import Plan
from orgshelf.importers.imported import Imported, ImportedWork
from orgshelf.org.syntax.link_finder import find_links
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.identifiers import PROPERTIES, Identifier, identify
from orgshelf.shelf.identity import identifier_in_title
from orgshelf.shelf.titles import credits_of
from orgshelf.store.library import Library

#: Properties that a work is looked up by, the one that says most first.
IDENTIFYING = (*PROPERTIES, "URL")
#: Kinds of works whose services know no year.
_TIMELESS = ("video",)


class Incomplete(NamedTuple):
    """A work that can be looked up, and which fields it lacks."""

    entry: Entry
    identifier: Identifier
    lacks: tuple[str, ...]


def incomplete(entries: Iterable[Entry]) -> Iterator[Incomplete]:
    """The works that lack a title, authors or a year and have an identifier."""
    for entry in entries:
        if entry.role is Role.WORK and (lacks := tuple(_lacks(entry))):
            found = next(_identifiers(entry), None)
            # A page of which the title is known mostly says no more.
            if found and (found.scheme != "url" or "title" in lacks):
                yield Incomplete(entry, found, lacks)


def complete(library: Library, works: Sequence[ImportedWork]) -> tuple[Plan, Outcome]:
    """Fill in what the entries of these works lack; nothing is added that is not there.

    Raises:
        OrgshelfError: as ``Plan.commit``.
    """
    file = ForeignFile("the web", Imported(tuple(works)))
    plan, outcomes = import_works(library, [file], ImportOptions(add=False))
    return plan, outcomes[0]


def _lacks(entry: Entry) -> Iterator[str]:
    credit = credits_of(entry.heading)
    if identifier_in_title(entry.heading.title):
        yield "title"
    if not credit.authors:
        yield "authors"
    if credit.year is None and entry.kind not in _TIMELESS:
        yield "year"


def _identifiers(entry: Entry) -> Iterator[Identifier]:
    """What it can be looked up by: its properties, its title, the links in that."""
    values = (*(entry.heading.get(name) or "" for name in IDENTIFYING), entry.heading.title)
    yield from filter(None, map(identifier_in_title, values))
    yield from (identify(link.target) for link in find_links(entry.heading.text))
