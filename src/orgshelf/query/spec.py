"""A predicate: its names, arguments, help and SQL; and what its SQL is made from."""

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
    """What a query's meaning depends on, beside its text.

    ``root`` is the absolute path of the notes' folder, ``queries`` has the texts that ``@name``
    stands for. ``property_names`` returns the names, in upper case, of all properties that a
    heading has or inherits; it is called when the first of them is needed.
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
        """Return the scope of a named query, which cannot use itself."""
        return replace(self, queries={k: v for k, v in self.queries.items() if k != name})


class Call(NamedTuple):
    """One use of a predicate in a query, with what is needed to make its condition.

    ``text`` is the whole query. ``compile`` makes the condition of another tree of the same
    text, ``read`` that of another text.
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
        """The arguments as texts in which the ways to write a letter are one."""
        return tuple(map(folded, self.values))

    def keyword(self, name: str) -> Arg | None:
        """Return a keyword argument; the last one if it is given twice."""
        return dict(self.node.keywords).get(name)

    def flag(self, name: str) -> bool | None:
        """Return whether a keyword is set: None if it is not given, False if it is ``nil``."""
        arg = self.keyword(name)
        return None if arg is None else arg.value.casefold() not in ("nil", "no", "false")

    def wrong(self, problem: str, span: Span | None = None) -> QueryError:
        """Make the error to raise about it, or about a part of it."""
        return QueryError(problem, self.text, *(span or self.node.span))


class Spec(NamedTuple):
    """One predicate of the query language: one row of the table.

    Args:
        name: its own name; ``aliases`` are others.
        usage: the forms of its arguments, as the reference shows them; "" is no argument.
        help: what is true of a matching entry, in one sentence.
        example: a query that uses it.
        sql: makes the condition of a call.
        min_args: the least number of arguments.
        max_args: the greatest number of arguments; None: any number.
        keywords: the names of its keyword arguments.
        compares: whether it takes ``<`` and ranges.
        nested: whether its argument is a query.
        state: whether it is about state: then a listing does not leave out what is done.
        pairs: whether an unknown keyword is read as name and value.
        moments: describes the time that a call asks for.
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
        """Make the condition of a call.

        Raises:
            QueryError: its arguments do not fit.
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
    """Return the name that was probably meant."""
    import difflib

    return next(iter(difflib.get_close_matches(word.casefold(), list(known), n=1)), None)
