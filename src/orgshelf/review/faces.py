"""What a side of a card asks, and what is the answer."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgshelf.review.card import CLOZE, Side, is_card
from orgshelf.review.cloze import cloze_text
from orgshelf.shelf.contents import prose
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of

_BACK = "Back"  # the title that org-fc gives to the answer


class Faces(NamedTuple):
    """The question and the answer, in lines of Org text; ``source`` is the work it is from."""

    source: str
    front: tuple[str, ...]
    back: tuple[str, ...]


def faces(side: Side, below: Sequence[Entry]) -> Faces:
    """The faces of a side; ``below`` are the entries under the card's.

    The heading asks for its text. Where a heading ``Back`` is below it, heading and text ask for
    the text of that. The back of a double card asks the other way round; a cloze card asks for
    what belongs into a hole of its text.
    """
    entry = side.card.entry
    if side.card.type == CLOZE:
        return _of_hole(side, below)
    title = (entry.heading.title,)
    back = next((other for other in below if _is_back(entry, other)), None)
    answer = (*_text(entry), *_outline(entry, below)) if back is None else _text(back)
    ask = title if back is None else (*title, *_text(entry))
    shown = (answer, ask) if side.position == "back" else (ask, answer)
    return Faces(source_of(entry), *shown)


def _of_hole(side: Side, below: Sequence[Entry]) -> Faces:
    entry, text = side.card.entry, cloze_text(side.card.entry)
    answer = (*text.answering(side.position), *_outline(entry, below))
    return Faces(source_of(entry), text.asking(side.position), answer)


def _is_back(entry: Entry, other: Entry) -> bool:
    return (
        other.heading.title == _BACK
        and other.heading.level == entry.heading.level + 1
        and other.parent is not None
        and other.parent.id == entry.id
    )


def _text(entry: Entry) -> tuple[str, ...]:
    return tuple(prose(entry).split("\n"))


def _outline(entry: Entry, below: Sequence[Entry]) -> Iterator[str]:
    """The headings under a card with their text; what is a card itself is asked by itself."""
    inside = {entry.id}
    for other in below:
        if other.parent and other.parent.id in inside and not is_card(other.heading):
            inside.add(other.id)
            yield from ("", other.heading.title, *_text(other))


def source_of(entry: Entry) -> str:
    """Who wrote the work that a heading belongs to, and its title; empty on the work itself."""
    work = entry.work
    if work is None or work is entry:
        return ""
    credits = credits_of(work.heading)
    return ", ".join(filter(None, (str(credits.people), credits.title)))


def full_name(entry: Entry) -> str:
    """A heading's title, after that of its work."""
    return ", ".join(filter(None, (source_of(entry), entry.heading.title)))
