"""The syntax tree of a query written in both syntaxes; either parses back to the same tree."""

import re
from collections.abc import Sequence

from orgshelf.query.compare import COMPARATORS
from orgshelf.query.predicates import TABLE
from orgshelf.query.tree import And, Node, Not, Or, Predicate

#: Arguments that need no quotation marks in plain syntax.
_SIMPLE = re.compile(r"[\w./:@+%-]+")


def to_sexp(node: Node) -> str:
    """The tree as an s-expression of org-ql."""
    match node:
        case Predicate():
            parts = [node.name, *(_symbol(arg.value) for arg in node.args)]
            parts += [f":{name} {_string(arg.value)}" for name, arg in node.keywords]
            parts += [to_sexp(node.query)] if node.query is not None else []
            return f"({' '.join(parts)})"
        case Not():
            return f"(not {to_sexp(node.part)})"
        case And() | Or():
            name = "and" if isinstance(node, And) else "or"
            return f"({' '.join([name, *map(to_sexp, node.parts)])})"


def to_plain(node: Node) -> str:
    """The tree in the plain syntax."""
    match node:
        case Predicate():
            return _plain_predicate(node)
        case Not():
            return f"!{_grouped(node.part)}"
        case And():
            return " ".join(map(_grouped, node.parts)) if node.parts else '""'
        case Or():
            return " or ".join(map(_grouped, node.parts)) if node.parts else '!""'


def _grouped(node: Node) -> str:
    text = to_plain(node)
    return f"({text})" if isinstance(node, And | Or) and node.parts else text


def _plain_predicate(node: Predicate) -> str:
    if node.query is not None:
        return f"{node.name}:({to_plain(node.query)})"
    parts = [_word(arg.value) for arg in node.args]
    if TABLE[node.name].compares and _begins_with_comparator(parts):
        parts[:2] = ["".join(parts[:2])]
    parts += [f"{name}={_word(arg.value)}" for name, arg in node.keywords]
    return f"{node.name}:{','.join(parts)}"


def _begins_with_comparator(words: Sequence[str]) -> bool:
    return len(words) > 1 and words[0] in COMPARATORS and words[1] not in COMPARATORS


def _word(value: str) -> str:
    simple = value in COMPARATORS or (_SIMPLE.fullmatch(value) and ".." not in value)
    return value if simple else _string(value)


def _symbol(value: str) -> str:
    return value if value in COMPARATORS else _string(value)


def _string(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
