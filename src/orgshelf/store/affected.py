"""What a change of a file makes of its rows in the index: which stay, which are made anew; pure.

A row of a heading is made from its text, from what it inherits, from how much of what is below
it is done, and from what its file says of itself.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from orgshelf.org.reader import ReadDocument
from orgshelf.shelf.classification import Classification
from orgshelf.shelf.entries import Entry
from orgshelf.store.config import Config
from orgshelf.store.notes import classify
from orgshelf.store.tables import PLACE_BITS, encoded

if TYPE_CHECKING:
    from orgshelf.store.versions import KnownFile, Versions


#: The first and the last of some numbers, which are neighbours among those of a file.
Stretch = tuple[int, int]

_GAP = 64  # as long as there is room for it
_STOP = 1 << PLACE_BITS
_SHARE = 8  # the next one is likely to be added behind this one: most room is left there
#: All numbers of a file, its own among them.
ALL: Stretch = (0, _STOP - 1)


class Shift(NamedTuple):
    """Headings that are as they were, but so many lines and places further down."""

    stretch: Stretch
    lines: int
    places: int


class Update(NamedTuple):
    """What becomes of the rows of a file: some are replaced, others stay but for where they are."""

    replaced: Sequence[Stretch]
    shifts: Sequence[Shift]


class Affected(NamedTuple):
    """The places whose rows are made, the entries of the file, and their ordinals.

    The row of the file itself, where it is one work, is made in any case.
    """

    places: Sequence[int]
    entries: Classification
    ordinals: Sequence[int]
    update: Update


def affected(
    known: "KnownFile | None",
    document: ReadDocument,
    itself: tuple[Any, ...],
    texts: Sequence[str],
    config: Config,
) -> Affected:
    """What has to be made anew, given the file as it is now: all of it where nothing is known."""
    found = None
    if known and known.itself == itself and not document.org.enforce_todo_dependencies:
        # Where an item can block others, a row depends on headings far away.
        from orgshelf.store.versions import Versions

        found = _partly(Versions.of(known, document, texts), config)
    if found:
        return found
    count = len(texts)
    entries = classify(document, config)
    return Affected(range(count), entries, fresh_ordinals(count), Update([ALL], ()))


def _partly(versions: "Versions", config: Config) -> Affected | None:
    """The same where most rows stay; None where they do not."""
    ordinals = kept_ordinals(versions.origins, versions.known.ordinals)
    few = 2 * len(versions.changed) <= len(versions.texts)
    if ordinals is None or not few or not versions.keeps_ids():
        return None
    entries = classify(versions.document, config, versions.ids)
    if (entries.file is not None) is not versions.known.is_work:
        return None
    places = {*versions.changed, *versions.above}
    others = [p for p in places if versions.hands_down(p) or _is_another(versions, entries[p])]
    made = sorted(places.union(*map(versions.document.spans.subtree, others)))
    replaced = [*_stretches(made, ordinals), *_gone(versions)]
    return Affected(
        made, entries, ordinals, Update(replaced, [*_shifts(versions, frozenset(made))])
    )


def _is_another(versions: "Versions", entry: Entry) -> bool:
    """Whether a heading that was known is of another kind now, or has another role."""
    origin = versions.origins[entry.index]
    now = encoded(entry.kind), entry.role.value
    return origin is not None and versions.known.kinds[origin] != now


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Places that rise as stretches, each with its first and its last one."""
    for _, pairs in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        found = [place for _, place in pairs]
        yield found[0], found[-1]


def _stretches(places: Iterable[int], ordinals: Sequence[int]) -> Iterator[Stretch]:
    """The ordinals at some places; what is gone from between them is among them."""
    yield 0, 0  # the file itself
    yield from ((ordinals[first], ordinals[last]) for first, last in _runs(places))


def _gone(versions: "Versions") -> Iterator[Stretch]:
    known = versions.known.ordinals
    return ((known[first], known[last]) for first, last in _runs(versions.gone))


def _shifts(versions: "Versions", made: Collection[int]) -> Iterator[Shift]:
    """The headings whose rows stay, as far as they move, in stretches that move alike."""
    known, starts = versions.known, versions.document.spans.starts
    kept = (
        (place, origin)
        for place, origin in enumerate(versions.origins)
        if origin is not None and place not in made
    )

    def alike(counted: tuple[int, tuple[int, int]]) -> tuple[int, int, int]:
        count, (place, origin) = counted
        return starts[place] + 1 - known.lines[origin], place - origin, place - count

    for (lines, places, _), group in groupby(enumerate(kept), alike):
        found = [origin for _, (_, origin) in group]
        if lines or places:
            yield Shift((known.ordinals[found[0]], known.ordinals[found[-1]]), lines, places)


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
