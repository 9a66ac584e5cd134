"""A query as a tree, and the tree in both syntaxes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Where something stands in the text: first character, and the one after the last.
Span = tuple[int, int]

NOWHERE: Span = (0, 0)

#: Arguments that the plain syntax needs no quotation marks for.
_SIMPLE = re.compile(r"[\w./@+-]+")
_COMPARATOR = re.compile(r"[<>]=?|=")


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument as a text; where it stood does not count when two are compared."""

    value: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Predicate:
    """One question to a heading, by the predicate's own name.

    ``keywords`` are name and value, in the order given; ``query`` is what the headings above
    or below must match, for the predicates that ask so.
    """

    name: str
    args: tuple[Arg, ...] = ()
    keywords: tuple[tuple[str, Arg], ...] = ()
    query: "Node | None" = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What must all be so; of no parts, anything is."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Of which one must be so; of no parts, nothing is."""

    parts: tuple["Node", ...] = ()


Node = Predicate | Not | And | Or


def predicates(node: Node) -> Iterator[Predicate]:
    """Every predicate of a tree, also those about headings above and below."""
    match node:
        case Predicate():
            yield node
            if node.query is not None:
                yield from predicates(node.query)
        case Not():
            yield from predicates(node.part)
        case And() | Or():
            for part in node.parts:
                yield from predicates(part)


def to_sexp(node: Node) -> str:
    """The tree as org-ql writes it in Lisp."""
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
    parts += [f"{name}={_word(arg.value)}" for name, arg in node.keywords]
    return f"{node.name}:{','.join(parts)}"


def _word(value: str) -> str:
    return value if _SIMPLE.fullmatch(value) and ".." not in value else _string(value)


def _symbol(value: str) -> str:
    return value if _COMPARATOR.fullmatch(value) else _string(value)


def _string(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
