"""Which entries can have a name that another one has, as SQL."""

from collections.abc import Sequence

from orgshelf.query.sql import EVERYTHING, Condition, passing
from orgshelf.shelf.spelling import spelled


def similar_to(name: Sequence[str]) -> Condition:
    """Match the entries that can have a name (see ``shelf.identity.names_of``), and others.

    An identifier can be written in many ways, and anywhere; a title has all its words.
    """
    what, *_, text = name
    if what not in ("work", "part"):
        return EVERYTHING
    words = text.split()

    def has_all(title: str | None) -> bool:
        found = spelled(title or "")
        return all(word in found for word in words)

    return passing(has_all, "coalesce(h.title, h.text)")
