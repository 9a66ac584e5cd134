"""The numbers of a file's headings in the index: they rise, and leave room for more between."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from orgshelf.store.tables import PLACE_BITS

#: The first and the last of some numbers, which are neighbours among those of a file.
Stretch = tuple[int, int]

_GAP = 64  # as long as there is room for it
_STOP = 1 << PLACE_BITS
_SHARE = 8  # the next one is likely to be added behind this one: most room is left there
#: All numbers of a file, its own among them.
ALL: Stretch = (0, _STOP - 1)


def fresh_ordinals(count: int) -> Sequence[int]:
    """The numbers of so many headings, none of which has one yet."""
    gap = max(1, min(_GAP, _STOP // (count + 1)))
    return range(gap, gap * (count + 1), gap)


def kept_ordinals(origins: Sequence[int | None], known: Sequence[int]) -> list[int] | None:
    """The numbers of headings; those that had one keep it, by their places among the known.

    None where there is no room.
    """
    found: list[int] = []
    for is_new, group in groupby(origins, lambda origin: origin is None):
        if not is_new:
            found.extend(known[origin] for origin in group if origin is not None)
            continue
        count = len(list(group))
        above = found[-1] if found else 0
        after = len(found) + count
        below = next((known[o] for o in origins[after : after + 1] if o is not None), None)
        new = list(_between(above, below, count))
        if len(new) < count:
            return None
        found.extend(new)
    return found


def _between(above: int, below: int | None, count: int) -> Iterator[int]:
    """So many numbers between two, or fewer where there is no room; None for no upper one."""
    room = (_STOP if below is None else below) - above
    step = _GAP if below is None else max(1, room // max(_SHARE, count + 1))
    return iter(range(above + step, above + min(room, step * count + 1), step))
