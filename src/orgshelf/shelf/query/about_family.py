"""Predicates about the headings above and below, and queries that have a name."""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from orgshelf.errors import QueryError
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query.spec import Call, Spec, Test, nearest

#: So many headings above others are remembered: of those that follow one another it is one.
_AT_HAND = 1_000


def _inner(call: Call) -> Test:
    """What the headings above or below must match; anything by default."""
    return call.compile(call.node.query) if call.node.query else lambda _entry: True


def _ancestors(call: Call) -> Test:
    inner = lru_cache(_AT_HAND)(_inner(call))
    return lambda entry: any(map(inner, entry.ancestors))


def _parent(call: Call) -> Test:
    inner = lru_cache(_AT_HAND)(_inner(call))
    return lambda entry: entry.parent is not None and inner(entry.parent)


class _Below:
    """Which headings have one below them that matches, found in one pass when first asked."""

    def __init__(self, call: Call, above: Callable[[Entry], Iterable[Entry]]) -> None:
        self._call, self._inner, self._above = call, _inner(call), above

    @cached_property
    def _found(self) -> frozenset[str]:
        entries = self._call.scope.entries
        matching = (entry for entry in entries if self._inner(entry))
        return frozenset(up.id for entry in matching for up in self._above(entry))

    def __call__(self, entry: Entry) -> bool:
        return entry.id in self._found


def _children(call: Call) -> Test:
    return _Below(call, lambda entry: (entry.parent,) if entry.parent else ())


def _descendants(call: Call) -> Test:
    return _Below(call, lambda entry: entry.ancestors)


def _named(call: Call) -> Test:
    """The query of that name; it cannot stand in itself."""
    name = call.values[0]
    text = call.scope.queries.get(name)
    if text is None:
        near = nearest(name, call.scope.queries)
        hint = f"did you mean @{near}?" if near else "`orgshelf config queries` lists all."
        raise call.wrong(f"There is no query @{name} here: {hint}")
    try:
        return call.read(text, call.scope.without_query(name))
    except QueryError as error:
        error.args = (f"In @{name}: {error}",)
        raise


SPECS = (
    Spec(
        "ancestors",
        ("", "(QUERY)"),
        "A heading above it matches.",
        "ancestors:(tags:gpu)",
        _ancestors,
        most=0,
        nested=True,
    ),
    Spec(
        "parent",
        ("", "(QUERY)"),
        "The heading right above it matches.",
        "parent:(kind:paper todo:)",
        _parent,
        most=0,
        nested=True,
    ),
    Spec(
        "children",
        ("", "(QUERY)"),
        "A heading right below it matches.",
        "children:(todo:)",
        _children,
        most=0,
        nested=True,
    ),
    Spec(
        "descendants",
        ("", "(QUERY)"),
        "A heading anywhere below it matches.",
        "descendants:(closed:7)",
        _descendants,
        most=0,
        nested=True,
    ),
    Spec(
        "query",
        ("NAME",),
        "It matches the query of this name in the configuration; the same as @NAME.",
        "@week",
        _named,
        least=1,
        most=1,
    ),
)
