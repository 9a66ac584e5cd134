"""What a page is put together from: lines that belong together, and what stands between."""

from collections.abc import Sequence
from typing import NamedTuple

#: What stands between two lists, or a list and what must not become part of it.
APART = "<!-- -->"


class Piece(NamedTuple):
    """Lines of Markdown that belong together; ``kind`` says how they stand beside others."""

    kind: str
    lines: list[str]


def joined(found: Sequence[Piece]) -> list[str]:
    """The pieces as lines, a blank one between two of them."""
    lines: list[str] = []
    before = None
    for piece in found:
        if before is not None:
            lines += ("", APART, "") if _must_stand_apart(before, piece) else ("",)
        lines += piece.lines
        before = piece
    return lines


def _must_stand_apart(before: Piece, piece: Piece) -> bool:
    return before.kind in ("list", "numbered") and piece.kind in ("list", "numbered", "code")
