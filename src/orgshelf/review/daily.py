"""A few quotes and notes a day, without grades: which ones, and how often each.

Each has a place in line. To be shown moves it back, by two steps as a rule, by one where it is
wanted more often and by four where less; the ones in front are next. So, where all are wanted
alike, each is shown once before any returns, one that is wanted more often comes twice in that
time, and one that is wanted less often in every second turn. What is new joins at the end of
those that are still to come in this turn.

Of those at the same place it is left to chance, in favour of what is from lately: what was
touched today is three times as likely to come first as what is old, and half of that lead is
lost every thirty days. A work with many quotes has as many chances. This is how Readwise
describes its own: every highlight alike, what was shown set back, and the recent ones favoured.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from orgshelf.digest import sha1_hex
from orgshelf.shelf.entries import Entry

#: So many are shown on one day.
A_DAY = 5
_LEAD, _HALVED = 2.0, 30  # of what is from today; days


class Wish(StrEnum):
    """How often one is wanted."""

    MORE = "more often"
    KEEP = "keep"
    LESS = "less often"
    NEVER = "never"


_STEPS: Mapping[Wish, int] = {Wish.MORE: 1, Wish.KEEP: 2, Wish.LESS: 4, Wish.NEVER: 0}


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quote or a note; ``line`` is where it stands, ``day`` when it was last at hand."""

    text: str
    source: str
    entry: Entry
    line: int
    day: date | None

    @property
    def id(self) -> str:
        """What its words are known by wherever they stand."""
        words = " ".join(self.text.split())
        return sha1_hex(words.encode("utf-8", "surrogatepass"))[:16]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one stands in line, and how often it is wanted."""

    place: int
    wish: Wish = Wish.KEEP


@dataclass(frozen=True, slots=True)
class Line:
    """All that is remembered: who was shown or wished for, and whom the last day had.

    ``front`` is where what is new joins.
    """

    day: date | None = None
    shown: tuple[str, ...] = ()
    front: int = 0
    known: Mapping[str, Standing] = field(default_factory=dict)

    def standing(self, id_: str) -> Standing:
        """The standing of one."""
        return self.known.get(id_) or Standing(self.front)

    def with_wish(self, id_: str, wish: Wish) -> "Line":
        """The same with another wish for one; it moves as if it had been wished before."""
        old = self.standing(id_)
        moved = _STEPS[wish] - _STEPS[old.wish] if id_ in self.shown else 0
        return self._with(id_, Standing(old.place + moved, wish))

    def with_all_wanted(self) -> "Line":
        """The same with nobody who is never wanted; those join where what is new does."""
        kept = {id_: each for id_, each in self.known.items() if each.wish is not Wish.NEVER}
        return replace(self, known=kept)

    def drawn(self, found: Iterable[Highlight], today: date) -> "Line":
        """The line after those of today have been shown; nothing moves twice in a day."""
        if self.day == today:
            return self
        there = {highlight.id: highlight for highlight in found}
        wanted = [h for id_, h in there.items() if self.standing(id_).wish is not Wish.NEVER]
        front = min((self.standing(h.id).place for h in wanted), default=self.front)
        line = replace(self, front=front)
        ordered = sorted(wanted, key=lambda h: (line.standing(h.id).place, _luck(h, today)))
        chosen = tuple(highlight.id for highlight in ordered[:A_DAY])
        line = replace(line, day=today, shown=chosen)
        for id_ in chosen:
            old = line.standing(id_)
            line = line._with(id_, replace(old, place=old.place + _STEPS[old.wish]))
        return line

    def of_today(self, found: Iterable[Highlight]) -> Sequence[Highlight]:
        """Those of the last day that are still there."""
        there = {highlight.id: highlight for highlight in found}
        return [there[id_] for id_ in self.shown if id_ in there]

    def _with(self, id_: str, standing: Standing) -> "Line":
        return replace(self, known={**self.known, id_: standing})


def _luck(highlight: Highlight, today: date) -> float:
    """A number that is the same all day; the smallest come first, small ones go with weight.

    Sorted by it, each comes first with a chance as large as its weight (Efraimidis and
    Spirakis: Weighted random sampling with a reservoir, 2006).
    """
    seed = hashlib.sha256(f"{today} {highlight.id}".encode()).digest()[:8]
    chance = (int.from_bytes(seed) + 1) / (2**64 + 1)
    return -math.log(chance) / _weight(highlight.day, today)


def _weight(day: date | None, today: date) -> float:
    if day is None:
        return 1.0
    return 1.0 + _LEAD * math.pow(0.5, max((today - day).days, 0) / _HALVED)
