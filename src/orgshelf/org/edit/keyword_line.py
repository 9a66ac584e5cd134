"""Giving a file its own keywords (Org manual: Per-file keywords)."""

from collections.abc import Sequence

from orgshelf.org.document import Document
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.drawers import drawer_name


def add_keyword_lines(document: Document, sequences: Sequence[str]) -> tuple[Splice, ...]:
    """Put ``#+TODO`` lines behind those that a file begins with, and behind its drawer."""
    texts = document.lines.texts
    place = _after_head(texts)
    lines = tuple(f"#+TODO: {sequence}" for sequence in sequences)
    return (Splice(place, place, lines),)


def _after_head(texts: Sequence[str]) -> int:
    """The line after a drawer at the top and the lines with ``#`` around it."""
    place = _after_hashes(texts, 0)
    if place < len(texts) and drawer_name(texts[place]) == "PROPERTIES":
        ends = (i for i in range(place, len(texts)) if drawer_name(texts[i]) == "END")
        place = _after_hashes(texts, next(ends, place - 1) + 1)
    return place


def _after_hashes(texts: Sequence[str], place: int) -> int:
    while place < len(texts) and texts[place].startswith("#"):
        place += 1
    return place
