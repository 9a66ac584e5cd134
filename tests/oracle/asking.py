"""Questions about entries, answered by SQL and by a plain look at each: both find the same."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from oracle.query import matching, select
from orgshelf.query import Query
from orgshelf.query.spec import Scope
from orgshelf.shelf.entries import Entry
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory
from shelf.shelved import DROPPED

#: A Monday.
NOW = datetime(2026, 11, 23, 9)


def answers(
    entries: Sequence[Entry], query: Query, scope: Scope, *, listing: bool = False
) -> list[Entry]:
    """The entries that a query asks for; ``listing``: as a listing does."""
    library, plain = _indexed(tuple(entries)), select if listing else matching
    asked = library.select(query) if listing else library.matching(query)
    ids = [entry.id for entry in asked]
    found = [entry for entry in entries if entry.id in ids]
    assert found == plain(entries, query, scope)
    assert len(found) == len(ids)
    return found


@lru_cache(20)
def _indexed(entries: tuple[Entry, ...]) -> Library:
    """An index of the files that the entries are from."""
    documents = {entry.file: entry.document for entry in entries}
    org = next(iter(documents.values())).org
    with TemporaryDirectory() as folder:
        for file, document in documents.items():
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document.lines.to_bytes())
        return library_in_memory(Path(folder), Config(dropped=DROPPED, org=org), NOW)
