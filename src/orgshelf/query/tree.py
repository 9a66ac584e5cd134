"""A query as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field

#: Where something stands in the text: first character, and the one after the last.
Span = tuple[int, int]

NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument as a text; where it stood does not count when two are compared."""

    value: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Predicate:
    """One question to a heading, by the predicate's own name.

    ``keywords`` are name and value, in the order given; ``query`` is what the headings above
    or below must match, for the predicates that ask so.
    """

    name: str
    args: tuple[Arg, ...] = ()
    keywords: tuple[tuple[str, Arg], ...] = ()
    query: "Node | None" = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What must all be so; of no parts, anything is."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Of which one must be so; of no parts, nothing is."""

    parts: tuple["Node", ...] = ()


Node = Predicate | Not | And | Or


def predicates(node: Node) -> Iterator[Predicate]:
    """Every predicate of a tree, also those about headings above and below."""
    match node:
        case Predicate():
            yield node
            if node.query is not None:
                yield from predicates(node.query)
        case Not():
            yield from predicates(node.part)
        case And() | Or():
            for part in node.parts:
                yield from predicates(part)
