"""What a query finds by a plain look at every entry: what SQL must find as well."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NoReturn

from oracle import dates, family, fields, state, text
from oracle.question import Build, Question, Test
from orgshelf.query import Query
from orgshelf.query.expression import parse
from orgshelf.query.spec import Call, Scope
from orgshelf.query.tree import And, Node, Not, Or, Predicate
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.spelling import folded

TESTS: Mapping[str, Build] = dict(
    chain.from_iterable(module.TESTS.items() for module in (state, text, fields, dates, family))
)


def select(entries: Sequence[Entry], query: Query, scope: Scope) -> list[Entry]:
    """The entries of a listing: unless the query says which states, what is pending and shown."""
    found = matching(entries, query, scope)
    if query.speaks_of_state:
        return found
    return [entry for entry in found if entry.pending and not entry.hidden]


def matching(entries: Sequence[Entry], query: Query, scope: Scope) -> list[Entry]:
    """All entries that a query asks for, whatever their state."""
    tests = list(_tests(entries, query, scope))
    return [entry for entry in entries if all(test(entry) for test in tests)]


def plain_test(query: str, scope: Scope, entries: Sequence[Entry]) -> Test:
    """What a query in words says of one of the entries."""
    return _test(parse(query, scope), query, scope, entries)


def _tests(entries: Sequence[Entry], query: Query, scope: Scope) -> Iterable[Test]:
    if query.kinds:
        kinds = {kind.casefold() for kind in query.kinds}
        yield lambda entry: entry.kind in kinds
    if query.states:
        yield lambda entry: any(_in_state(entry, state) for state in query.states)
    if query.tags:
        tags = {tag.casefold() for tag in query.tags}
        yield lambda entry: tags <= {tag.casefold() for tag in entry.heading.tags}
    if query.works:
        works = [folded(work) for work in query.works]
        yield lambda entry: _of_work(entry, works)
    if query.expression is not None:
        yield _test(query.expression.node, query.expression.text, scope, entries)


def _in_state(entry: Entry, wanted: str) -> bool:
    """Whether it has a keyword as the file writes it, or is pending, done or neither."""
    match wanted:
        case "pending":
            return entry.pending
        case "done":
            return entry.heading.done
        case "none":
            return not entry.is_item
        case _:
            return entry.heading.keyword == wanted


def _of_work(entry: Entry, works: Iterable[str]) -> bool:
    return entry.work is not None and any(w in folded(entry.work.heading.title) for w in works)


def _test(node: Node, query: str, scope: Scope, entries: Sequence[Entry]) -> Test:
    match node:
        case Predicate():
            return TESTS[node.name](
                Question(
                    Call(node, scope, query, _no_condition, _no_condition),
                    entries,
                    lambda inner: _test(inner, query, scope, entries),
                    lambda other, rest: plain_test(other, rest, entries),
                )
            )
        case Not():
            inner = _test(node.part, query, scope, entries)
            return lambda entry: not inner(entry)
        case And():
            tests = [_test(part, query, scope, entries) for part in node.parts]
            return lambda entry: all(test(entry) for test in tests)
        case Or():
            tests = [_test(part, query, scope, entries) for part in node.parts]
            return lambda entry: any(test(entry) for test in tests)


def _no_condition(*_args: object) -> NoReturn:
    raise AssertionError("there is no SQL here")
