"""Plain tests of the predicates about headings around, and of named queries."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

from oracle.question import Build, Question, Test
from orgshelf.shelf.entries import Entry

#: So many headings above others are remembered: of those that follow one another it is one.
_AT_HAND = 1_000


def _inner(asked: Question) -> Test:
    """What the headings above or below must match; anything by default."""
    return asked.test(asked.node.query) if asked.node.query else lambda _entry: True


def _ancestors(asked: Question) -> Test:
    inner = lru_cache(_AT_HAND)(_inner(asked))
    return lambda entry: any(map(inner, entry.ancestors))


def _parent(asked: Question) -> Test:
    inner = lru_cache(_AT_HAND)(_inner(asked))
    return lambda entry: entry.parent is not None and inner(entry.parent)


class _Below:
    """Which headings have one below them that matches, found in one pass when first asked."""

    def __init__(self, asked: Question, above: Callable[[Entry], Iterable[Entry]]) -> None:
        self._entries, self._inner, self._above = asked.entries, _inner(asked), above

    @cached_property
    def _found(self) -> frozenset[str]:
        matching = (entry for entry in self._entries if self._inner(entry))
        return frozenset(up.id for entry in matching for up in self._above(entry))

    def __call__(self, entry: Entry) -> bool:
        return entry.id in self._found


def _named(asked: Question) -> Test:
    """The query of that name; it cannot stand in itself."""
    name = asked.values[0]
    return asked.read(asked.scope.queries[name], asked.scope.without_query(name))


TESTS: Mapping[str, Build] = {
    "ancestors": _ancestors,
    "parent": _parent,
    "children": lambda asked: _Below(asked, lambda entry: (entry.parent,) if entry.parent else ()),
    "descendants": lambda asked: _Below(asked, lambda entry: entry.ancestors),
    "query": _named,
}
