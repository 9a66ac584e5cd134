"""Which entries a listing shows: the one place where a request becomes a test."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.shelf.entries import Entry

if TYPE_CHECKING:
    # The language itself is only imported where a query is written in it.
    from orgshelf.shelf.query.expression import Expression

#: What ``--state`` understands beside a keyword of the notes.
STATE_WORDS = ("pending", "done", "none")


class Query(NamedTuple):
    """A request for entries.

    The expression and every tag must match; of kinds, states and works any one.
    """

    expression: "Expression | None" = None
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    all: bool = False

    @property
    def speaks_of_state(self) -> bool:
        """Whether it says which states it wants, so that not only pending ones are meant."""
        spoken = self.expression is not None and self.expression.speaks_of_state
        return self.all or bool(self.states) or spoken

    @property
    def named_kinds(self) -> frozenset[str]:
        """The kinds that it names itself, in lower case."""
        spoken = self.expression.kinds if self.expression is not None else ()
        return frozenset(kind.casefold() for kind in (*self.kinds, *spoken))


def select(entries: Iterable[Entry], query: Query) -> list[Entry]:
    """The entries of a listing, in their order.

    Unless the query says which states it wants: what is pending, and neither commented out
    nor archived.
    """
    if query.speaks_of_state:
        return matching(entries, query)
    return matching((entry for entry in entries if entry.pending and not entry.hidden), query)


def matching(entries: Iterable[Entry], query: Query) -> list[Entry]:
    """All entries that a query asks for, whatever their state."""
    tests = list(_tests(query))
    return [entry for entry in entries if all(test(entry) for test in tests)]


def _tests(query: Query) -> Iterable[Callable[[Entry], bool]]:
    if query.kinds:
        kinds = {kind.casefold() for kind in query.kinds}
        yield lambda entry: entry.kind in kinds
    if query.states:
        yield lambda entry: any(_in_state(entry, state) for state in query.states)
    if query.tags:
        tags = {tag.casefold() for tag in query.tags}
        yield lambda entry: tags <= {tag.casefold() for tag in entry.heading.tags}
    if query.works:
        works = [work.casefold() for work in query.works]
        yield lambda entry: _of_work(entry, works)
    if query.expression is not None:
        yield query.expression.test


def _in_state(entry: Entry, state: str) -> bool:
    """A keyword as the file writes it, or one of STATE_WORDS."""
    match state:
        case "pending":
            return entry.pending
        case "done":
            return entry.heading.done
        case "none":
            return not entry.is_item
        case _:
            return entry.heading.keyword == state


def _of_work(entry: Entry, works: Iterable[str]) -> bool:
    return entry.work is not None and any(w in entry.work.heading.title.casefold() for w in works)
