"""Naming one checkbox of an entry: by its number or by its text."""

from collections.abc import Sequence

from orgshelf.errors import AmbiguousCheckboxError, NoCheckboxError
from orgshelf.model import Checkbox
from orgshelf.shelf.spelling import folded


def find_checkbox(boxes: Sequence[Checkbox], which: str, title: str) -> Checkbox:
    """The checkbox that is meant: a number counts them from 1, words are looked for.

    ``title`` is the heading's, for what is said of it.

    Raises:
        NoCheckboxError: none.
        AmbiguousCheckboxError: several have these words.
    """
    if which.isdecimal() and len(which) < 10:
        found = list(boxes[int(which) - 1 : int(which)]) if int(which) else []
    else:
        found = _with_words(boxes, folded(which))
    if not found:
        raise NoCheckboxError(title, which if boxes else None)
    if len(found) > 1:
        lines = [f"{boxes.index(box) + 1}  {box.mark} {box.text}" for box in found]
        raise AmbiguousCheckboxError(which, lines)
    return found[0]


def _with_words(boxes: Sequence[Checkbox], words: str) -> list[Checkbox]:
    """The boxes with just this text, else those that have all the words."""
    same = [box for box in boxes if folded(box.text) == words]
    having = (b for b in boxes if all(word in folded(b.text) for word in words.split()))
    return same or list(having)
