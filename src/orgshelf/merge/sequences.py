"""The merge of orders, and the similarity of texts."""

import re
from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from orgshelf.differences import longest_increasing

K = TypeVar("K", bound=Hashable)


def merge_order(orders: Iterable[Sequence[K]], kept: Container[K]) -> list[K]:
    """The kept keys in the order of ours, with the moves and insertions of theirs.

    Each of those comes after its predecessor in theirs, and after insertions of ours at that place.
    Keys that both sides moved keep their place in ours.
    """
    base, ours, theirs = ([key for key in dict.fromkeys(order) if key in kept] for order in orders)
    moved = _moved(base, theirs) - _moved(base, ours)
    known, other = set(ours), set(theirs)
    follow = _Chain(key for key in ours if key not in moved)
    before: K | None = None
    for key in theirs:
        if key not in known or key in moved:
            follow.insert(before, key, other)
        before = key
    return list(follow)


def _moved(base: Sequence[K], made: Sequence[K]) -> set[K]:
    """The smallest set of keys whose moves turn one order into the other."""
    place = {key: index for index, key in enumerate(base)}
    common = [key for key in made if key in place]
    stay = {common[i] for i in longest_increasing([place[key] for key in common])}
    return {key for key in common if key not in stay}


class _Chain(Generic[K]):
    """A linked list of keys; None precedes the first."""

    def __init__(self, keys: Iterable[K]) -> None:
        self._next: dict[K | None, K] = {}
        before: K | None = None
        for key in keys:
            self._next[before] = key
            before = key

    def insert(self, before: K | None, key: K, passed: Container[K]) -> None:
        """Insert a key after another one and the following keys that are not in ``passed``."""
        while before in self._next and self._next[before] not in passed:
            before = self._next[before]
        if before in self._next:
            self._next[key] = self._next[before]
        self._next[before] = key

    def __iter__(self) -> Iterator[K]:
        key: K | None = None
        while key in self._next:
            key = self._next[key]
            yield key


_SHORT = 200  # letters; longer texts are compared by words
_LIKE = 0.6
_WORDS = re.compile(r"\w+|[^\w\s]")


def alike(first: str, second: str) -> bool:
    """Whether two texts are mostly the same."""
    return likeness(first, second) >= _LIKE


def likeness(first: str, second: str) -> float:
    """The similarity of two texts, from 0 to 1; 0 for blank ones."""
    if not first.strip() or not second.strip():
        return 0.0
    if max(len(first), len(second)) <= _SHORT:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        return matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0
    words, others = Counter(_WORDS.findall(first)), Counter(_WORDS.findall(second))
    return 2 * (words & others).total() / max((words + others).total(), 1)
