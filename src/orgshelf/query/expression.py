"""A query with its meaning: its tree, and its condition in SQL."""

from collections.abc import Iterable
from typing import NamedTuple

from orgshelf.errors import QueryError
from orgshelf.query.predicates import TABLE
from orgshelf.query.size import check_size
from orgshelf.query.spec import Call, Scope
from orgshelf.query.sql import Condition, both, bounded, either, negated
from orgshelf.query.syntax import parse
from orgshelf.query.tree import And, Node, Not, Or, Predicate, predicates


class Expression(NamedTuple):
    """A query as a tree and as a condition.

    ``speaks_of_state``: it says itself which states it wants. ``meanings`` explains each
    predicate once.
    """

    text: str
    node: Node
    condition: Condition
    speaks_of_state: bool
    meanings: tuple[tuple[Predicate, str], ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that it names, in the order they stand."""
        named = (part for part in predicates(self.node) if part.name == "kind")
        return tuple(arg.value for part in named for arg in part.args)


def understand(text: str, scope: Scope) -> Expression:
    """Parse a query and make its condition.

    Raises:
        QueryError: it cannot be understood, or an argument does not fit.
    """
    try:
        return _understood(text, scope)
    except RecursionError as error:  # of queries that name one another
        problem = "The query is nested too deep: make it simpler."
        raise QueryError(problem, text, 0, len(text)) from error


def _understood(text: str, scope: Scope) -> Expression:
    node = parse(text, scope)
    check_size(node, text, scope)
    condition = _condition(node, text, scope)
    meanings = (
        (part, _meaning(_call_of(part, text, scope))) for part in dict.fromkeys(predicates(node))
    )
    return Expression(text, node, condition, _speaks_of_state(node, scope), tuple(meanings))


def combined(expressions: Iterable[Expression]) -> Expression:
    """Join queries with AND."""
    found = list(expressions)
    if len(found) == 1:
        return found[0]
    return Expression(
        " ".join(f"({expression.text})" for expression in found),
        And(tuple(expression.node for expression in found)),
        both(expression.condition for expression in found),
        any(expression.speaks_of_state for expression in found),
        tuple(meaning for expression in found for meaning in expression.meanings),
    )


def _condition(node: Node, text: str, scope: Scope) -> Condition:
    return bounded(_unbounded(node, text, scope))


def _unbounded(node: Node, text: str, scope: Scope) -> Condition:
    match node:
        case Predicate():
            return TABLE[node.name].condition(_call_of(node, text, scope))
        case Not():
            return negated(_condition(node.part, text, scope))
        case And():
            return both(_condition(part, text, scope) for part in node.parts)
        case Or():
            return either(_condition(part, text, scope) for part in node.parts)


def _call_of(node: Predicate, text: str, scope: Scope) -> Call:
    return Call(node, scope, text, lambda inner: _condition(inner, text, scope), _read)


def _read(text: str, scope: Scope) -> Condition:
    return _condition(parse(text, scope), text, scope)


def _meaning(call: Call) -> str:
    """The predicate's help, with the days it comes to or the query that it names."""
    spec = TABLE[call.node.name]
    exact = str(spec.moments(call)) if spec.moments else ""
    if spec.name == "query":
        exact = call.scope.queries[call.values[0]]
    return f"{spec.help} Here: {exact}." if exact else spec.help


def _speaks_of_state(node: Node, scope: Scope) -> bool:
    """Whether any predicate does, here or in a query it names."""
    for predicate in predicates(node):
        if TABLE[predicate.name].state:
            return True
        if predicate.name == "query":
            name = predicate.args[0].value
            named, rest = scope.queries[name], scope.without_query(name)
            if _speaks_of_state(parse(named, rest), rest):
                return True
    return False
