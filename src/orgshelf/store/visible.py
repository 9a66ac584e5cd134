"""A heading by its id, if a query asks for it."""

from orgshelf.query import Query
from orgshelf.query.sql import Condition, both
from orgshelf.shelf.entries import Entry
from orgshelf.store.conditions import conditions_of
from orgshelf.store.entry_list import EntryList, matching_ids
from orgshelf.store.library import Library
from orgshelf.store.tables import encoded


def visible(library: Library, id_: str, query: Query) -> Entry | None:
    """The heading with this whole id; None where there is none, or the query leaves it out."""
    asked = conditions_of(query, library.connection, listing=False)
    condition = both((Condition("h.hash = ?", (encoded(id_),)), asked))
    found = EntryList(library.stored, lambda: matching_ids(library.stored, condition))
    return found[0] if len(found) else None
