"""The s-expression query syntax of org-ql."""

import re

from orgshelf.query.predicates import BY_NAME, DEFAULT
from orgshelf.query.source import OPERATORS, Piece, Source
from orgshelf.query.spec import Spec
from orgshelf.query.tree import And, Arg, Node, Not, Or, Predicate

_SYMBOL = re.compile(r"[^\s()\"]+")
_HEAD = re.compile(r"\(\s*'?([^\s()\"]+)\s*(\S?)")
_INFIX = re.compile(r"\(\s*[^\s()]+\s+(?:or|and)(?![^\s()])", re.IGNORECASE)


def is_sexp(text: str) -> bool:
    """Whether a query that begins with ``(`` is an s-expression, and no group in plain syntax."""
    text = text.strip()
    head = _HEAD.match(text)
    if head is None:
        return re.fullmatch(r"\(\s*\)", text) is not None
    name, following = head[1], head[2]
    if ":" in name or name[0] in "!@" or _INFIX.match(text):
        return False
    if name == "not":
        return following in ("(", ")", '"', "")
    return name in OPERATORS or name in BY_NAME or _is_one_form(text)


def _is_one_form(text: str) -> bool:
    """Whether the first parenthesis is closed by the last character, or never."""
    depth = 0
    for place, char in enumerate(re.sub(r'"(?:\\.|[^"\\])*"', lambda m: "." * len(m[0]), text)):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return place == len(text) - 1
    return True


def read_sexp(source: Source) -> Node:
    """Parse the whole text as one form.

    Raises:
        QueryError: it is not one.
    """
    source.skip_blanks()
    node = _form(source)
    source.skip_blanks()
    if source.peek():
        raise source.wrong(
            "The query ended before this: put all of it into one `(and ...)`.", source.place
        )
    return node


def _form(source: Source) -> Node:
    start = source.place
    source.enter()
    source.place += 1
    source.skip_blanks()
    head = _symbol(source)
    if head is None:
        stop = source.place + 1
        raise source.wrong("The name of a predicate is missing here.", start, stop)
    if head.value in OPERATORS:
        node = _operation(source, head, start)
    else:
        spec = source.spec(head.value, head.span)
        pieces, query = _arguments(source, spec, start)
        node = source.predicate(head.value, start, spec, pieces, query)
    source.depth -= 1
    return node


def _operation(source: Source, head: Arg, start: int) -> Node:
    parts: list[Node] = []
    while not _closed(source, start):
        parts.append(_part(source))
    if head.value in ("and", "or"):
        return And(tuple(parts)) if head.value == "and" else Or(tuple(parts))
    if not parts or (head.value == "not" and len(parts) > 1):
        wanted = "one query" if head.value == "not" else "a query"
        raise source.wrong(f"`{head.value}` wants {wanted}, like `(not (done))`.", *head.span)
    if head.value == "not":
        return Not(parts[0])
    first = parts[0] if head.value == "when" else Not(parts[0])
    return And((first, *parts[1:]))


def _part(source: Source) -> Node:
    """A form, a named query or a string."""
    _skip_quote(source)
    if source.peek() == "(":
        return _form(source)
    named = source.peek() == "@"
    word = _atom(source)
    if named:
        return Predicate("query", (Arg(word.value[1:], word.span),), span=word.span)
    return Predicate(DEFAULT, (word,), span=word.span)


def _arguments(source: Source, spec: Spec | None, start: int) -> tuple[list[Piece], Node | None]:
    pieces: list[Piece] = []
    query: Node | None = None
    while not _closed(source, start):
        _skip_quote(source)
        nested = spec is not None and spec.nested
        if (source.peek() == "(" and not nested) or query is not None:
            raise source.wrong("There cannot be a query here.", source.place)
        if nested:
            query = _part(source)
            continue
        bare = source.peek() != '"'
        atom = _atom(source)
        if bare and atom.value.startswith(":") and len(atom.value) > 1:
            pieces += _keyword(source, atom, start)
        else:
            pieces.append(Piece(None, atom))
    return pieces, query


def _keyword(source: Source, keyword: Arg, start: int) -> list[Piece]:
    """The value after a keyword, or the values of the list after it."""
    name = Arg(keyword.value[1:], keyword.span)
    if _closed(source, start, take=False):
        raise source.wrong(f"After {keyword.value} its value is missing.", *keyword.span)
    _skip_quote(source)
    if source.peek() != "(":
        return [Piece(name, _atom(source))]
    opened, values = source.place, []
    source.place += 1
    while not _closed(source, opened):
        values.append(Piece(name, _atom(source)))
    return values


def _closed(source: Source, start: int, *, take: bool = True) -> bool:
    """Whether the form that begins at ``start`` ends here; ``take`` consumes the parenthesis."""
    source.skip_blanks()
    if not source.peek():
        raise source.wrong("This parenthesis is not closed: add `)` at the end.", start)
    if source.peek() != ")":
        return False
    source.place += take
    return True


def _atom(source: Source) -> Arg:
    """A string or a symbol as text, including ``nil`` and ``t``."""
    _skip_quote(source)
    if source.peek() == '"':
        return source.quoted()
    symbol = _symbol(source)
    if symbol is None:
        raise source.wrong("A word or a text in quotation marks is missing here.", source.place)
    return symbol


def _symbol(source: Source) -> Arg | None:
    _skip_quote(source)
    match = _SYMBOL.match(source.text, source.place)
    if match is None:
        return None
    source.place = match.end()
    return Arg(match[0], match.span())


def _skip_quote(source: Source) -> None:
    """Skip the Lisp quote before ``>=`` and before lists."""
    while source.peek() == "'":
        source.place += 1
