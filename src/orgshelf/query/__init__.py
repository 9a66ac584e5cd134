"""A request for entries: the options of a listing, and an expression of the query language."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # The language itself is only imported where a query is written in it.
    from orgshelf.query.expression import Expression

#: The values of ``--state`` beside the keywords of the notes.
STATE_WORDS = ("pending", "done", "none")


class Query(NamedTuple):
    """A request for entries.

    The expression and every tag must match, and one each of kinds, states and works. Without
    ``everything``, entries of no kind are left out, unless no entry has a kind; ``published``
    leaves out private entries, ``exported`` those that Org does not export.
    """

    expression: "Expression | None" = None
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    all: bool = False
    everything: bool = True
    published: bool = False
    exported: bool = False

    @property
    def speaks_of_state(self) -> bool:
        """Whether it selects states itself, so that the default of pending items is off."""
        spoken = self.expression is not None and self.expression.speaks_of_state
        return self.all or bool(self.states) or spoken

    @property
    def named_kinds(self) -> frozenset[str]:
        """The kinds that it names, in lower case."""
        spoken = self.expression.kinds if self.expression is not None else ()
        return frozenset(kind.casefold() for kind in (*self.kinds, *spoken))
