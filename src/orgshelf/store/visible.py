"""Headings by their ids, those of them that a query asks for."""

from collections.abc import Iterable, Sequence

from orgshelf.query import Query
from orgshelf.query.sql import among, both
from orgshelf.shelf.entries import Entry
from orgshelf.store.conditions import conditions_of
from orgshelf.store.entry_list import EntryList, matching_ids
from orgshelf.store.library import Library


def visible(library: Library, ids: Iterable[str], query: Query) -> Sequence[Entry]:
    """The headings with these whole ids that the query does not leave out, as in the notes."""
    asked = conditions_of(query, library.connection, listing=False)
    condition = both((among("h.hash", ids), asked))
    return EntryList(library.stored, lambda: matching_ids(library.stored, condition))
