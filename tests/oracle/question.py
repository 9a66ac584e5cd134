"""What the plain test of a predicate is made from."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from orgshelf.query.spec import Call, Scope
from orgshelf.query.tree import Arg, Node, Predicate
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.spelling import folded

Test = Callable[[Entry], bool]


class Question(NamedTuple):
    """A predicate of a query about entries; ``test`` and ``read`` make tests of other queries."""

    call: Call
    entries: Sequence[Entry]
    test: Callable[[Node], Test]
    read: Callable[[str, Scope], Test]

    @property
    def node(self) -> Predicate:
        return self.call.node

    @property
    def scope(self) -> Scope:
        return self.call.scope

    @property
    def args(self) -> tuple[Arg, ...]:
        return self.call.node.args

    @property
    def values(self) -> tuple[str, ...]:
        return self.call.values

    @property
    def words(self) -> list[str]:
        return [folded(value) for value in self.values]


Build = Callable[[Question], Test]
