"""Which entries a person asks for: the options of a listing, and a query in words."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # The language itself is only imported where a query is written in it.
    from orgshelf.query.expression import Expression

#: What ``--state`` understands beside a keyword of the notes.
STATE_WORDS = ("pending", "done", "none")


class Query(NamedTuple):
    """A request for entries.

    The expression and every tag must match; of kinds, states and works any one. Without
    ``everything`` what is of no kind is left out, unless nothing in the notes is of any.
    """

    expression: "Expression | None" = None
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    all: bool = False
    everything: bool = True

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
