"""Which entries of a file are which of an earlier version's; pure, and quick for any texts."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

#: Whether a text can have become another one.
IsVersion = Callable[[str, str], bool]

_FEW = 16  # so many that have changed in their places are found without looking for others


def aligned(old: Sequence[str], new: Sequence[str], is_version: IsVersion) -> list[int | None]:
    """For each new text the place of the old one that it is or was; None for an added one.

    The places rise, so of what was moved one side counts as taken away and added.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    found = _inner(inner_old, inner_new, is_version)
    inner = (None if place is None else head + place for place in found)
    return [*range(head), *inner, *range(len(old) - tail, len(old))]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many texts both begin with."""
    pairs = zip(old, new, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _inner(old: Sequence[str], new: Sequence[str], is_version: IsVersion) -> list[int | None]:
    if len(old) == len(new):
        differing = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
        if len(differing) <= _FEW and all(is_version(*pair) for pair in differing):
            return [*range(len(old))]
    found: list[int | None] = []
    for (a, b), (a_end, b_end) in pairwise([(-1, -1), *_anchors(old, new), (len(old), len(new))]):
        if b + 1 < b_end:  # most stand one behind the other
            found += _gap(old, new, range(a + 1, a_end), range(b + 1, b_end), is_version)
        found.append(a_end)
    return found[:-1]


def _gap(
    old: Sequence[str], new: Sequence[str], left: range, right: range, is_version: IsVersion
) -> list[int | None]:
    """What stands between two that are the same: paired from the front, then from the back."""

    def paired(a: int, b: int) -> bool:
        return old[a] == new[b] or is_version(old[a], new[b])

    def run(left: range, right: range) -> list[int]:
        pairs = zip(left, right, strict=False)
        stop = next((i for i, pair in enumerate(pairs) if not paired(*pair)), None)
        return [*left[: min(len(left), len(right)) if stop is None else stop]]

    front = run(left, right)
    back = run(left[len(front) :][::-1], right[len(front) :][::-1])[::-1]
    return [*front, *[None] * (len(right) - len(front) - len(back)), *back]


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising run of the places of texts that both have once."""
    places, others = _once(old), _once(new)
    pairs = [(places[text], place) for text, place in others.items() if text in places]
    return _rising(pairs)


def _once(texts: Sequence[str]) -> dict[str, int]:
    """The texts that are there once, with their places, which rise."""
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        found[text] = -1 if text in found else place
    return {text: place for text, place in found.items() if place >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose first numbers rise; patience sorting finds it."""
    ends: list[int] = []  # the least number that a run of each length can end with
    at: list[int] = []
    before: list[int] = []
    for index, (number, _) in enumerate(pairs):
        length = len(ends) if not ends or number > ends[-1] else bisect_left(ends, number)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
        before.append(at[length - 1] if length else -1)
    return [pairs[index] for index in _followed(before, at[-1] if at else -1)][::-1]


def _followed(before: Sequence[int], index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = before[index]
