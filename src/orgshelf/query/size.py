"""How much a query comes to once each name in it stands for its text."""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from orgshelf.errors import QueryError
from orgshelf.query.spec import Scope
from orgshelf.query.syntax import parse
from orgshelf.query.tree import And, Node, Not, Or, Predicate, predicates

#: How many predicates a query may come to, and how deep in one another.
MOST = 1_000
DEEPEST = 120  # one text alone comes to less


class Size(NamedTuple):
    """How many predicates there are, and how deep the deepest stands."""

    total: int = 1
    depth: int = 1


def check_size(node: Node, text: str, scope: Scope) -> None:
    """Refuse a query whose names stand for too much; one without names is as long as it is.

    Raises:
        QueryError: it comes to too many predicates, or they stand too deep in one another.
    """
    known: dict[str, Size] = {}
    total = 0
    named = [part for part in predicates(node) if part.name == "query" and part.args]
    for part in named:
        name = part.args[0].value
        total += _of_name(name, scope, known, 0).total
        if total > MOST:
            problem = f"With @{name} this is more than {MOST:,} predicates: make it simpler."
            raise QueryError(problem, text, *part.span)
    if named and _size(node, scope, known, 0).depth > DEEPEST:
        problem = "With what this stands for the query is nested too deep: make it simpler."
        raise QueryError(problem, text, *named[0].span)


def _of_name(name: str, scope: Scope, known: dict[str, Size], depth: int) -> Size:
    """The size of what a name stands for; of each it is found once.

    Of one that stands in itself, or cannot be understood, it does not matter: that is refused.
    """
    if name not in known:
        known[name] = Size()
        with suppress(QueryError):
            known[name] = _deeper(
                _size(parse(scope.queries.get(name, ""), scope), scope, known, depth + 1)
            )
    return known[name]


def _size(node: Node, scope: Scope, known: dict[str, Size], depth: int) -> Size:
    if depth > DEEPEST:
        return Size(1, DEEPEST)
    match node:
        case Predicate("query", (name, *_)):
            return _of_name(name.value, scope, known, depth)
        case Predicate():
            return _deeper(_size(node.query, scope, known, depth + 1)) if node.query else Size()
        case Not():
            return _deeper(_size(node.part, scope, known, depth + 1))
        case And() | Or():
            return _sum(_size(part, scope, known, depth + 1) for part in node.parts)


def _sum(sizes: Iterable[Size]) -> Size:
    found = list(sizes)
    return Size(
        sum(size.total for size in found), 1 + max((size.depth for size in found), default=0)
    )


def _deeper(size: Size) -> Size:
    return Size(size.total, size.depth + 1)
