"""A query on the screen: how it was understood."""

from collections.abc import Iterator

from orgshelf.query import Query
from orgshelf.query.printing import to_plain, to_sexp
from orgshelf.terminal.columns import columns
from orgshelf.text import one_line


def explained(query: Query) -> str:
    """How a query was understood: in both syntaxes, then part by part, then what narrows it."""
    found = query.expression
    lines = []
    if found is not None:
        lines += [f"{one_line(to_sexp(found.node))}\n", f"{one_line(to_plain(found.node))}\n", "\n"]
        lines.append(columns([(one_line(to_sexp(p)), one_line(m)) for p, m in found.meanings]))
    lines += [f"--{option} {one_line(value)}\n" for option, value in _options(query)]
    if query.speaks_of_state:
        lines.append("Every heading is looked at, whatever its state.\n")
    else:
        lines.append("Only what is pending; --all shows the rest.\n")
    return "".join(lines)


def _options(query: Query) -> Iterator[tuple[str, str]]:
    for option, values in (
        ("kind", query.kinds),
        ("state", query.states),
        ("tag", query.tags),
        ("work", query.works),
    ):
        for value in values:
            yield option, value
