"""Where two sequences differ, found in a time that does not grow with their product."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_MOST = 500  # items of a stretch that are compared with each other


class Difference(NamedTuple):
    """Items ``start:stop`` of the one sequence, in the place of which the other has its own."""

    start: int
    stop: int
    other_start: int
    other_stop: int


def differences(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Difference]:
    """What differs, in order.

    A long stretch is cut where both have an item that stands once in each (patience diff); what
    is too long even then is one difference.
    """
    whole = _narrowed(old, new, Difference(0, len(old), 0, len(new)))
    for stretch in _cut(old, new, whole):
        yield from _compared(old, new, _narrowed(old, new, stretch))


def _narrowed(old: Sequence[Hashable], new: Sequence[Hashable], span: Difference) -> Difference:
    """A stretch without what both have at its beginning and at its end."""
    start, stop, other_start, other_stop = span
    while start < stop and other_start < other_stop and old[start] == new[other_start]:
        start, other_start = start + 1, other_start + 1
    while start < stop and other_start < other_stop and old[stop - 1] == new[other_stop - 1]:
        stop, other_stop = stop - 1, other_stop - 1
    return Difference(start, stop, other_start, other_stop)


def _cut(
    old: Sequence[Hashable], new: Sequence[Hashable], span: Difference
) -> Iterator[Difference]:
    if not _is_long(span):
        yield span
        return
    start, stop, other_start, other_stop = span
    known = _once(new, other_start, other_stop)
    shared = [(i, known[item]) for item, i in _once(old, start, stop).items() if item in known]
    for place in longest_increasing([other for _, other in shared]):
        here, there = shared[place]
        yield Difference(start, here, other_start, there)
        start, other_start = here + 1, there + 1
    yield Difference(start, stop, other_start, other_stop)


def _is_long(span: Difference) -> bool:
    return max(span.stop - span.start, span.other_stop - span.other_start) > _MOST


def _once(items: Sequence[Hashable], start: int, stop: int) -> dict[Hashable, int]:
    """The places of the items that stand once between two places, in order."""
    counts = Counter(items[start:stop])
    return {items[i]: i for i in range(start, stop) if counts[items[i]] == 1}


def _compared(
    old: Sequence[Hashable], new: Sequence[Hashable], span: Difference
) -> Iterator[Difference]:
    if _is_long(span):
        yield span
        return
    start, stop, other_start, other_stop = span
    matcher = SequenceMatcher(None, old[start:stop], new[other_start:other_stop], autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag != "equal":
            yield Difference(start + a, start + a_end, other_start + b, other_start + b_end)


def longest_increasing(numbers: Sequence[int]) -> list[int]:
    """The places of a longest subsequence of different numbers that grows."""
    ends: list[int] = []  # the least number that a subsequence of each length ends in
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    found: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
