"""Finding a heading that a page was about, in notes that may have changed since."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from orgshelf.actions.current import namesakes
from orgshelf.digest import sha1_hex
from orgshelf.errors import MovedAwayError, NotFoundError
from orgshelf.export.encodable import one_line
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library

#: How a page names a heading.
HEADING_ID = re.compile(r"[0-9a-f]{4,40}")
_LETTERS = 12  # of a digest


class Named(NamedTuple):
    """A heading as a page names it: its id, and what it said when the page was made.

    ``work`` is the title of its work, ``seen`` a digest of its text.
    """

    id: str
    title: str
    work: str
    seen: str

    @classmethod
    def of(cls, entry: Entry) -> "Named":
        """What a page says of a heading."""
        seen = sha1_hex("\n".join(entry.lines).encode("utf-8", "surrogateescape"))[:_LETTERS]
        return cls(entry.id, *_titles(entry), seen)

    @classmethod
    def sent(cls, fields: Mapping[str, str]) -> "Named":
        """What a form sends of it."""
        return cls(*(fields.get(name, "") for name in ("ref", "title", "work", "seen")))


def find_named(library: Library, named: Named) -> Entry:
    """The heading that is meant: that with its id, else the one of its title in the same work.

    An id counts headings of one title under one parent: where there are several, it is the
    heading meant only if its text is what the page had.

    Raises:
        MovedAwayError: it cannot be told which one it is.
    """
    found = _with_id(library, named.id)
    if found is None:
        found = _moved(library, named)
    elif namesakes(found) > 1 and Named.of(found).seen != named.seen:
        found = None
    if found is None:
        raise MovedAwayError(named.title or named.id)
    return found


def _with_id(library: Library, id_: str) -> Entry | None:
    if not HEADING_ID.fullmatch(id_):
        return None
    with suppress(NotFoundError):
        found = [entry for entry in library.find(id_) if entry.id.startswith(id_)]
        return found[0] if len(found) == 1 else None
    return None


def _moved(library: Library, named: Named) -> Entry | None:
    """The only heading of its title that belongs to a work of the same title."""
    with suppress(NotFoundError):
        found = library.find(named.title) if named.title else []
        same = [entry for entry in found if _titles(entry) == (named.title, named.work)]
        return same[0] if len(same) == 1 else None
    return None


def _titles(entry: Entry) -> tuple[str, str]:
    """The titles of a heading and of the work that it belongs to."""
    work = entry.owning_work.heading.title if entry.owning_work else ""
    return one_line(entry.heading.title), one_line(work)
