"""A query: its text read in either syntax, its tree, and the condition in SQL that it means."""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from orgshelf.errors import QueryError
from orgshelf.query.predicates import TABLE
from orgshelf.query.source import Source
from orgshelf.query.spec import Call, Scope
from orgshelf.query.sql import Condition, both, bounded, either, negated
from orgshelf.query.tree import And, Node, Not, Or, Predicate, predicates

#: What can be written, and what it means.
EXAMPLES = (
    ("theano gpu", "both words, in the entry or in a heading above it"),
    ("todo: deadline:+7", "to do, with a deadline in the next seven days"),
    ("!tags:gpu", "without the tag; also: not tags:gpu"),
    ("(a or b) c", "parentheses group; or is weaker than and"),
    ("priority:>=B", "comparators: < <= > >= ="),
    ("year:1990..2000", "a range, both ends included"),
    ('heading:"a, b",c', "several arguments, in quotation marks where they need them"),
    ("parent:(todo: tags:gpu)", "a query about the headings around"),
    ("@week", "a query of the configuration"),
    ("(and (todo) (deadline :to 7))", "an s-expression: and, or, not, when, unless, predicates"),
)

#: Limits of a query in which each name is replaced by its text: predicates, and their nesting.
MOST = 1_000
_DEEPEST = 120  # a single text cannot be nested as deep


def parse(text: str, scope: Scope) -> Node:
    """Read a query.

    Raises:
        QueryError: it cannot be parsed; the details of the error say where.
    """
    source = Source(text, scope)
    if text.lstrip().startswith("("):
        from orgshelf.query.sexp import is_sexp, read_sexp

        if is_sexp(text):
            return read_sexp(source)
    from orgshelf.query.plain import read_plain

    return read_plain(source)


class Expression(NamedTuple):
    """A query as a tree and as a condition.

    ``speaks_of_state``: it has a predicate about TODO states. ``meanings`` explains each predicate
    once.
    """

    text: str
    node: Node
    condition: Condition
    speaks_of_state: bool
    meanings: tuple[tuple[Predicate, str], ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that the query names, in order of appearance."""
        named = (part for part in predicates(self.node) if part.name == "kind")
        return tuple(arg.value for part in named for arg in part.args)


def understand(text: str, scope: Scope) -> Expression:
    """Parse a query and make its condition.

    Raises:
        QueryError: it cannot be parsed, or a predicate has a wrong argument.
    """
    try:
        return _understood(text, scope)
    except RecursionError as error:  # of queries that name one another
        problem = "The query is nested too deep: make it simpler."
        raise QueryError(problem, text, 0, len(text)) from error


def _understood(text: str, scope: Scope) -> Expression:
    node = parse(text, scope)
    _check_size(node, text, scope)
    condition = _condition(node, text, scope)
    meanings = (
        (part, _meaning(_call_of(part, text, scope))) for part in dict.fromkeys(predicates(node))
    )
    return Expression(text, node, condition, _speaks_of_state(node, scope), tuple(meanings))


def combined(expressions: Iterable[Expression]) -> Expression:
    """One query that matches what all of them match."""
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
    """The predicate's help, with the exact dates or the text of the named query."""
    spec = TABLE[call.node.name]
    exact = str(spec.moments(call)) if spec.moments else ""
    if spec.name == "query":
        exact = call.scope.queries[call.values[0]]
    return f"{spec.help} Here: {exact}." if exact else spec.help


def _speaks_of_state(node: Node, scope: Scope) -> bool:
    """Whether any predicate is about TODO states, here or in a query that it names."""
    for predicate in predicates(node):
        if TABLE[predicate.name].state:
            return True
        if predicate.name == "query":
            name = predicate.args[0].value
            named, rest = scope.queries[name], scope.without_query(name)
            if _speaks_of_state(parse(named, rest), rest):
                return True
    return False


# The size of a query once each name in it is replaced by its text.


class _Size(NamedTuple):
    """The number of predicates in a query, and the depth of the most deeply nested one."""

    total: int = 1
    depth: int = 1


def _check_size(node: Node, text: str, scope: Scope) -> None:
    """Refuse a query that becomes too large once its names are replaced by their texts.

    Raises:
        QueryError: it has too many predicates, or they are nested too deep.
    """
    known: dict[str, _Size] = {}
    total = 0
    named = [part for part in predicates(node) if part.name == "query" and part.args]
    for part in named:
        name = part.args[0].value
        total += _of_name(name, scope, known, 0).total
        if total > MOST:
            problem = f"With @{name} this is more than {MOST:,} predicates: make it simpler."
            raise QueryError(problem, text, *part.span)
    if named and _size(node, scope, known, 0).depth > _DEEPEST:
        problem = "With what this stands for the query is nested too deep: make it simpler."
        raise QueryError(problem, text, *named[0].span)


def _of_name(name: str, scope: Scope, known: dict[str, _Size], depth: int) -> _Size:
    """The size of a named query, which is computed once for each name.

    A query that contains itself or cannot be parsed is refused elsewhere; its size is 1.
    """
    if name not in known:
        known[name] = _Size()
        with suppress(QueryError):
            known[name] = _deeper(
                _size(parse(scope.queries.get(name, ""), scope), scope, known, depth + 1)
            )
    return known[name]


def _size(node: Node, scope: Scope, known: dict[str, _Size], depth: int) -> _Size:
    if depth > _DEEPEST:
        return _Size(1, _DEEPEST)
    match node:
        case Predicate("query", (name, *_)):
            return _of_name(name.value, scope, known, depth)
        case Predicate():
            return _deeper(_size(node.query, scope, known, depth + 1)) if node.query else _Size()
        case Not():
            return _deeper(_size(node.part, scope, known, depth + 1))
        case And() | Or():
            return _beside(_size(part, scope, known, depth + 1) for part in node.parts)


def _beside(sizes: Iterable[_Size]) -> _Size:
    found = list(sizes)
    return _Size(
        sum(size.total for size in found), 1 + max((size.depth for size in found), default=0)
    )


def _deeper(size: _Size) -> _Size:
    return _Size(size.total, size.depth + 1)
