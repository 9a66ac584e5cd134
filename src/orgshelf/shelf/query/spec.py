"""What a predicate is: its names, its arguments, and how it becomes a test of an entry."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from orgshelf.errors import QueryError
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query.tree import Arg, Node, Predicate, Span

Test = Callable[[Entry], bool]

_NO_QUERIES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Scope:
    """What a query is understood against.

    ``entries`` are all headings of the notes, ``root`` the absolute path of their folder,
    ``queries`` the texts that ``@name`` stands for. ``names`` gives the properties' names where
    they are known without a look at every heading.
    """

    now: datetime
    entries: Sequence[Entry] = ()
    root: str = ""
    queries: Mapping[str, str] = field(default_factory=lambda: _NO_QUERIES)
    names: Callable[[], Collection[str]] | None = None

    @cached_property
    def properties(self) -> Collection[str]:
        """The names, in upper case, of every property that a heading has or inherits."""
        if self.names is not None:
            return self.names()
        return frozenset(name for entry in self.entries for name in entry.heading.inherited)

    def without_query(self, name: str) -> "Scope":
        """The same without one named query, in which it cannot stand itself."""
        return replace(self, queries={k: v for k, v in self.queries.items() if k != name})


class Call(NamedTuple):
    """A predicate with what is needed to make a test of it.

    ``text`` is the query it stands in; ``compile`` makes a test of a tree in the same text,
    ``read`` of another text.
    """

    node: Predicate
    scope: Scope
    text: str
    compile: Callable[[Node], Test]
    read: Callable[[str, "Scope"], Test]

    @property
    def values(self) -> tuple[str, ...]:
        """The arguments as texts."""
        return tuple(arg.value for arg in self.node.args)

    def keyword(self, name: str) -> Arg | None:
        """A keyword argument; of one given twice the last."""
        return dict(self.node.keywords).get(name)

    def flag(self, name: str) -> bool | None:
        """Whether a keyword is set: None where it is not given, false where it is ``nil``."""
        arg = self.keyword(name)
        return None if arg is None else arg.value.casefold() not in ("nil", "no", "false")

    def wrong(self, problem: str, span: Span | None = None) -> QueryError:
        """The error to raise about it, or about a part of it."""
        return QueryError(problem, self.text, *(span or self.node.span))


class Spec(NamedTuple):
    """One row of the table of predicates.

    ``forms`` are the arguments as the reference shows them. ``least`` and ``most`` say how
    many there can be (None: any number). ``compares``: it takes ``<`` and ranges. ``nested``:
    its argument is a query. ``state``: it speaks of state, so that a listing looks beyond what
    is pending. ``pairs``: a keyword that it does not know is name and value. ``moments``: the
    time that a call asks for, as text.
    """

    name: str
    forms: tuple[str, ...]
    help: str
    example: str
    build: Callable[[Call], Test]
    aliases: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None
    keywords: tuple[str, ...] = ()
    compares: bool = False
    nested: bool = False
    state: bool = False
    pairs: bool = False
    moments: Callable[[Call], object] | None = None

    def test(self, call: Call) -> Test:
        """The test a call stands for.

        Raises:
            QueryError: its arguments do not fit.
        """
        count, usage = len(call.node.args), ", ".join(self.forms)
        if count < self.least:
            raise call.wrong(f"`{self.name}` wants {usage}, like `{self.example}`.")
        if self.most is not None and count > self.most:
            spot = call.node.args[self.most].span
            raise call.wrong(f"`{self.name}` takes {usage or 'nothing'} and no more.", spot)
        return self.build(call)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The name that was probably meant."""
    import difflib

    return next(iter(difflib.get_close_matches(word.casefold(), list(known), n=1)), None)
