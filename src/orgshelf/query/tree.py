"""The syntax tree of a query."""

from collections.abc import Iterator
from dataclasses import dataclass, field

#: A range of the text: the first character, and the one after the last.
Span = tuple[int, int]

NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Arg:
    """An argument; its position does not count in comparisons."""

    value: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate with its arguments, under its main name.

    ``keywords`` are (name, value) in the order given; ``query`` is what related headings must
    match, for predicates about ancestors and descendants.
    """

    name: str
    args: tuple[Arg, ...] = ()
    keywords: tuple[tuple[str, Arg], ...] = ()
    query: "Node | None" = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """A negated query."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """A conjunction; without parts it matches everything."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """A disjunction; without parts it matches nothing."""

    parts: tuple["Node", ...] = ()


Node = Predicate | Not | And | Or


def predicates(node: Node) -> Iterator[Predicate]:
    """Every predicate of a tree, including those of nested queries."""
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
