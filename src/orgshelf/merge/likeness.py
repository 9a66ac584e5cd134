"""Whether two texts are versions of the same one."""

import re
from collections import Counter
from difflib import SequenceMatcher

_SHORT = 200  # letters; of longer texts the words are compared
_LIKE = 0.6
_WORDS = re.compile(r"\w+|[^\w\s]")


def alike(first: str, second: str) -> bool:
    """Whether most of both texts is the same."""
    return likeness(first, second) >= _LIKE


def likeness(first: str, second: str) -> float:
    """From 0, for texts that have nothing of each other, to 1; blank ones have nothing."""
    if not first.strip() or not second.strip():
        return 0.0
    if max(len(first), len(second)) <= _SHORT:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        return matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0
    words, others = Counter(_WORDS.findall(first)), Counter(_WORDS.findall(second))
    return 2 * (words & others).total() / max((words + others).total(), 1)
