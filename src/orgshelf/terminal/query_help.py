"""Queries on the screen: the whole reference, and how one was understood."""

from collections.abc import Iterator, Sequence

from orgshelf.query import Query
from orgshelf.query.date_words import WORDS
from orgshelf.query.order import SORT_KEYS, SORT_WORDS
from orgshelf.query.predicates import families
from orgshelf.query.printing import to_plain, to_sexp
from orgshelf.query.spec import Spec
from orgshelf.query.syntax import EXAMPLES
from orgshelf.terminal.columns import columns
from orgshelf.text import one_line

_INTRODUCTION = """\
A query is words, and predicates as NAME:ARGUMENTS; all of them must match. Case does not count,
but for tags, keywords, categories and the values of properties. What begins with ( and the name
of a predicate is read as an s-expression. Put a query in single quotes for the shell.
"""


_SORTING = """\
Sort keys (list --sort), commas between them, the first counts most; what has no such date, year
or cookie comes last. A list in parentheses is org-ql's, whose last key counts most:
priority,date,reverse is (date reverse priority).
"""


def reference() -> str:
    """All that a query can say, from the table that the reader goes by."""
    sections = [_INTRODUCTION, f"Examples:\n{_meanings(EXAMPLES)}"]
    sections += [f"{title}:\n{_rows(specs)}" for title, specs in families().items()]
    keys = [*((name, key.help) for name, key in SORT_KEYS.items()), *SORT_WORDS.items()]
    sections += [
        "Any other NAME:VALUE:\n  The property, where a heading of the notes has it: rating:>=4\n",
        f"Date words:\n{_meanings(WORDS)}",
        f"{_SORTING}{_meanings(keys)}",
    ]
    return "\n".join(sections)


def _meanings(rows: Sequence[tuple[str, str]]) -> str:
    return columns([(f"  {word}", meaning) for word, meaning in rows])


def _rows(specs: Sequence[Spec]) -> str:
    return "".join("".join(_lines(spec)) for spec in specs)


def _lines(spec: Spec) -> Iterator[str]:
    names = ", ".join([spec.name, *spec.aliases])
    forms = " | ".join(form or "nothing" for form in spec.usage)
    yield f"  {names}  ({forms})\n"
    yield f"      {spec.help}\n"
    yield f"      {spec.example}\n"


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
