"""Proof that an edit left the drawers of an entry whole."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from orgshelf.org.edit.elements import Drawer, drawers
from orgshelf.org.syntax.drawers import drawer_name

_PROPERTIES = "PROPERTIES"


def keeps_drawers(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether an edit may have made of the drawers in some lines what they are.

    It may make a property drawer and one other, and take away one that its last line leaves
    empty; a line that begins or ends a drawer stays one, and none comes to stand alone.
    """
    before, after = (list(drawers(lines, 0, len(lines))) for lines in (old, new))
    names, left = (Counter(drawer.name for drawer in found) for found in (before, after))
    made, lost = left - names, names - left
    emptied = Counter(d.name for d in before if d.end - d.start <= 2 or d.name == _PROPERTIES)
    return (
        made.pop(_PROPERTIES, 0) <= 1
        and made.total() <= 1
        and lost <= emptied
        and _strays(new, after) <= _strays(old, before)
    )


def _strays(lines: Sequence[str], found: Sequence[Drawer]) -> int:
    """How many lines look like the edge of a drawer but are not."""
    held = set(chain.from_iterable(map(_edges, found)))
    return sum(i not in held and drawer_name(text) is not None for i, text in enumerate(lines))


def _edges(drawer: Drawer) -> Iterator[int]:
    """The first and the last line; of a property drawer all, since some look like the first."""
    if drawer.name == _PROPERTIES:
        yield from range(drawer.start, drawer.end)
    yield from (drawer.start, drawer.end)
