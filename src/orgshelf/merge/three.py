"""Three versions of a value, conflicts, and the generic rule of a three-way merge."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")
K = TypeVar("K", bound=Hashable)

Side = Literal["ours", "theirs"]


class Three(NamedTuple, Generic[T_co]):
    """The common base of a value and the versions of both sides.

    With an unknown base, ``base`` is the value for absence.
    """

    base: T_co
    ours: T_co
    theirs: T_co

    def side(self) -> Side | None:
        """The side whose version is the result; None if both changed it in different ways."""
        if self.theirs in (self.base, self.ours):
            return "ours"
        return "theirs" if self.ours == self.base else None

    def of(self, side: Side) -> T_co:
        """The version of a side."""
        return self.ours if side == "ours" else self.theirs

    def map(self, read: Callable[[T_co], U]) -> "Three[U]":
        """A function applied to each version."""
        return Three(read(self.base), read(self.ours), read(self.theirs))


def named(tables: Three[Mapping[K, T]], name: K) -> Three[T | None]:
    """The value of a name in each version."""
    return Three(*(table.get(name) for table in tables))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines of both sides that only a person can merge."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]


#: A line of the result, or a conflict in its place.
Piece = str | Conflict


def lines_of_side(pieces: Iterable[Piece], side: Side) -> Iterator[str]:
    """The lines, with each conflict resolved for one side."""
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        else:
            yield from piece.ours if side == "ours" else piece.theirs


def as_pieces(ours: Iterable[str], theirs: Iterable[str]) -> list[Piece]:
    """The lines, with a conflict reduced to where the sides differ."""
    mine, other = list(ours), list(theirs)
    above: list[Piece] = []
    below: list[Piece] = []
    while mine and other and mine[0] == other[0]:
        above.append(mine.pop(0))
        del other[0]
    while mine and other and mine[-1] == other[-1]:
        below.insert(0, mine.pop())
        del other[-1]
    middle: list[Piece] = [Conflict(tuple(mine), tuple(other))] if mine or other else []
    return above + middle + below
