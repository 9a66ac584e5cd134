"""The same notes by their index and by the oracle, and what is compared of an entry."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from oracle.library import PlainLibrary, load
from orgshelf.shelf.entries import Entry
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.opening import open_library

NOW = datetime(2026, 11, 23, 9)


class Both(NamedTuple):
    """Two views of the same notes."""

    plain: PlainLibrary
    indexed: Library


def both(root: Path, cache: Path, config: Config | None = None) -> Both:
    """Read the notes both ways; the index is in ``cache``."""
    config = config or Config()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        indexed = open_library(root, config, NOW)
    assert indexed.is_cached
    return Both(load(root, config, NOW), indexed)


def facts(library: Library | PlainLibrary, entries: Sequence[Entry]) -> list[tuple[object, ...]]:
    """All that is known of each entry."""
    return [
        (
            *(entry.id, entry.file, entry.index, entry.end, entry.kind, entry.role, entry.path),
            *(entry.progress, entry.hidden, entry.lines, entry.text, library.short_ids[entry.id]),
            *(entry.work.id if entry.work else None, entry.parent.id if entry.parent else None),
            *(getattr(entry.heading, name) for name in _HEADING),
            dict(entry.heading.properties),
            dict(entry.heading.inherited),
            entry.document.settings,
            entry.document.org,
            entry.document.has_stray_bytes,
        )
        for entry in entries
    ]


_HEADING = (
    *("line", "end", "body", "level", "parent", "keyword", "done", "priority", "text", "title"),
    *("local_tags", "tags", "planning", "commented"),
)
