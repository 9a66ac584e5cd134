"""Texts with holes: ``{{text}{hint}@0}``, each asked by itself (org-fc-type-cloze.el)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from orgshelf.shelf.contents import prose
from orgshelf.shelf.entries import Entry

_LONGEST = 2000  # letters of a hole: what a stranger's notes may have us look through
_PART = (
    rf"(?:[^$}}]|\$[^$]+\$){{0,{_LONGEST}}}+|[^}}]{{0,{_LONGEST}}}"  # a brace may be in a formula
)
_HOLE = re.compile(
    rf"\{{\{{(?P<text>{_PART})\}}(?:\{{(?P<hint>{_PART})\}})?(?:@(?P<id>[0-9]+))?\}}"
)
#: Whether another hole is filled, by FC_CLOZE_TYPE: from its place and the place of the one asked.
_FILLED: Mapping[str, Callable[[int, int], bool]] = {
    "deletion": lambda other, asked: True,
    "enumeration": lambda other, asked: other < asked,
    "context": lambda other, asked: abs(other - asked) <= 1,
    "single": lambda other, asked: False,
}


@dataclass(frozen=True, slots=True)
class ClozeText:
    """The lines of a card, its title first, and which of the holes in them are filled."""

    lines: Sequence[str]
    type: str

    @property
    def ids(self) -> frozenset[str]:
        """The numbers of its holes; none where its type is not known."""
        return frozenset(map(str, self._numbers)) if self.type in _FILLED else frozenset()

    def asking(self, id_: str) -> tuple[str, ...]:
        """The text with the hole of this number empty; the others as the type has it."""
        return self._with(id_, lambda hole: f"[...{hole['hint'] or ''}]")

    def answering(self, id_: str) -> tuple[str, ...]:
        """The text with this hole filled; the others stay as they were asked."""
        return self._with(id_, lambda hole: hole["text"])

    def _with(self, id_: str, of_asked: Callable[[re.Match[str]], str]) -> tuple[str, ...]:
        numbers = self._numbers
        # Where two holes have the same number, org-fc asks for the last.
        asked = len(numbers) - 1 - numbers[::-1].index(int(id_))
        places = iter(range(len(numbers)))

        def shown(hole: re.Match[str]) -> str:
            if not hole["id"]:  # org-fc has not met it yet: it is text
                return hole[0]
            place = next(places)
            if place == asked:
                return of_asked(hole)
            return hole["text"] if _FILLED[self.type](place, asked) else "..."

        return tuple(_HOLE.sub(shown, "\n".join(self.lines)).split("\n"))

    @property
    def _numbers(self) -> Sequence[int]:
        return [int(hole["id"]) for hole in _HOLE.finditer("\n".join(self.lines)) if hole["id"]]


def cloze_text(entry: Entry) -> ClozeText:
    """The title and the text of a card, and the type of its holes."""
    lines = (entry.heading.title, *prose(entry).split("\n"))
    return ClozeText(lines, entry.heading.get("FC_CLOZE_TYPE") or "")
