"""A query's text to its tree, in either syntax."""

from orgshelf.query.source import Source
from orgshelf.query.spec import Scope
from orgshelf.query.tree import Node

#: What can be written, and what it means.
EXAMPLES = (
    ("theano gpu", "both words, in the entry or in a heading above it"),
    ("todo: deadline:+7", "to do, with a deadline in the next seven days"),
    ("!tags:gpu", "without the tag; also: not tags:gpu"),
    ("(a or b) c", "parentheses group; or is weaker than and"),
    ("priority:>=B", "comparators: < <= > >= ="),
    ("year:1990..2000", "a range, both ends included"),
    ('heading:"a, b",c', "several arguments, in quotation marks where they need them"),
    ("parent:(todo: tags:gpu)", "a query about the headings around"),
    ("@week", "a query of the configuration"),
    ("(and (todo) (deadline :to 7))", "an s-expression: and, or, not, when, unless, predicates"),
)


def parse(text: str, scope: Scope) -> Node:
    """Read a query.

    Raises:
        QueryError: it cannot be understood; its details show where.
    """
    source = Source(text, scope)
    if text.lstrip().startswith("("):
        from orgshelf.query.sexp import is_sexp, read_sexp

        if is_sexp(text):
            return read_sexp(source)
    from orgshelf.query.plain import read_plain

    return read_plain(source)
