"""Predicates about ancestors and descendants, and named queries."""

from collections.abc import Callable

from orgshelf.errors import QueryError
from orgshelf.query.spec import Call, Spec, nearest
from orgshelf.query.sql import EVERYTHING, Condition, nested

_RIGHT_ABOVE = "SELECT h.parent FROM heading h WHERE h.parent NOT NULL AND ({})"
_ABOVE = (
    f"WITH RECURSIVE up (id) AS ({_RIGHT_ABOVE} UNION"
    " SELECT h.parent FROM up JOIN heading h ON h.id = up.id WHERE h.parent NOT NULL)"
    " SELECT id FROM up"
)
_BELOW = "SELECT d.id FROM heading h CROSS JOIN heading d ON d.id > h.id AND d.id < h.last WHERE {}"
_RIGHT_BELOW = (
    "SELECT d.id FROM heading h CROSS JOIN heading d ON d.id > h.id AND d.id < h.last"
    " AND d.parent = h.id WHERE {}"
)


def _related(source: str) -> Callable[[Call], Condition]:
    """Make the SQL of a predicate; ``source`` selects the ids of the relatives of matches."""
    return lambda call: nested(
        f"h.id IN ({source})", call.compile(call.node.query) if call.node.query else EVERYTHING
    )


ANCESTORS = Spec(
    "ancestors",
    usage=("", "(QUERY)"),
    help="A heading above it matches.",
    example="ancestors:(tags:gpu)",
    sql=_related(_BELOW),
    max_args=0,
    nested=True,
)

PARENT = Spec(
    "parent",
    usage=("", "(QUERY)"),
    help="The heading right above it matches.",
    example="parent:(kind:paper todo:)",
    sql=_related(_RIGHT_BELOW),
    max_args=0,
    nested=True,
)

CHILDREN = Spec(
    "children",
    usage=("", "(QUERY)"),
    help="A heading right below it matches.",
    example="children:(todo:)",
    sql=_related(_RIGHT_ABOVE),
    max_args=0,
    nested=True,
)

DESCENDANTS = Spec(
    "descendants",
    usage=("", "(QUERY)"),
    help="A heading anywhere below it matches.",
    example="descendants:(closed:7)",
    sql=_related(_ABOVE),
    max_args=0,
    nested=True,
)


def _named(call: Call) -> Condition:
    """Match a named query, which cannot refer to itself."""
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


QUERY = Spec(
    "query",
    usage=("NAME",),
    help="It matches the query of this name in the configuration; the same as @NAME.",
    example="@week",
    sql=_named,
    min_args=1,
    max_args=1,
)
