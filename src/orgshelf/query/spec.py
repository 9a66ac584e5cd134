"""The specification of a predicate, and a call of one in a query."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from orgshelf.errors import QueryError
from orgshelf.query.sql import Condition
from orgshelf.query.tree import Arg, Node, Predicate, Span
from orgshelf.shelf.spelling import folded

_NO_QUERIES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Scope:
    """The context that a query's meaning depends on.

    ``root`` is the absolute path of the notes root, ``queries`` has the texts of named queries.
    ``property_names`` returns the upper-case names of all properties in the notes; it is called on
    first use.
    """

    now: datetime
    root: str = ""
    queries: Mapping[str, str] = field(default_factory=lambda: _NO_QUERIES)
    property_names: Callable[[], Collection[str]] = tuple

    @cached_property
    def properties(self) -> Collection[str]:
        """The names that ``property_names`` returns."""
        return self.property_names()

    def without_query(self, name: str) -> "Scope":
        """The scope of a named query, which cannot refer to itself."""
        return replace(self, queries={k: v for k, v in self.queries.items() if k != name})


class Call(NamedTuple):
    """A use of a predicate in a query.

    ``text`` is the whole query. ``compile`` makes the condition of a nested query, ``read`` that of
    another text in a scope.
    """

    node: Predicate
    scope: Scope
    text: str
    compile: Callable[[Node], Condition]
    read: Callable[[str, Scope], Condition]

    @property
    def values(self) -> tuple[str, ...]:
        """The arguments as texts."""
        return tuple(arg.value for arg in self.node.args)

    @property
    def words(self) -> tuple[str, ...]:
        """The folded arguments (see ``spelling.folded``)."""
        return tuple(map(folded, self.values))

    def keyword(self, name: str) -> Arg | None:
        """A keyword argument, the last one if it is given twice; None if it is not given."""
        return dict(self.node.keywords).get(name)

    def flag(self, name: str) -> bool | None:
        """Whether a keyword is set: None if it is not given, False if it is ``nil``."""
        arg = self.keyword(name)
        return None if arg is None else arg.value.casefold() not in ("nil", "no", "false")

    def wrong(self, problem: str, span: Span | None = None) -> QueryError:
        """The error about the call, or about a part of it."""
        return QueryError(problem, self.text, *(span or self.node.span))


class Spec(NamedTuple):
    """A predicate of the query language.

    Args:
        name: its own name; ``aliases`` are others.
        usage: the forms of its arguments for the reference; "" stands for no argument.
        help: a sentence that is true of a matching entry.
        example: a query that uses it.
        sql: compiles a call to a condition.
        min_args: the minimum number of arguments.
        max_args: the maximum number of arguments; None is no limit.
        keywords: the names of its keyword arguments.
        compares: whether it takes comparators and ranges.
        nested: whether its argument is a query.
        state: whether it is about TODO states, so that a listing includes done items.
        pairs: whether an unknown keyword is taken as a name and a value.
        moments: the range of moments of a call, for the explanation of a query.
    """

    name: str
    usage: tuple[str, ...]
    help: str
    example: str
    sql: Callable[[Call], Condition]
    aliases: tuple[str, ...] = ()
    min_args: int = 0
    max_args: int | None = None
    keywords: tuple[str, ...] = ()
    compares: bool = False
    nested: bool = False
    state: bool = False
    pairs: bool = False
    moments: Callable[[Call], object] | None = None

    def condition(self, call: Call) -> Condition:
        """The condition of a call.

        Raises:
            QueryError: an argument is missing, superfluous or invalid.
        """
        count, usage = len(call.node.args), ", ".join(self.usage)
        if count < self.min_args:
            raise call.wrong(f"`{self.name}` wants {usage}, like `{self.example}`.")
        if self.max_args is not None and count > self.max_args:
            spot = call.node.args[self.max_args].span
            takes = f"takes {usage} and no more" if usage else "takes no argument"
            raise call.wrong(f"`{self.name}` {takes}.", spot)
        return self.sql(call)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that is most similar to a word; None if none is."""
    import difflib

    return next(iter(difflib.get_close_matches(word.casefold(), list(known), n=1)), None)
