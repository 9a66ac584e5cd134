"""A query that has been understood: its tree, and the test it is of an entry."""

from collections.abc import Iterable
from typing import NamedTuple

from orgshelf.shelf.query.predicates import TABLE
from orgshelf.shelf.query.size import check_size
from orgshelf.shelf.query.spec import Call, Scope, Test
from orgshelf.shelf.query.syntax import parse
from orgshelf.shelf.query.tree import And, Node, Not, Or, Predicate, predicates


class Expression(NamedTuple):
    """A query as a tree and as a test.

    ``speaks_of_state``: it says itself which states it wants. ``meanings`` explain each
    predicate once. ``parts`` are those that it is made of, if it was not read from one text.
    """

    text: str
    node: Node
    test: Test
    speaks_of_state: bool
    meanings: tuple[tuple[Predicate, str], ...] = ()
    parts: "tuple[Expression, ...]" = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that it names, in the order they stand."""
        named = (part for part in predicates(self.node) if part.name == "kind")
        return tuple(arg.value for part in named for arg in part.args)


def understand(text: str, scope: Scope) -> Expression:
    """Read a query and make a test of it.

    Raises:
        QueryError: it cannot be understood, or an argument does not fit.
    """
    node = parse(text, scope)
    check_size(node, text, scope)
    test = _test(node, text, scope)
    meanings = (
        (part, _meaning(call_of(part, text, scope))) for part in dict.fromkeys(predicates(node))
    )
    return Expression(text, node, test, _speaks_of_state(node, scope), tuple(meanings))


def combined(expressions: Iterable[Expression]) -> Expression:
    """All of them at once."""
    found = list(expressions)
    if len(found) == 1:
        return found[0]
    tests = [expression.test for expression in found]
    return Expression(
        " ".join(f"({expression.text})" for expression in found),
        And(tuple(expression.node for expression in found)),
        lambda entry: all(test(entry) for test in tests),
        any(expression.speaks_of_state for expression in found),
        tuple(meaning for expression in found for meaning in expression.meanings),
        tuple(found),
    )


def call_of(node: Predicate, text: str, scope: Scope) -> Call:
    """A predicate of a query with all that its test is made from."""
    return Call(node, scope, text, lambda inner: _test(inner, text, scope), _read)


def _meaning(call: Call) -> str:
    """The predicate's help, with the days it comes to or the query that it names."""
    spec = TABLE[call.node.name]
    exact = str(spec.moments(call)) if spec.moments else ""
    if spec.name == "query":
        exact = call.scope.queries[call.values[0]]
    return f"{spec.help} Here: {exact}." if exact else spec.help


def _test(node: Node, text: str, scope: Scope) -> Test:
    match node:
        case Predicate():
            return TABLE[node.name].test(call_of(node, text, scope))
        case Not():
            inner = _test(node.part, text, scope)
            return lambda entry: not inner(entry)
        case And():
            tests = [_test(part, text, scope) for part in node.parts]
            return lambda entry: all(test(entry) for test in tests)
        case Or():
            tests = [_test(part, text, scope) for part in node.parts]
            return lambda entry: any(test(entry) for test in tests)


def _read(text: str, scope: Scope) -> Test:
    return _test(parse(text, scope), text, scope)


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
