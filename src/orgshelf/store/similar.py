"""Which entries can have a name that another one has, as SQL."""

from collections.abc import Sequence

from orgshelf.query.sql import EVERYTHING, TITLE, Condition, both, is_ascii, passing
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

    return both((_may_have(max(words, key=len)), passing(has_all, TITLE)))


def _may_have(word: str) -> Condition:
    """Leave out what SQL sees not to have a word; what is spelled otherwise is not told."""
    plain = f"{is_ascii(TITLE)} AND instr({TITLE}, '+') = 0 AND instr({TITLE}, '#') = 0"
    return Condition(f"CASE WHEN {plain} THEN instr(lower({TITLE}), ?) > 0 ELSE 1 END", (word,))
