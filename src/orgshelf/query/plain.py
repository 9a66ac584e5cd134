"""The plain query syntax of org-ql, with ``or``, ``not``, parentheses, comparators and ranges."""

import re
from collections.abc import Iterator

from orgshelf.query.predicates import DEFAULT
from orgshelf.query.source import Piece, Source
from orgshelf.query.spec import Spec
from orgshelf.query.tree import And, Arg, Node, Not, Or, Predicate

_NAME = re.compile(r"([^\W\d_][\w&*-]*):(?!//)")
_OPERATOR = re.compile(r"(or|and|not|OR|AND|NOT)(?=[\s()\"]|$)")
_NAMED = re.compile(r"@([^\s()\",]+)")
_KEY = re.compile(r"([^\W\d][\w-]*)=")
_COMPARATOR = re.compile(r"[<>]=?|=")


def read_plain(source: Source) -> Node:
    """Parse the whole text; blank text matches everything.

    Raises:
        QueryError: it cannot be parsed.
    """
    source.skip_blanks()
    node = _either(source) if source.peek() not in ("", ")") else And()
    if source.peek():
        raise source.wrong("This parenthesis closes nothing.", source.place)
    return node


def _either(source: Source) -> Node:
    parts = [_all(source)]
    while _take_operator(source, "or"):
        parts.append(_all(source))
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _all(source: Source) -> Node:
    """Adjacent terms, up to ``or``, a closing parenthesis or the end."""
    parts: list[Node] = []
    joined = -1
    while not _at_end(source):
        start = source.place
        if _take_operator(source, "and"):
            joined = start
            if not parts:
                break
            continue
        parts.append(_term(source))
        joined = -1
    if not parts or joined >= 0:
        raise _nothing_beside(source, joined)
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _nothing_beside(source: Source, joined: int) -> Exception:
    """The error about an operator without an operand, or about empty parentheses."""
    if joined >= 0:
        return source.wrong("A query is missing beside this `and`.", joined, joined + 3)
    match = _OPERATOR.match(source.text, source.place)
    if match or source.depth == 0:
        word = match or re.search(r"\S+\s*$", source.text[: source.place])
        span = word.span() if word else (source.place, source.place + 1)
        return source.wrong("A query is missing beside this `or`.", *span)
    return source.wrong("There is no query in these parentheses, or beside `or`.", source.place)


def _at_end(source: Source) -> bool:
    source.skip_blanks()
    return source.peek() in ("", ")") or _operator(source) == "or"


def _operator(source: Source) -> str | None:
    match = _OPERATOR.match(source.text, source.place)
    return match[1].lower() if match else None


def _take_operator(source: Source, wanted: str) -> bool:
    source.skip_blanks()
    if _operator(source) != wanted:
        return False
    source.place += len(wanted)
    return True


def _term(source: Source) -> Node:
    start = source.place
    if source.peek() == "!" or _operator(source) == "not":
        source.place += 1 if source.peek() == "!" else len("not")
        source.enter()
        if _at_end(source) or _operator(source) == "and":
            raise source.wrong("A query is missing after this.", start, source.place)
        node: Node = Not(_term(source))
        source.depth -= 1
        return node
    if source.peek() == "(":
        return _group(source)
    if source.peek() == '"':
        text = source.quoted()
        return Predicate(DEFAULT, (text,), span=text.span) if text.value else And()
    if match := _NAMED.match(source.text, source.place):
        source.place = match.end()
        return Predicate("query", (Arg(match[1], match.span()),), span=match.span())
    if match := _NAME.match(source.text, source.place):
        return _predicate(source, match)
    word = _bare(source, stops='"')
    return Predicate(DEFAULT, (word,), span=word.span)


def _group(source: Source) -> Node:
    start = source.place
    source.enter()
    source.place += 1
    node = _either(source)
    if source.peek() != ")":
        raise source.wrong("This parenthesis is not closed: add `)` after it.", start)
    source.place += 1
    source.depth -= 1
    return node


def _predicate(source: Source, match: re.Match[str]) -> Node:
    start, name = source.place, match[1]
    spec = source.spec(name, match.span(1))
    source.place = match.end()
    query = None
    pieces: list[Piece] = []
    if spec is None or not spec.nested:
        pieces = list(_pieces(source, spec))
    elif source.peek() and not source.peek().isspace() and source.peek() != ")":
        query = _inner(source)
    return source.predicate(name, start, spec, pieces, query)


def _inner(source: Source) -> Node:
    """The query that related headings must match, which is one term."""
    source.enter()
    node = _term(source)
    source.depth -= 1
    return node


def _pieces(source: Source, spec: Spec | None) -> Iterator[Piece]:
    """The arguments, separated by commas."""
    comparing = spec is None or spec.compares
    if comparing and (match := _COMPARATOR.match(source.text, source.place)):
        source.place = match.end()
        yield Piece(None, Arg(match[0], match.span()))
    while (char := source.peek()) and not char.isspace() and char != ")":
        if char == ",":
            source.place += 1
            continue
        key = None
        keyed = spec is not None and (spec.keywords or spec.pairs)
        if keyed and (match := _KEY.match(source.text, source.place)):
            key, source.place = Arg(match[1], match.span(1)), match.end()
        if source.peek() == '"':
            yield Piece(key, source.quoted())
            continue
        word = _bare(source, stops=',"')
        if comparing and ".." in word.value:
            yield from _range(word)
        else:
            yield Piece(key, word)


def _range(word: Arg) -> Iterator[Piece]:
    """``1990..2000`` as two arguments; an open range as a comparator and an argument."""
    low, _, high = word.value.partition("..")
    start, stop = word.span
    if not low or not high:
        yield Piece(None, Arg("<=" if high else ">=", word.span))
        yield Piece(None, Arg(low or high, word.span))
        return
    yield Piece(None, Arg(low, (start, start + len(low))))
    yield Piece(None, Arg(high, (stop - len(high), stop)))


def _bare(source: Source, stops: str) -> Arg:
    """A word up to white space or one of ``stops``; it may contain pairs of parentheses."""
    start, depth = source.place, 0
    while (char := source.peek()) and not char.isspace() and char not in stops:
        if char == ")" and depth == 0:
            break
        depth += (char == "(") - (char == ")")
        source.place += 1
    return Arg(source.text[start : source.place], (start, source.place))
